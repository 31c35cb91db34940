"""What commands are given: options, and their texts read as periods, provinces and names."""

from datetime import UTC, datetime
from pathlib import Path

import click

from data.periods import running_period, vintage_of
from data.provinces import Province, find_province
from etl.values import Reason, period


def printable(text: str) -> str:
    """Return a text from the command line without the bytes that are no UTF-8.

    Names in older Vietnamese tables arrive so; they could be neither printed nor stored.
    """
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class Text(click.ParamType[str]):
    """A text that can be printed and stored."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text without bytes that are no UTF-8."""
        del param, ctx
        return printable(value)


# Whether a file can be read is found by reading it: then it is refused beside the others.
FILE = click.Path(exists=True, dir_okay=False, readable=False, path_type=Path)
FILES = click.argument("files", nargs=-1, required=True, type=FILE)
FOLDER = click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="In một mảng JSON / print JSON.")
LANG = click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", envvar="DASHBOARD_LANG"
)
AS = click.option(
    "--as", "sender", default="", type=Text(), metavar="NAME", help="Người gửi / the sender."
)
PROVINCE = click.option("--province", metavar="P", help="Tỉnh, thành phố / province.")
PERIOD = click.option("--period", "month", metavar="M", help="Kỳ, ví dụ 4/2021 / period.")
WHY = click.option("--why", required=True, type=Text(), metavar="TEXT", help="Lý do / the reason.")


def period_of(text: str | None) -> str | None:
    """Return the period a text names; a usage error if it names none that has begun."""
    if text is None:
        return None
    found = period(text, running_period(datetime.now(UTC)))
    if isinstance(found, Reason):
        raise click.BadParameter(f"{text!r}: viết như / write it as 4/2021")
    return found.value


def provinces_of(text: str | None, month: str | None) -> list[Province]:
    """Return what a text names in the period; today and before if no period is said."""
    if text is None:
        return []
    vintages = [vintage_of(month)] if month else [34, 63]
    found = [find_province(text, vintage) for vintage in vintages]
    named = [province for province in found if isinstance(province, Province)]
    if not named:
        raise click.BadParameter(f"{text!r}: không có tỉnh này trong kỳ / no such province then")
    return named
