-- Monthly totals of a report far from the median of the province's other months of that kind.
-- The caller has registered staged, the report's rows, and binds the fewest months a province
-- needs for a history and the number of deviations that is far. mad × 1.4826 is the standard
-- deviation of a normal spread; a tenth of the median, and 1, keep a steady history from being
-- startled by small changes.

WITH mine AS (
    SELECT p.unit, s.period, s.kind, sum(s.quantity) AS total,
        arg_max(s.row, s.quantity) AS "row", max(s.quantity) AS largest
    FROM staged AS s JOIN provinces AS p USING (vintage, province_code)
    WHERE s.status = 'done' GROUP BY ALL),
past AS (
    SELECT p.unit, m.period, m.kind, sum(m.quantity) AS total
    FROM monthly AS m JOIN provinces AS p USING (vintage, province_code)
    SEMI JOIN mine AS wanted ON wanted.unit = p.unit
    ANTI JOIN mine AS own ON own.unit = p.unit AND own.period = m.period
    WHERE m.status = 'done'
    GROUP BY ALL),
usual AS (
    SELECT unit, kind, median(total) AS middle, mad(total) AS spread, count(*) AS months
    FROM past GROUP BY ALL)
SELECT mine."row", mine.largest, mine.kind, mine.total, usual.middle, usual.months
FROM mine JOIN usual USING (unit, kind)
WHERE usual.months >= ? AND abs(mine.total - usual.middle)
    > ? * greatest(1.4826 * usual.spread, 0.1 * usual.middle, 1)
ORDER BY mine."row";
