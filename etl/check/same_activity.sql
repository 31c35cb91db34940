-- Activities of a report that are already reported in another period: the same province, kind,
-- start, document number and folded title. The caller has registered staged, the report's rows;
-- the slices it replaces are not looked at.
-- Titles are folded last, and only where everything else is the same: folding is what costs.

WITH mine AS MATERIALIZED (
    SELECT s."row", s.title, s.kind, s.period, s.date_start, s.document_no, p.unit
    FROM staged AS s JOIN provinces AS p USING (vintage, province_code)
    WHERE s.title IS NOT NULL),
other AS MATERIALIZED (
    SELECT r.title, r.kind, r.period, r.date_start, r.document_no, r.upload, p.unit
    FROM records AS r JOIN provinces AS p USING (vintage, province_code)
    WHERE p.unit IN (SELECT unit FROM mine)
        AND (r.vintage, r.province_code, r.period)
            NOT IN (SELECT (vintage, province_code, period) FROM staged)),
alike AS MATERIALIZED (
    SELECT m."row", m.title, o.title AS other_title, o.period, o.upload
    FROM mine AS m JOIN other AS o ON o.unit = m.unit AND o.kind = m.kind
        AND o.period <> m.period AND o.date_start IS NOT DISTINCT FROM m.date_start
        AND o.document_no IS NOT DISTINCT FROM m.document_no),
folded AS (
    SELECT "row", title, period, upload, title = other_title AS equal,
        replace(strip_accents(lower(nfc_normalize(title))), 'đ', 'd') AS own,
        replace(strip_accents(lower(nfc_normalize(other_title))), 'đ', 'd') AS other
    FROM alike)
SELECT "row", title, min(period), arg_min(upload, period) FROM folded
WHERE equal
    OR regexp_replace(own, '[^a-z0-9]', '', 'g') = regexp_replace(other, '[^a-z0-9]', '', 'g')
GROUP BY ALL ORDER BY "row";
