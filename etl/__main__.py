"""The line from the shell: ``python -m etl check | load | history | undo | …``."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from data import store
from data.periods import running_period, shift, vintage_of
from data.provinces import Province, find_province
from data.warehouse import StoreBusyError, StoreFailedError, newest
from etl import keeping, locks
from etl.demo import NoProvinceError, reports
from etl.line import Report, ingest, inspect
from etl.problem import Problem
from etl.receipt import Outcome
from etl.shell import complain, progress, receipt
from etl.template import csv_template
from etl.uploads import UploadError, history, sent_bytes, undo
from etl.values import Reason, period

FILES = click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
FOLDER = click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="In một mảng JSON / print JSON.")
LANG = click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", envvar="DASHBOARD_LANG"
)
AS = click.option("--as", "sender", default="", metavar="NAME", help="Người gửi / the sender.")
PROVINCE = click.option("--province", metavar="P", help="Tỉnh, thành phố / province.")
PERIOD = click.option("--period", "month", metavar="M", help="Kỳ, ví dụ 4/2021 / period.")
WHY = click.option("--why", required=True, metavar="TEXT", help="Lý do / the reason.")


@click.group()
def main() -> None:
    """Kiểm tra, nạp và giữ các báo cáo tháng. / Check, load and keep monthly reports."""


@contextmanager
def _stopping(lang: str) -> Iterator[None]:
    """Turn what stops a command into its sentence and exit 1."""
    try:
        yield
    except (UploadError, keeping.KeepingError) as error:
        complain(Problem(error.kind, says=error.says), lang)
        sys.exit(1)
    except StoreBusyError:
        complain(Problem("store_busy"), lang)
        sys.exit(1)
    except StoreFailedError as error:
        complain(Problem("store_failed", says={"why": str(error)}), lang)
        sys.exit(1)


def _period(text: str | None) -> str | None:
    if text is None:
        return None
    found = period(text, running_period(datetime.now(UTC)))
    if isinstance(found, Reason):
        raise click.BadParameter(f"{text!r}: viết như / write it as 4/2021")
    return found.value


def _province(text: str | None, month: str | None) -> Province | None:
    if text is None:
        return None
    vintages = [vintage_of(month)] if month else [34, 63]
    for vintage in vintages:
        found = find_province(text, vintage)
        if isinstance(found, Province):
            return found
    raise click.BadParameter(f"{text!r}: không có tỉnh này trong kỳ / no such province then")


def _finish(outcomes: list[Outcome], *, as_json: bool, lang: str) -> None:
    if as_json:
        click.echo(json.dumps([o.as_json(lang) for o in outcomes], ensure_ascii=False, indent=1))
    else:
        for outcome in outcomes:
            click.echo(receipt(outcome, lang))
    sys.exit(1 if any(o.status == "refused" for o in outcomes) else 0)


@main.command()
@FILES
@JSON
@LANG
def check(files: tuple[Path, ...], *, as_json: bool, lang: str) -> None:
    """Nói điều sẽ xảy ra, không lưu gì. / Say what would happen; nothing is stored."""
    with progress(len(files), lang) as advance:
        outcomes = [
            inspect(Report(f.name, f.read_bytes()), store.office(), progress=advance) for f in files
        ]
    _finish(outcomes, as_json=as_json, lang=lang)


@main.command()
@FILES
@AS
@JSON
@LANG
def load(files: tuple[Path, ...], *, sender: str, as_json: bool, lang: str) -> None:
    """Nạp các báo cáo theo thứ tự. / Load reports in the order given."""
    sent = [Report(file.name, b"", sender=sender) for file in files]
    with progress(len(files), lang) as advance:
        found = (
            Report(r.name, f.read_bytes(), sender=sender) for r, f in zip(sent, files, strict=True)
        )
        outcomes = ingest(found, store.office(), progress=advance)
    _finish(outcomes, as_json=as_json, lang=lang)


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@PROVINCE
@PERIOD
def template(file: Path, *, province: str | None, month: str | None) -> None:
    """Ghi biểu mẫu trống. / Write an empty form."""
    when = _period(month)
    where = _province(province, when)
    if file.suffix.lower() != ".csv":
        raise click.BadParameter(f"{file.name}: .csv")
    file.write_bytes(csv_template(where.name if where else None, when))
    click.echo(str(file))


@main.command("history")
@PROVINCE
@PERIOD
@JSON
def history_command(*, province: str | None, month: str | None, as_json: bool) -> None:
    """Liệt kê các lần nạp, mới nhất trước. / List uploads, newest first."""
    when = _period(month)
    where = _province(province, when)
    entries = history(newest(store.shown()), province=where.name if where else None, period=when)
    if as_json:
        click.echo(json.dumps([e.as_json() for e in entries], ensure_ascii=False, indent=1))
        return
    for e in entries:
        slices = ", ".join(f"{s['province']} {s['period']}" for s in e.slices[:3])
        more = f" +{len(e.slices) - 3}" if len(e.slices) > 3 else ""
        click.echo(
            f"{e.upload:12}  {e.at:%d/%m/%Y %H:%M}  {e.state:8}  {e.rows:>7}  {e.file}  {slices}{more}"
        )


@main.command("undo")
@click.argument("upload")
@AS
@LANG
def undo_command(upload: str, *, sender: str, lang: str) -> None:
    """Đặt lại số liệu mà lần nạp này đã thay. / Put back what that upload replaced."""
    with _stopping(lang):
        entry = undo(store.office(), upload, actor=sender)
    click.echo(f"{entry.upload}: {entry.state}")


@main.command()
@click.argument("upload")
@LANG
def report(upload: str, *, lang: str) -> None:
    """In tệp đúng như đã gửi. / Print the bytes as sent."""
    with _stopping(lang):
        _, data = sent_bytes(newest(store.shown()), upload)
    sys.stdout.buffer.write(data)


def _lock_command(name: str, act: Callable[..., int], help: str) -> None:
    @main.command(name, help=help)
    @click.argument("month", metavar="PERIOD")
    @PROVINCE
    @WHY
    @AS
    @LANG
    def command(month: str, *, province: str | None, why: str, sender: str, lang: str) -> None:
        when = _period(month) or ""
        where = _province(province, when)
        with _stopping(lang):
            code = where.code if where else None
            count = act(store.office(), when, why=why, actor=sender, province=code)
        click.echo(f"{name} {when}: {count}")


_lock_command("lock", locks.lock, "Khóa một kỳ. / Lock a period.")
_lock_command("unlock", locks.unlock, "Mở khóa một kỳ. / Unlock a period.")


@main.command()
@LANG
def rebuild(*, lang: str) -> None:
    """Dựng lại kho từ các báo cáo đã gửi. / Make a new warehouse from the reports as sent."""
    with _stopping(lang), click.progressbar(length=1, file=sys.stderr) as bar:

        def advance(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        count = keeping.rebuild(store.office(), advance)
    click.echo(f"rebuild: {count}")


@main.command()
@FOLDER
@LANG
def backup(folder: Path, *, lang: str) -> None:
    """Sao lưu kho vào một thư mục. / Copy the store into a folder."""
    with _stopping(lang):
        click.echo(str(keeping.backup(store.office(), folder)))


@main.command()
@FOLDER
@LANG
def restore(folder: Path, *, lang: str) -> None:
    """Khôi phục từ bản sao lưu. / Put a backup back."""
    with _stopping(lang):
        click.echo(f"restore: {keeping.restore(store.office(), folder)}")


@main.command()
@click.option("--months", default=36, show_default=True, type=click.IntRange(1, 140))
@click.option("--provinces", default="all", show_default=True, help="all, hoặc / or A,B,C")
@click.option("--if-absent", is_flag=True, help="Chỉ khi chưa có kho nào / only without a store.")
@LANG
def demo(*, months: int, provinces: str, if_absent: bool, lang: str) -> None:
    """Tạo báo cáo minh họa vào kho riêng. / Make synthetic reports in a store of their own."""
    folder = store.demonstration()
    if if_absent and (store.versions(folder) or store.versions(store.office())):
        return
    present = newest(folder)
    if present and not present.demonstration:
        complain(Problem("demonstration_only"), lang)
        sys.exit(1)
    names = None if provinces == "all" else [p.strip() for p in provinces.split(",")]
    try:
        made = list(
            reports(
                months=months, last=shift(running_period(datetime.now(UTC)), -1), provinces=names
            )
        )
    except NoProvinceError as error:
        raise click.BadParameter(str(error)) from error
    with progress(len(made), lang) as advance:
        outcomes = ingest(
            [Report(r.name, r.data, sent_at=r.sent_at) for r in made],
            folder,
            demonstration=True,
            progress=advance,
        )
    for outcome in outcomes:
        if outcome.status == "refused":
            click.echo(receipt(outcome, lang))
    click.echo(f"{folder}: {sum(o.rows for o in outcomes)}")
    sys.exit(1 if any(o.status == "refused" for o in outcomes) else 0)


if __name__ == "__main__":
    main(prog_name="python -m etl")
