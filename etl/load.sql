-- A report becomes the current version of its slices. The caller has begun a transaction and
-- registered: staged (its rows), staged_slices (vintage, province_code, period, row_count, nil)
-- and staged_upload (upload, sent_at).

INSERT INTO former_records
FROM records WHERE (vintage, province_code, period) IN
    (SELECT (vintage, province_code, period) FROM staged_slices);

DELETE FROM records WHERE (vintage, province_code, period) IN
    (SELECT (vintage, province_code, period) FROM staged_slices);

DELETE FROM monthly WHERE (vintage, province_code, period) IN
    (SELECT (vintage, province_code, period) FROM staged_slices);

-- The first accepted report counts as the time of reporting; a correction does not make it late.
INSERT INTO slice_versions
SELECT n.vintage, n.province_code, n.period, u.upload, o.upload, n.row_count, n.nil,
    coalesce(o.first_at, u.sent_at), NULL, false
FROM staged_slices AS n CROSS JOIN staged_upload AS u
LEFT JOIN slices AS o USING (vintage, province_code, period);

UPDATE slice_versions SET ended_by = (SELECT upload FROM staged_upload)
FROM slices AS s JOIN staged_slices AS n USING (vintage, province_code, period)
WHERE slice_versions.upload = s.upload AND slice_versions.vintage = s.vintage
    AND slice_versions.province_code = s.province_code AND slice_versions.period = s.period;

DELETE FROM slices WHERE (vintage, province_code, period) IN
    (SELECT (vintage, province_code, period) FROM staged_slices);

INSERT INTO slices
SELECT vintage, province_code, period, upload, row_count, nil, first_at
FROM slice_versions WHERE upload = (SELECT upload FROM staged_upload);

INSERT INTO records
SELECT (SELECT upload FROM staged_upload), * REPLACE (string_split(channel, ';') AS channel)
FROM staged;
