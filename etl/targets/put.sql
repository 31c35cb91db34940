-- A table of targets takes the place of the rows it names. The draft is one transaction; the
-- caller has registered: staged (targets without the upload, without a value where one is taken
-- away) and staged_upload (upload, sent_at).

DELETE FROM targets USING staged AS n
WHERE targets.year = n.year AND targets.province_code = n.province_code
    AND targets.measure = n.measure;

INSERT INTO targets
SELECT year, vintage, province_code, measure, value, source, u.upload, "row"
FROM staged CROSS JOIN staged_upload AS u WHERE value IS NOT NULL;
