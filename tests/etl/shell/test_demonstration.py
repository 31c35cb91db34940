"""``demo`` makes a store of its own and never touches one with real reports."""

from pathlib import Path

from tests.etl.sent import opened, report, sent
from tests.etl.shell.test_files import run


def test_demo_makes_a_demonstration_store(store: Path) -> None:
    made = run("demo", "--months", "1", "--provinces", "Cao Bằng, 06")
    assert made.exit_code == 0
    assert made.stdout.startswith(f"{store}: ")
    warehouse = opened(store)
    assert warehouse.demonstration
    assert int(made.stdout.split(": ")[1]) == warehouse.rows("SELECT count(*) FROM records")[0][0]
    again = run("demo", "--months", "1", "--provinces", "06", "--if-absent")
    assert (again.exit_code, again.stdout, opened(store).version) == (0, "", warehouse.version)
    refused = run("load", "--lang", "en", __file__)
    assert (refused.exit_code, "demonstration data only" in refused.stdout) == (1, True)


def test_demo_into_a_store_with_real_reports(store: Path) -> None:
    sent(store, report({}))
    assert run("demo", "--months", "1", "--provinces", "06", "--if-absent").exit_code == 0
    refused = run("demo", "--months", "1", "--provinces", "06")
    assert (refused.exit_code, "trộn" in refused.stdout) == (1, True)
    assert not opened(store).demonstration
    assert opened(store).version == 1


def test_demo_of_no_province_or_months() -> None:
    assert run("demo", "--provinces", "Xứ Lạ").exit_code == 2
    assert run("demo", "--months", "0").exit_code == 2
