"""Lock a period against changes, for all its provinces or one, and unlock it with a reason."""

from datetime import UTC, datetime

from data.periods import vintage_of
from data.provinces import provinces
from data.store import Store
from data.warehouse import Connection, drafting
from etl.load import Upload, log, stored_time


def _codes(period: str, province: str | None) -> list[str]:
    return [province] if province else list(provinces(vintage_of(period)))


def _written(
    connection: Connection, action: str, locked: tuple[str, str], count: int, said: Upload, why: str
) -> None:
    log(connection, action, said, detail=f"{locked[0]} ({count}): {why}", locked=locked)


def lock(store: Store, period: str, *, why: str, actor: str, province: str | None = None) -> int:
    """Lock a period, or one province (its code) of it; return how many were not locked before."""
    now = datetime.now(UTC)
    with drafting(store) as draft:
        connection = draft.connection
        held = {
            code
            for (code,) in connection.execute(
                "SELECT province_code FROM locks WHERE period = ?", [period]
            ).fetchall()
        }
        new = [code for code in _codes(period, province) if code not in held]
        for code in new:
            connection.execute(
                "INSERT INTO locks VALUES (?, ?, ?, ?, ?)",
                [period, code, stored_time(now), actor, why],
            )
        said = Upload("", now, actor, "", "", 0, None)
        _written(connection, "lock", (period, province or ""), len(new), said, why)
    return len(new)


def unlock(store: Store, period: str, *, why: str, actor: str, province: str | None = None) -> int:
    """Unlock a period, or one province (its code) of it; return how many had been locked."""
    now = datetime.now(UTC)
    codes = _codes(period, province)
    with drafting(store) as draft:
        connection = draft.connection
        [(freed,)] = connection.execute(
            "SELECT count(*) FROM locks WHERE period = ? AND list_contains(?, province_code)",
            [period, codes],
        ).fetchall()
        connection.execute(
            "DELETE FROM locks WHERE period = ? AND list_contains(?, province_code)",
            [period, codes],
        )
        said = Upload("", now, actor, "", "", 0, None)
        _written(connection, "unlock", (period, province or ""), len(codes), said, why)
    return int(freed)
