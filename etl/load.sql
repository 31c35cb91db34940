-- A report becomes the current version of its slices. The draft is one transaction; the caller has
-- registered: staged (its rows), staged_slices (vintage, province_code, period, row_count, nil)
-- and staged_upload (upload, sent_at).

INSERT INTO former_records
FROM records SEMI JOIN staged_slices USING (vintage, province_code, period);

DELETE FROM records USING staged_slices AS n
WHERE records.vintage = n.vintage AND records.province_code = n.province_code
    AND records.period = n.period;

DELETE FROM monthly USING staged_slices AS n
WHERE monthly.vintage = n.vintage AND monthly.province_code = n.province_code
    AND monthly.period = n.period;

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

DELETE FROM slices USING staged_slices AS n
WHERE slices.vintage = n.vintage AND slices.province_code = n.province_code
    AND slices.period = n.period;

INSERT INTO slices
SELECT vintage, province_code, period, upload, row_count, nil, first_at
FROM slice_versions WHERE upload = (SELECT upload FROM staged_upload);

INSERT INTO records
SELECT (SELECT upload FROM staged_upload), * REPLACE (string_split(channel, ';') AS channel)
FROM staged;
