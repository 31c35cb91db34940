"""The template a province fills in: every column of the report, its header in Vietnamese."""

import csv
import io

from data.catalog import catalog


def csv_template(province: str | None, period: str | None) -> bytes:
    """Return a CSV in UTF-8 with BOM, as Excel opens it; one row begun if a slice is named."""
    columns = catalog().columns
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([column.label.vi for column in columns.values()])
    begun = {"province": province or "", "period": f"{period[5:]}/{period[:4]}" if period else ""}
    if province or period:
        writer.writerow([begun.get(id, "") for id in columns])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()
