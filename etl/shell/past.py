"""Look back: the history of uploads, the bytes of one, and the way back."""

import json
import sys
from dataclasses import asdict

import click

from data import store
from data.warehouse import newest
from etl import uploads
from etl.problem import Problem
from etl.shell.arguments import AS, JSON, LANG, PERIOD, PROVINCE, period_of, provinces_of
from etl.shell.printed import complain
from etl.shell.stopping import Stopping
from etl.targets.past import sent_tables, undo_targets

LISTED = 3


def _line(entry: uploads.Entry) -> str:
    slices = ", ".join(f"{s['province']} {s['period']}" for s in entry.slices[:LISTED])
    more = f" +{len(entry.slices) - LISTED}" if len(entry.slices) > LISTED else ""
    facts = f"{entry.upload:12}  {entry.at:%d/%m/%Y %H:%M}  {entry.state:8}  {entry.rows:>7}"
    return f"{facts}  {entry.file}  {slices}{more}".rstrip()


@click.command(cls=Stopping)
@PROVINCE
@PERIOD
@click.option("--targets", is_flag=True, help="Chỉ tiêu năm thay cho báo cáo. / Targets instead.")
@JSON
@LANG
def history(
    *, province: str | None, month: str | None, targets: bool, as_json: bool, lang: str
) -> None:
    """Liệt kê các lần nạp, mới nhất trước. / List uploads, newest first."""
    if targets:
        _list_targets(as_json=as_json)
        return
    when = period_of(month)
    names = {found.name for found in provinces_of(province, when)} or None
    warehouse = newest(store.shown())
    if warehouse and warehouse.instead_of:
        says = {"bad": str(warehouse.instead_of), "shown": str(warehouse.version)}
        complain(Problem("older_shown", says=says), lang)
    entries = uploads.history(warehouse, provinces=names, period=when)
    if as_json:
        click.echo(json.dumps([e.as_json() for e in entries], ensure_ascii=False, indent=1))
        return
    for entry in entries:
        click.echo(_line(entry))


def _list_targets(*, as_json: bool) -> None:
    """Print the tables of targets, newest first."""
    tables = sent_tables(newest(store.shown()))[::-1]
    if as_json:
        told = [{**asdict(table), "at": table.at.isoformat()} for table in tables]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for table in tables:
        state = "undone" if table.undone else "current"
        facts = f"{table.upload:12}  {table.at:%d/%m/%Y %H:%M}  {state:8}  {table.rows:>7}"
        click.echo(f"{facts}  {table.file}")


@click.command(cls=Stopping)
@click.argument("upload")
@AS
@LANG
def undo(upload: str, *, sender: str, lang: str) -> None:
    """Đặt lại số liệu mà lần nạp này đã thay. / Put back what that upload replaced."""
    del lang
    if any(table.upload == upload for table in sent_tables(newest(store.office()))):
        undo_targets(store.office(), upload, actor=sender)
        click.echo(f"{upload}: undone")
        return
    entry = uploads.undo(store.office(), upload, actor=sender)
    click.echo(f"{entry.upload}: {entry.state}")


@click.command(cls=Stopping)
@click.argument("upload")
@LANG
def report(upload: str, *, lang: str) -> None:
    """In tệp đúng như đã gửi. / Print the bytes as sent."""
    del lang
    _, data = uploads.sent_bytes(newest(store.shown()), upload)
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
