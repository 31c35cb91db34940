"""Accounts and the log from the shell: ``python -m access add | list | password | … | log``."""

import sqlite3
from datetime import datetime
from io import StringIO

import click

from access import accounts, audit, printed, store
from access.events import at_the_shell
from access.territory import official
from access.words import say
from data.audit import END, START, Sought
from data.lake.setting import NAME as LAKE
from data.store import shown
from data.warehouse import newest

LANG = click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)


class Speaking(click.Command):
    """A command; what stops it is said in the language of its ``--lang``, with exit 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        lang = ctx.params["lang"]
        try:
            return super().invoke(ctx)
        except accounts.AccountError as error:
            raise click.ClickException(say(lang, error.kind, **error.says)) from error
        except (OSError, sqlite3.Error) as error:
            told = say(lang, "store_failed", file=_where(), why=error)
            raise click.ClickException(told) from error


@click.group()
def main() -> None:
    """Tài khoản của bảng số liệu. / The accounts of the dashboard."""


@main.command(cls=Speaking)
@click.argument("name")
@click.option("--role", type=click.Choice(accounts.ROLES), required=True)
@click.option("--province", "named", multiple=True, metavar="TEXT", help="again for each, or: all")
@LANG
def add(name: str, *, role: str, named: tuple[str, ...], lang: str) -> None:
    """Tạo tài khoản; mật khẩu được hỏi. / Make an account; the password is asked for."""
    provinces = official(named)
    if role == "sender" and not named:
        raise accounts.AccountError("province_needed")
    made = accounts.add(name, _asked(name, lang), role, provinces, by=at_the_shell())
    role_said = say(lang, f"role_{role}")
    click.echo(say(lang, "added", name=made.name, role=role_said, provinces=_places(made, lang)))


@main.command(cls=Speaking)
@click.argument("name")
@click.option("--role", type=click.Choice(accounts.ROLES), required=True)
@click.option("--province", "named", multiple=True, metavar="TEXT", help="again for each, or: all")
@LANG
def change(name: str, *, role: str, named: tuple[str, ...], lang: str) -> None:
    """Đổi vai trò và tỉnh của tài khoản. / Change an account's role and provinces."""
    if role == "sender" and not named:
        raise accounts.AccountError("province_needed")
    made = accounts.change(name, role, official(named), by=at_the_shell())
    role_said = say(lang, f"role_{role}")
    click.echo(say(lang, "altered", name=made.name, role=role_said, provinces=_places(made, lang)))


@main.command("list", cls=Speaking)
@LANG
def list_(*, lang: str) -> None:
    """Liệt kê tài khoản. / List the accounts."""
    found = accounts.accounts()
    for account in found:
        told = [account.name, account.role, _places(account, lang)]
        click.echo("\t".join([*told, say(lang, "of_the_office")] if account.office else told))
    if not found:
        click.echo(say(lang, "none_yet"))


@main.command(cls=Speaking)
@click.argument("name")
@LANG
def password(name: str, *, lang: str) -> None:
    """Đổi mật khẩu; mật khẩu được hỏi. / Change a password; it is asked for."""
    accounts.set_password(name, _asked(name, lang), by=at_the_shell())
    click.echo(say(lang, "changed", name=name))


@main.command(cls=Speaking)
@click.argument("name")
@LANG
def remove(name: str, *, lang: str) -> None:
    """Xóa tài khoản; tài khoản cơ quan bị chặn. / Take an account away, or block the office's."""
    account = accounts.remove(name, by=at_the_shell())
    click.echo(say(lang, "removed_office" if account.office else "removed", name=account.name))


@main.command(cls=Speaking)
@click.argument("name")
@LANG
def unblock(name: str, *, lang: str) -> None:
    """Cho tài khoản cơ quan vào lại. / Let an account of the office in again."""
    accounts.unblock(name, by=at_the_shell())
    click.echo(say(lang, "unblocked", name=name))


@main.command(cls=Speaking)
@click.option("--who", default="", metavar="NAME", help="Người làm. / Who did it.")
@click.option("--action", type=click.Choice([*audit.ACTIONS]), help="Việc. / What was done.")
@click.option("--province", default="", metavar="TEXT", help="Tỉnh. / The province.")
@click.option("--period", default="", metavar="2026-10", help="Kỳ. / The period.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Từ ngày. / From this day.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Đến ngày. / To this day.")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1))
@click.option("--csv", "form", flag_value="csv", help="In CSV. / As CSV.")
@click.option("--json", "form", flag_value="json", help="In JSON. / As JSON.")
@LANG
def log(
    *,
    who: str,
    action: str | None,
    province: str,
    period: str,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    form: str | None,
    lang: str,
) -> None:
    """In nhật ký, mới nhất ở trên. / Print the audit log, the latest first."""
    sought = Sought(
        person=who,
        actions=audit.ACTIONS[action] if action else (),
        province=next(iter(official([province])), "") if province else "",
        period=period,
        since=printed.day_begins(since, START),
        until=printed.day_begins(until, END, after=True),
    )
    lines = audit.every(newest(shown()), sought, limit)
    out = StringIO()
    if form == "csv":
        printed.as_csv(lines, out)
    elif form == "json":
        printed.as_json(lines, out)
    elif not printed.as_table(lines, lang, out):
        out.write(say(lang, "log_empty") + "\n")
    click.echo(out.getvalue(), nl=False)


def _where() -> str:
    try:
        return store.where()
    except OSError:
        return LAKE


def _asked(name: str, lang: str) -> str:
    """Ask for a password twice; it is seen by nobody and stands in no history of a shell."""
    again = say(lang, "password_again")
    text: str = click.prompt(
        say(lang, "password_ask", name=name), hide_input=True, confirmation_prompt=again
    )
    return text


def _places(account: accounts.Account, lang: str) -> str:
    return ", ".join(account.provinces) or say(lang, "everywhere")


if __name__ == "__main__":
    main(prog_name="python -m access")
