"""Deliberately boring answers to the same questions: lists, dicts and loops over report files.

Nothing here is imported from the product. A cell is read by the simplest rule that does for the
reports used in these tests, so that the two sides can only agree by both being right.
"""

import csv
import io
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
LABELS = {
    "Tỉnh/Thành phố": "province", "Kỳ báo cáo": "period", "Loại hoạt động": "kind",
    "Hình thức": "form", "Số lượng": "quantity", "Lượt người": "participants",
    "Số bản phát hành": "copies", "Đơn vị chủ trì": "organiser", "Vai trò": "role",
    "Phương thức": "mode", "Kênh": "channel", "Trạng thái": "status", "Chủ đề": "topic",
}  # fmt: skip
IDS = {
    "Hội nghị": "meeting", "Tập huấn": "training", "Xuất bản phẩm": "publication",
    "Báo chí": "press", "Văn bản": "document", "Khen thưởng": "award", "Không phát sinh": "nil",
    "Đã thực hiện": "done", "Đang thực hiện": "ongoing", "Kế hoạch": "planned",
    "Chủ trì": "lead", "Phối hợp": "joint", "Tham mưu": "advisory", "Được tặng": "received",
    "Trao tặng": "given", "Trực tiếp": "in_person", "Trực tuyến": "online",
    "Trực tiếp kết hợp trực tuyến": "hybrid", "Báo in": "print", "Báo điện tử": "online_news",
    "Phát thanh": "radio", "Truyền hình": "television", "Trang thông tin điện tử": "website",
    "Mạng xã hội": "social", "Bản tin": "bulletin",
}  # fmt: skip
QUALIFIERS = {"hơn": "at_least", "trên": "at_least", "gần": "at_most", "khoảng": "about"}
MEASURES = {
    "meetings": ("meeting", "quantity"), "attendances": ("meeting", "participants"),
    "classes": ("training", "quantity"), "trainees": ("training", "participants"),
    "titles": ("publication", "quantity"), "copies": ("publication", "copies"),
    "items": ("press", "quantity"), "documents": ("document", "quantity"),
    "awards": ("award", "quantity"),
}  # fmt: skip
REPORTING = ("reports_expected", "reports_received", "reports_on_time")
SLICES = ("province", "region", "period", "quarter", "half", "year")
DIMENSIONS = (*SLICES, "kind", "form", "mode", "channel", "role", "status", "organiser",
              "topic")  # fmt: skip

Key = tuple[str | None, ...]
Row = dict[str, object]


@dataclass(frozen=True)
class Sent:
    """A report file and the moment it was sent."""

    data: bytes
    at: datetime


