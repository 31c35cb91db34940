"""Upkeep of a warehouse from the shell: ``python -m data move FROM TO | tend``."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from data import lake, store
from data.failures import StoreError, StoreUnreachableError, WarehouseSettingError
from data.lake.setting import START, Lake, lake_of
from data.moving import MoveError, move

WHY = {
    "nothing": "Kho nguồn chưa có báo cáo nào. / There is no report in the first store.",
    "occupied": "Kho đích đã có số liệu; chọn kho trống. / "
    "The second store holds figures already; name an empty one.",
    "differs": "Bản chép khác bản gốc, không dùng được; xóa kho đích rồi làm lại. / "
    "The copy differs and is not to be used; remove the second store and begin again.",
}
NO_LAKE = (
    "Kho số liệu là tệp trên máy này, không cần việc này. / The warehouse is files on this machine "
    "and needs no tending."
)
NOT_REACHED = "Không nối được tới kho số liệu. / The store does not answer."
SETTING = (
    "Địa chỉ kho không đọc được, xem docs/scale.md. / The store cannot be read from this text."
)


class Place(click.ParamType[store.Store]):
    """A folder, or a lake as DASHBOARD_WAREHOUSE names one."""

    name = "FOLDER|ducklake:…"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> store.Store:
        """Read the text of a store."""
        if not isinstance(value, str):
            raise TypeError(value)
        try:
            return lake_of(value) if value.startswith(START) else Path(value).expanduser()
        except WarehouseSettingError as error:
            self.fail(f"{SETTING} {error}", param, ctx)


@contextmanager
def _said() -> Iterator[None]:
    """End with one sentence where a store gives way."""
    try:
        yield
    except MoveError as error:
        raise click.ClickException(WHY[error.kind]) from error
    except StoreUnreachableError as error:
        raise click.ClickException(f"{NOT_REACHED} {error}") from error
    except StoreError as error:
        raise click.ClickException(f"{error.kind}: {error}") from error


@click.command("move")
@click.argument("source", metavar="FROM", type=Place())
@click.argument("target", metavar="TO", type=Place())
def move_command(source: store.Store, target: store.Store) -> None:
    """Chép kho số liệu, so mọi tổng. / Copy a warehouse into an empty store, compare all totals."""
    with _said():
        totals = move(source, target)
    for total in totals:
        click.echo(f"{total.name}\t{total.value}")


@click.command("tend")
@click.option("--days", default=30, show_default=True, type=click.IntRange(1))
def tend_command(days: int) -> None:
    """Gộp tệp nhỏ, bỏ bản cũ. / Merge small files, drop versions older than so many days."""
    with _said():
        found = store.lake()
        if not isinstance(found, Lake):
            click.echo(NO_LAKE)
            return
        done = lake.tend(found, days=days)
    if done:
        click.echo(f"files: {done.before} -> {done.after}; snapshots dropped: {done.snapshots}")
