-- The monthly sums of the staged slices, from their records.
INSERT INTO monthly
SELECT vintage, province_code, period, kind, status, count(*),
    sum(quantity), coalesce(bit_or(CASE quantity_qualifier
        WHEN 'at_least' THEN 1 WHEN 'at_most' THEN 2 WHEN 'about' THEN 4 END::UTINYINT), 0),
    sum(participants), coalesce(bit_or(CASE participants_qualifier
        WHEN 'at_least' THEN 1 WHEN 'at_most' THEN 2 WHEN 'about' THEN 4 END::UTINYINT), 0),
    sum(copies), coalesce(bit_or(CASE copies_qualifier
        WHEN 'at_least' THEN 1 WHEN 'at_most' THEN 2 WHEN 'about' THEN 4 END::UTINYINT), 0)
FROM records SEMI JOIN staged_slices USING (vintage, province_code, period)
GROUP BY vintage, province_code, period, kind, status;
