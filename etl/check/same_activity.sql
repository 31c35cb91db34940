-- Activities of a report that are already reported in another period: the same province, kind,
-- start, document number and folded title. The caller has registered staged, the report's rows;
-- the slices it replaces are not looked at.
-- Titles are folded last, and only where everything else is the same: folding is what costs.

WITH mine AS MATERIALIZED (
    SELECT s."row", s.title, s.kind, s.period, s.date_start, s.document_no, p.unit
    FROM staged AS s JOIN provinces AS p USING (vintage, province_code)
    WHERE s.title IS NOT NULL),
alike AS MATERIALIZED (
    SELECT m."row", m.title, r.title AS other_title, r.period, r.upload
    FROM mine AS m JOIN provinces AS p ON p.unit = m.unit
    JOIN records AS r ON r.vintage = p.vintage AND r.province_code = p.province_code
        AND r.kind = m.kind AND r.period <> m.period
        AND r.date_start IS NOT DISTINCT FROM m.date_start
        AND r.document_no IS NOT DISTINCT FROM m.document_no
    ANTI JOIN staged AS s ON s.vintage = r.vintage AND s.province_code = r.province_code
        AND s.period = r.period),
folded AS (
    SELECT "row", title, period, upload, title = other_title AS equal,
        translate(strip_accents(lower(nfc_normalize(title))), 'đðɖ', 'ddd') AS own,
        translate(strip_accents(lower(nfc_normalize(other_title))), 'đðɖ', 'ddd') AS other
    FROM alike)
SELECT "row", title, min(period), arg_min(upload, period) FROM folded
WHERE equal
    OR regexp_replace(own, '[^a-z0-9]', '', 'g') = regexp_replace(other, '[^a-z0-9]', '', 'g')
GROUP BY ALL ORDER BY "row";
