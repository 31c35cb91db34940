-- The slices of an upload go back to the versions it replaced. The draft is one transaction; the
-- caller has registered: staged_slices (vintage, province_code, period, replaced) and
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

DELETE FROM former_records USING staged_slices AS s
WHERE former_records.upload = s.replaced AND former_records.vintage = s.vintage
    AND former_records.province_code = s.province_code AND former_records.period = s.period;

UPDATE slice_versions SET ended_by = NULL FROM staged_slices AS s
WHERE slice_versions.upload = s.replaced AND slice_versions.vintage = s.vintage
    AND slice_versions.province_code = s.province_code AND slice_versions.period = s.period;

INSERT INTO slices
SELECT v.vintage, v.province_code, v.period, v.upload, v.row_count, v.nil, v.first_at
FROM slice_versions AS v JOIN staged_slices AS s
    ON v.upload = s.replaced AND v.vintage = s.vintage
    AND v.province_code = s.province_code AND v.period = s.period;

DELETE FROM monthly USING staged_slices AS s
WHERE monthly.vintage = s.vintage AND monthly.province_code = s.province_code
    AND monthly.period = s.period;
