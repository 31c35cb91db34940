"""The bytes of reports as sent, in pieces: one report more must not rewrite all before it.

DuckDB writes a whole group of 122,880 rows anew when a row is added to it. With a report in one
row those were all reports ever sent; with pieces they are 30 MB at most.
"""

import numpy as np
import pyarrow as pa

from data.opened import Connection, Warehouse

SIZE = 256
"""Bytes of a piece; the last one of a report may be shorter."""
TABLE = "report_bytes"


def keep(connection: Connection, upload: str, packed: bytes) -> None:
    """Store the bytes of a report; the connection writes."""
    count = -(-len(packed) // SIZE)
    ends = np.minimum(np.arange(count + 1, dtype=np.int64) * SIZE, len(packed))
    cut = [None, pa.py_buffer(ends), pa.py_buffer(packed)]
    pieces = pa.Array.from_buffers(pa.large_binary(), count, cut)
    table = pa.table({"piece": np.arange(count, dtype=np.int32), "bytes": pieces})
    connection.register("pieces", table)
    connection.execute(f"INSERT INTO {TABLE} SELECT ?, piece, bytes FROM pieces", [upload])  # noqa: S608
    connection.unregister("pieces")


def kept(warehouse: Warehouse, upload: str) -> bytes:
    """Return the bytes of a report, none of one that has none; also of a version from before."""
    if not warehouse.has(TABLE):
        [(packed,)] = warehouse.rows("SELECT bytes FROM uploads WHERE upload = ?", [upload])
        return packed or b""
    sql = f"SELECT bytes FROM {TABLE} WHERE upload = ? ORDER BY piece"  # noqa: S608
    return b"".join(piece for (piece,) in warehouse.rows(sql, [upload]))


def take_over(connection: Connection) -> None:
    """Cut the reports of a version from before, which held each in one row of ``uploads``."""
    if "bytes" not in [c for c, *_ in connection.execute("DESCRIBE uploads").fetchall()]:
        return
    found = connection.execute("SELECT upload FROM uploads WHERE bytes IS NOT NULL").fetchall()
    for (upload,) in found:
        sql = "SELECT bytes FROM uploads WHERE upload = ?"
        [(packed,)] = connection.execute(sql, [upload]).fetchall()
        keep(connection, upload, packed)
