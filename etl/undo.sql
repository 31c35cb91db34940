-- The slices of an upload go back to the versions it replaced. The caller has begun a transaction
-- and registered: staged_slices (vintage, province_code, period, replaced) and
-- staged_upload (upload).

INSERT INTO former_records
FROM records WHERE upload = (SELECT upload FROM staged_upload);

DELETE FROM records WHERE upload = (SELECT upload FROM staged_upload);

DELETE FROM slices WHERE upload = (SELECT upload FROM staged_upload);

UPDATE slice_versions SET undone = true WHERE upload = (SELECT upload FROM staged_upload);

INSERT INTO records
SELECT r.* FROM former_records AS r JOIN staged_slices AS s
    ON r.upload = s.replaced AND r.vintage = s.vintage
    AND r.province_code = s.province_code AND r.period = s.period;

DELETE FROM former_records WHERE (upload, vintage, province_code, period) IN
    (SELECT (replaced, vintage, province_code, period) FROM staged_slices);

UPDATE slice_versions SET ended_by = NULL
WHERE (upload, vintage, province_code, period) IN
    (SELECT (replaced, vintage, province_code, period) FROM staged_slices);

INSERT INTO slices
SELECT vintage, province_code, period, upload, row_count, nil, first_at
FROM slice_versions WHERE (upload, vintage, province_code, period) IN
    (SELECT (replaced, vintage, province_code, period) FROM staged_slices);

DELETE FROM monthly WHERE (vintage, province_code, period) IN
    (SELECT (vintage, province_code, period) FROM staged_slices);
