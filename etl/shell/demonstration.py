"""Make the demonstration store: synthetic reports, loaded like any others."""

import sys
from datetime import UTC, datetime

import click

from data import store
from data.periods import running_period, shift
from data.warehouse import newest
from etl.demo import NoProvinceError, SyntheticReport, reports
from etl.demo.targets import target_table
from etl.line import Report, ingest
from etl.shell.arguments import LANG
from etl.shell.printed import progress, receipt
from etl.shell.stopping import Stopping
from etl.targets import set_targets


def _made(months: int, provinces: str) -> tuple[list[SyntheticReport], Report]:
    """Return the reports, and the table of targets."""
    names = None if provinces == "all" else [name.strip() for name in provinces.split(",")]
    last = shift(running_period(datetime.now(UTC)), -1)
    try:
        made = list(reports(months=months, last=last, provinces=names))
    except NoProvinceError as error:
        raise click.BadParameter(str(error)) from error
    return made, Report(*target_table(last=last, among=names))


@click.command(cls=Stopping)
@click.option("--months", default=36, show_default=True, type=click.IntRange(1, 140))
@click.option("--provinces", default="all", show_default=True, help="all, hoặc / or A,B,C")
@click.option("--if-absent", is_flag=True, help="Chỉ khi chưa có kho nào / only without a store.")
@LANG
def demo(*, months: int, provinces: str, if_absent: bool, lang: str) -> None:
    """Tạo báo cáo minh họa vào kho riêng. / Make synthetic reports in a store of their own."""
    folder = store.demonstration()
    if if_absent and (newest(folder) or newest(store.office())):
        return
    made, targets = _made(months, provinces)
    with progress(len(made), lang) as advance:
        sent = [Report(r.name, r.data, sent_at=r.sent_at) for r in made]
        outcomes = ingest(sent, folder, demonstration=True, progress=advance)
    set_too = set_targets([targets], folder, demonstration=True)
    refused = [outcome for outcome in (*outcomes, *set_too) if outcome.status == "refused"]
    for outcome in refused:
        click.echo(receipt(outcome, lang))
    click.echo(f"{folder}: {sum(o.rows for o in outcomes)}")
    sys.exit(1 if refused else 0)
