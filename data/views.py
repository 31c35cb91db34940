"""Views under a name: the choices of a page that somebody kept for all to open again."""

from typing import NamedTuple

from data.warehouse import Warehouse

_VIEWS = """
    SELECT name, arg_max(query, saved_at) AS query, arg_max(actor, saved_at) AS actor
    FROM (SELECT name, coalesce(query, '') AS query, actor, saved_at FROM named_views)
    GROUP BY name HAVING query <> '' ORDER BY name COLLATE vi
"""


class NamedView(NamedTuple):
    """What a view is called, the choices of its URL, and who kept it."""

    name: str
    query: str
    actor: str


def named_views(warehouse: Warehouse) -> list[NamedView]:
    """Return the views there are, by name."""
    if not warehouse.has("named_views"):
        return []
    return [NamedView(*row) for row in warehouse.rows(_VIEWS)]
