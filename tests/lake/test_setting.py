"""The setting of a lake is read strictly, and no secret is in it or in what is said of it."""

from pathlib import Path

import pytest

from data import store
from data.failures import WarehouseSettingError
from data.lake.setting import lake_of, secret

WHOLE = (
    "ducklake:postgresql://an@db.office:5433/reports?schema=office&data=s3://bucket/room"
    "&endpoint=http://s3.office:9000&region=hanoi"
)


def test_what_it_names() -> None:
    lake = lake_of(WHOLE)
    assert (lake.host, lake.port, lake.database, lake.user) == ("db.office", 5433, "reports", "an")
    assert (lake.schema, lake.data) == ("office", "s3://bucket/room")
    assert (lake.endpoint, lake.region) == ("http://s3.office:9000", "hanoi")


def test_the_office_and_what_is_shown_are_the_lake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_WAREHOUSE", WHOLE)
    assert store.office() == store.shown() == lake_of(WHOLE)
    assert isinstance(store.folder(), Path)
    assert isinstance(store.demonstration(), Path)


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://an@db/reports?data=s3://b",
        "ducklake:mysql://an@db/reports?data=s3://b",
        "ducklake:postgresql://db/reports?data=s3://b",
        "ducklake:postgresql://an@db?data=s3://b",
        "ducklake:postgresql://an@db:x/reports?data=s3://b",
        "ducklake:postgresql://an@db/reports?data=/folder",
        "ducklake:postgresql://an@db/reports?data=s3://b&schema=a'b",
        "ducklake:postgresql://an@db/reports?data=s3://b&secret=1",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(WarehouseSettingError):
        lake_of(text)


def test_a_password_in_it_is_refused_and_not_repeated() -> None:
    with pytest.raises(WarehouseSettingError) as refused:
        lake_of(WHOLE.replace("an@", "an:opensesame@"))
    assert "opensesame" not in str(refused.value)


def test_a_secret_may_be_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "word").write_text("sesame\n", encoding="utf-8")
    monkeypatch.setenv("PGPASSWORD_FILE", str(tmp_path / "word"))
    assert secret("PGPASSWORD") == "sesame"
    monkeypatch.setenv("PGPASSWORD_FILE", str(tmp_path / "none"))
    with pytest.raises(WarehouseSettingError):
        secret("PGPASSWORD")