def table(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


OLD, NEW = table("provinces.csv"), table("provinces34.csv")


def text_of(data: bytes) -> str:
    if data.startswith(b"\xff\xfe"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return unicodedata.normalize("NFC", data.decode("cp1258"))


def cells_of(data: bytes) -> list[dict[str, str]]:
    lines = text_of(data).splitlines(keepends=True)
    if lines[0].startswith("sep="):
        lines = lines[1:]
    delimiter = max(",;\t", key=lines[0].count)
    return list(csv.DictReader(io.StringIO("".join(lines)), delimiter=delimiter))


def count_of(cell: str) -> tuple[int | None, str]:
    words = cell.replace(".", "").split()
    if not words:
        return None, ""
    return int(words[-1]), QUALIFIERS.get(words[0], "")


def period_of(cell: str) -> str:
    numbers = cell.replace("tháng", "").replace("-", "/").strip().split("/")
    year, month = sorted(numbers, key=len, reverse=True)
    return f"{year}-{int(month):02d}"


def grains_of(period: str) -> Row:
    year, month = period[:4], int(period[5:])
    return {
        "period": period,
        "quarter": f"{year}-Q{(month - 1) // 3 + 1}",
        "half": f"{year}-H{1 if month < 7 else 2}",
        "year": year,
    }


def place_of(name: str, period: str) -> Row:
    """Return vintage, code, names and the key of a territory, as the reference tables say."""
    if period >= "2025-07":
        for row in NEW:
            if row["name"] == name:
                return {
                    "vintage": 34, "code": row["code"], "name": name, "region": row["region"],
                    "heir": row["code"], "heir_region": row["region"], "unit": "34:" + row["code"],
                }  # fmt: skip
    for row in OLD:
        if row["name_old"] == name:
            heir = row["code_new"]
            alone = sum(other["code_new"] == heir for other in OLD) == 1
            return {
                "vintage": 63, "code": row["code_old"], "name": name,
                "region": row["region_old"], "heir": heir, "heir_region": row["region_new"],
                "unit": f"34:{heir}" if alone else f"63:{row['code_old']}",
            }  # fmt: skip
    raise LookupError(name)


def row_of(cells: dict[str, str], at: datetime) -> Row:
    row: Row = {id: cells[label].strip() or None for label, id in LABELS.items()}
    period = period_of(str(row["period"]))
    row.update(place_of(str(row["province"]), period), sent=at, **grains_of(period))
    for id in ("kind", "role", "mode"):
        row[id] = IDS[str(row[id])] if row[id] else None
    row["status"] = IDS[str(row["status"] or "Đã thực hiện")]
    row["channels"] = [IDS[c.strip()] for c in cells["Kênh"].split(";") if c.strip()]
    row["topics"] = sorted({t.strip() for t in cells["Chủ đề"].split(";") if t.strip()})
    for id in ("quantity", "participants", "copies"):
        row[id], row[f"{id}_qualifier"] = count_of(str(row[id] or ""))
    if row["quantity"] is None:
        row["quantity"] = 0 if row["kind"] == "nil" else 1
    return row


def rows_of(sent: list[Sent]) -> list[Row]:
    """Return the activities of some reports; none of them may replace another."""
    return [row_of(cells, report.at) for report in sent for cells in cells_of(report.data)]


def values_of(row: Row, dimension: str, boundaries: str) -> list[str | None]:
    """Return the keys under which a row stands: one, or one for each channel or topic."""
    if dimension == "province":
        value = row["heir"] if boundaries == "current" else row["unit"]
    elif dimension == "region":
        value = (
            row["heir_region"] if boundaries == "current" else f"{row['vintage']}:{row['region']}"
        )
    elif dimension in ("channel", "topic"):
        several = row[f"{dimension}s"]
        assert isinstance(several, list)
        return several or [None]
    else:
        value = row[dimension]
    assert value is None or isinstance(value, str)
    return [value]


def matches(row: Row, where: dict[str, tuple[str, ...]], boundaries: str) -> bool:
    for dimension, wanted in where.items():
        found = values_of(row, dimension, boundaries)
        if dimension == "region":
            found = [str(value).rpartition(":")[2] for value in found]
        if not any(is_one_of(value, wanted, dimension) for value in found):
            return False
    return True


def plain(text: str) -> str:
    """Return a text without case, marks and signs."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in letters if c.isascii() and c.isalnum())


def is_one_of(value: str | None, wanted: tuple[str, ...], dimension: str) -> bool:
    if value is None:
        return "-" in wanted
    if dimension in ("organiser", "topic"):
        return plain(value) in [plain(text) for text in wanted]
    return value in wanted


def keys_of(
    row: Row, by: tuple[str, ...], where: dict[str, tuple[str, ...]], boundaries: str
) -> list[Key]:
    keys: list[Key] = [()]
    for dimension in by:
        values = values_of(row, dimension, boundaries)
        if dimension in ("channel", "topic") and dimension in where:
            # Asked of some channels and split by channel: only those are answered.
            values = [v for v in values if is_one_of(v, where[dimension], dimension)]
        keys = [(*key, value) for key in keys for value in values]
    return keys


def united(qualifiers: set[str]) -> str:
    stated = qualifiers - {""}
    return stated.pop() if len(stated) == 1 else "about" if stated else ""


def cells_for(row: Row, measures: tuple[str, ...], cells: list[list[Row]]) -> list[list[Row]]:
    pairs = zip(measures, cells, strict=True)
    return [cell for measure, cell in pairs if MEASURES[measure][0] == row["kind"]]


def answer(
    rows: list[Row],
    measures: tuple[str, ...],
    by: tuple[str, ...] = (),
    *,
    where: dict[str, tuple[str, ...]] | None = None,
    boundaries: str = "reported",
) -> dict[Key, list[tuple[int, str]]]:
    """Return number and qualifier of each measure by key, for measures of activities."""
    where = where or {}
    found: dict[Key, list[list[Row]]] = {} if by else {(): [[] for _ in measures]}
    kinds = {MEASURES[measure][0] for measure in measures}
    activities = not set(by) <= set(SLICES)
    for row in [row for row in rows if matches(row, where, boundaries)]:
        counts = row["kind"] in kinds and ("status" in where or row["status"] == "done")
        for key in keys_of(row, by, where, boundaries) if counts or not activities else []:
            cells = found.setdefault(key, [[] for _ in measures])
            for cell in cells_for(row, measures, cells) if counts else []:
                cell.append(row)
    return {key: summed_each(cells, measures) for key, cells in found.items()}


def summed_each(cells: list[list[Row]], measures: tuple[str, ...]) -> list[tuple[int, str]]:
    return [summed(cell, MEASURES[m][1]) for cell, m in zip(cells, measures, strict=True)]


def summed(rows: list[Row], count: str) -> tuple[int, str]:
    total, qualifiers = 0, set()
    for row in rows:
        number = row[count]
        if isinstance(number, int):
            total += number
            qualifiers.add(str(row[f"{count}_qualifier"]))
    return total, united(qualifiers)


def reporting(
    rows: list[Row], periods: list[str], by: tuple[str, ...] = (), *, boundaries: str = "reported"
) -> dict[Key, tuple[int, int, int]]:
    """Return how many reports were expected, received, and on time, by key."""
    first: dict[tuple[object, object], datetime] = {}
    for row in rows:
        slice = (row["unit"], row["period"])
        at = row["sent"]
        assert isinstance(at, datetime)
        first[slice] = min(at, first.get(slice, at))
    found: dict[Key, tuple[int, int, int]] = {}
    for period in periods:
        names = [r["name"] for r in NEW] if period >= "2025-07" else [r["name_old"] for r in OLD]
        for name in names:
            place = place_of(name, period)
            year, month = int(period[:4]), int(period[5:])
            row = {**place, **grains_of(period)}
            due = date(year + month // 12, month % 12 + 1, 5)
            sent = first.get((place["unit"], period))
            received = sent is not None
            on_time = sent is not None and (sent + timedelta(hours=7)).date() <= due
            (key,) = keys_of(row, by, {}, boundaries)
            so_far = found.get(key, (0, 0, 0))
            found[key] = (so_far[0] + 1, so_far[1] + received, so_far[2] + on_time)
    return found
