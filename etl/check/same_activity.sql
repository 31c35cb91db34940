-- Activities of a report that are already reported in another period: the same province, kind,
-- start, document number and folded title. The caller has registered staged, the report's rows;
-- the slices it replaces are not looked at.
-- What has a date is joined by an equality, which reads only those groups of records whose dates
-- are near; IS NOT DISTINCT FROM reads them all. What has none is joined by itself.
-- Titles are folded last, and only where everything else is the same: folding is what costs.

WITH mine AS MATERIALIZED (
    SELECT s."row", s.title, s.kind, s.period, s.date_start, s.document_no,
        also.vintage, also.province_code,
        regexp_replace(translate(strip_accents(lower(nfc_normalize(s.title))), 'đðɖ', 'ddd'),
            '[^a-z0-9]', '', 'g') AS own
    FROM staged AS s JOIN provinces AS p USING (vintage, province_code)
    JOIN provinces AS also ON also.unit = p.unit
    WHERE s.title IS NOT NULL),
near AS (
    SELECT m."row", m.title, m.own, r.title AS other_title,
        r.vintage, r.province_code, r.period, r.upload
    FROM mine AS m JOIN records AS r USING (vintage, province_code, kind, date_start)
    WHERE r.period <> m.period AND r.document_no IS NOT DISTINCT FROM m.document_no
    UNION ALL
    SELECT m."row", m.title, m.own, r.title, r.vintage, r.province_code, r.period, r.upload
    FROM mine AS m JOIN records AS r USING (vintage, province_code, kind)
    WHERE m.date_start IS NULL AND r.date_start IS NULL
        AND r.period <> m.period AND r.document_no IS NOT DISTINCT FROM m.document_no),
alike AS MATERIALIZED (
    FROM near ANTI JOIN staged USING (vintage, province_code, period)),
folded AS (
    SELECT "row", title, period, upload, title = other_title AS equal, own,
        regexp_replace(translate(strip_accents(lower(nfc_normalize(other_title))), 'đðɖ', 'ddd'),
            '[^a-z0-9]', '', 'g') AS other
    FROM alike)
SELECT "row", title, min(period), arg_min(upload, period) FROM folded
WHERE equal OR own = other
GROUP BY ALL ORDER BY "row";
