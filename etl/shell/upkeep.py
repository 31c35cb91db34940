"""Lock and unlock periods; back the store up, restore it, rebuild it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from data import people, store
from data.periods import VIETNAM
from etl import keeping, locks
from etl.problem import Problem
from etl.shell.arguments import AS, FOLDER, LANG, PROVINCE, WHY, period_of, provinces_of
from etl.shell.printed import bar, complain
from etl.shell.stopping import Stopping


def _lock_command(name: str, act: Callable[..., int], help: str) -> click.Command:
    @click.command(name, cls=Stopping, help=help)
    @click.argument("month", metavar="PERIOD")
    @PROVINCE
    @WHY
    @AS
    @LANG
    def command(month: str, *, province: str | None, why: str, sender: str, lang: str) -> None:
        del lang
        when = period_of(month) or ""
        code = next((found.code for found in provinces_of(province, when)), None)
        count = act(store.office(), when, why=why, actor=sender, province=code)
        click.echo(f"{name} {when}: {count}")

    return command


lock = _lock_command("lock", locks.lock, "Khóa một kỳ. / Lock a period.")
unlock = _lock_command("unlock", locks.unlock, "Mở khóa một kỳ. / Unlock a period.")


@click.command(cls=Stopping)
@LANG
def rebuild(*, lang: str) -> None:
    """Dựng lại kho từ các báo cáo đã gửi. / Make a new warehouse from the reports as sent."""
    with bar() as advance:
        made = keeping.rebuild(store.office(), advance)
    click.echo(f"rebuild: {made.reports}")
    if made.behind:
        at = datetime.fromtimestamp(made.behind.stat().st_mtime, UTC).astimezone(VIETNAM)
        says = {"file": made.behind.name, "at": f"{at:%H:%M %d/%m/%Y}"}
        complain(Problem("rebuild_behind", says=says), lang)


@click.command(cls=Stopping)
@FOLDER
@LANG
def backup(folder: Path, *, lang: str) -> None:
    """Sao lưu kho và tài khoản vào một thư mục. / Copy store and accounts into a folder."""
    del lang
    click.echo(str(keeping.backup(store.office(), folder)))
    accounts = people.back_up(store.office(), folder)
    if accounts:
        click.echo(str(accounts))


@click.command(cls=Stopping)
@FOLDER
@LANG
def restore(folder: Path, *, lang: str) -> None:
    """Khôi phục; tài khoản chỉ nơi đã mất. / Put a backup back; accounts where they were lost."""
    del lang
    click.echo(f"restore: {keeping.restore(store.office(), folder)}")
    back = people.put_back(store.office(), folder)
    if back is not None:
        click.echo(f"accounts: {'restored' if back else 'kept'}")
