"""Check and load reports and targets, and write the form they are filled in on."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from data import store
from etl import line
from etl.receipt import Outcome
from etl.shell.arguments import (
    AS,
    FILES,
    JSON,
    LANG,
    PERIOD,
    PROVINCE,
    period_of,
    printable,
    provinces_of,
)
from etl.shell.printed import progress, receipt
from etl.shell.stopping import Stopping, file_failed
from etl.targets import set_targets
from etl.targets.form import target_form
from etl.template import csv_form, csv_template, xlsx_form, xlsx_template


@dataclass
class _Files:
    """Files to send, read one at a time; ``unread`` are those that could not be, by place."""

    paths: tuple[Path, ...]
    sender: str = ""
    unread: dict[int, Outcome] = field(default_factory=dict)

    def reports(self) -> Iterator[line.Report]:
        for place, path in enumerate(self.paths):
            name = printable(path.name)
            try:
                data = path.read_bytes()
            except OSError as error:
                problems = (file_failed(error),)
                self.unread[place] = Outcome(name, "refused", problems=problems)
            else:
                yield line.Report(name, data, sender=self.sender)

    def all(self, outcomes: list[Outcome]) -> list[Outcome]:
        """Return an outcome for every file, in the order given."""
        found = iter(outcomes)
        return [self.unread.get(place) or next(found) for place in range(len(self.paths))]


def _finish(outcomes: list[Outcome], *, as_json: bool, lang: str) -> None:
    if as_json:
        click.echo(json.dumps([o.as_json(lang) for o in outcomes], ensure_ascii=False, indent=1))
    else:
        for outcome in outcomes:
            click.echo(receipt(outcome, lang))
    sys.exit(1 if any(o.status == "refused" for o in outcomes) else 0)


@click.command(cls=Stopping)
@FILES
@AS
@JSON
@LANG
def targets(files: tuple[Path, ...], *, sender: str, as_json: bool, lang: str) -> None:
    """Nạp bảng chỉ tiêu năm. / Load tables of yearly targets."""
    sent = _Files(files, sender)
    _finish(sent.all(set_targets(sent.reports(), store.office())), as_json=as_json, lang=lang)


TEMPLATES = {".csv": csv_template, ".xlsx": xlsx_template}
FORMS = {".csv": csv_form, ".xlsx": xlsx_form}


@click.command(cls=Stopping)
@FILES
@JSON
@LANG
def check(files: tuple[Path, ...], *, as_json: bool, lang: str) -> None:
    """Nói điều sẽ xảy ra, không lưu gì. / Say what would happen; nothing is stored."""
    sent = _Files(files)
    with progress(len(files), lang) as advance:
        outcomes = [
            line.inspect(report, store.office(), progress=advance) for report in sent.reports()
        ]
    _finish(sent.all(outcomes), as_json=as_json, lang=lang)


@click.command(cls=Stopping)
@FILES
@AS
@JSON
@LANG
def load(files: tuple[Path, ...], *, sender: str, as_json: bool, lang: str) -> None:
    """Nạp các báo cáo theo thứ tự. / Load reports in the order given."""
    sent = _Files(files, sender)
    with progress(len(files), lang) as advance:
        outcomes = line.ingest(sent.reports(), store.office(), progress=advance)
    _finish(sent.all(outcomes), as_json=as_json, lang=lang)


@click.command(cls=Stopping)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@PROVINCE
@PERIOD
@click.option("--targets", "year", type=click.IntRange(2015, 2099), help="Chỉ tiêu năm / targets.")
@LANG
def template(
    file: Path, *, province: str | None, month: str | None, year: int | None, lang: str
) -> None:
    """Ghi biểu mẫu trống. / Write an empty form."""
    del lang
    when = period_of(month)
    name = next((found.name for found in provinces_of(province, when)), None)
    kind = file.suffix.lower()
    if kind not in TEMPLATES:
        raise click.BadParameter(f"{file.name}: .csv, .xlsx")
    form = TEMPLATES[kind](name, when) if year is None else FORMS[kind](target_form(year))
    file.write_bytes(form)
    click.echo(str(file))
