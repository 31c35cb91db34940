"""People with accounts, made quickly: the tests are not about guessing their passwords."""

from access.accounts import Account, add

PASSWORD = "sông núi nước Nam 1077"  # pragma: allowlist secret


def person(name: str = "Nguyễn Thị An", role: str = "sender", *provinces: str) -> Account:
    return add(name, PASSWORD, role, provinces)
