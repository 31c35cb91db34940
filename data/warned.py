"""The warnings that current reports were loaded with, and what was said to each."""

from collections.abc import Sequence

import pandas as pd

from data.warehouse import Warehouse

STATES = ("open", "explained", "dismissed")
# A warning belongs to an activity of a current report: one that was replaced warns no more.
WARNED = """
    SELECT r.vintage, r.province_code, r.period, w.told->>'kind' AS warning, r.title,
        w.told->>'value' AS value, r.upload, r."row", r.kind, w.told::VARCHAR AS told
    FROM (SELECT upload, unnest(json_extract(notes, '$.warnings[*]')) AS told
        FROM uploads SEMI JOIN slices USING (upload)) AS w
    JOIN records AS r ON r.upload = w.upload AND r."row" = (w.told->>'row')::INTEGER
"""
_SAID = """
    SELECT vintage, province_code, period, warning, title, value,
        arg_max(state, explained_at) AS state, arg_max(reason, explained_at) AS reason,
        arg_max(actor, explained_at) AS actor, max(explained_at) AS explained_at
    FROM explained GROUP BY ALL
"""
_NOTHING_SAID = """
    SELECT vintage, province_code, period, '' AS warning, title, '' AS value, '' AS state,
        '' AS reason, '' AS actor, NULL::TIMESTAMP AS explained_at FROM records LIMIT 0
"""


def warned(warehouse: Warehouse, periods: Sequence[str]) -> pd.DataFrame:
    """Return the warnings of the current reports of some periods, the newest period first.

    Columns: vintage, code, name, region, current_code, period, warning (its kind), kind (of the
    activity), title, told (the warning as etl.problem keeps it, JSON), upload, row, file, sender,
    state (open, explained, dismissed), reason, actor, explained_at (UTC).
    """
    said = _SAID if warehouse.has("explained") else _NOTHING_SAID
    sql = (
        "SELECT w.vintage, w.province_code AS code, p.name, p.region, p.current_code, w.period, "  # noqa: S608
        'w.warning, w.kind, w.title, w.told, w.upload, w."row", u.file, u.sender, '
        "coalesce(s.state, 'open') AS state, s.reason, s.actor, s.explained_at "
        f"FROM ({WARNED}) AS w JOIN provinces AS p USING (vintage, province_code) "
        f"JOIN uploads AS u ON u.upload = w.upload LEFT JOIN ({said}) AS s "
        "ON s.vintage = w.vintage AND s.province_code = w.province_code AND s.period = w.period "
        "AND s.warning = w.warning AND s.title IS NOT DISTINCT FROM w.title "
        "AND s.value IS NOT DISTINCT FROM w.value "
        "WHERE list_contains(?, w.period) "
        'ORDER BY w.period DESC, p.name COLLATE vi, w."row", w.warning'
    )
    return warehouse.table(sql, [list(periods)])
