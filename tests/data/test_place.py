"""What a page asks for comes from its address; what nobody says of, from the shell."""

from threading import Thread

import pytest

from data.place import SHELL, coming_from, here


def test_it_comes_from_the_shell_unless_it_is_said() -> None:
    with coming_from("192.0.2.7"):
        assert here() == "192.0.2.7"
    assert here() == SHELL


def test_one_that_fails_is_over_too() -> None:
    with pytest.raises(OSError, match="full"), coming_from("192.0.2.7"):
        raise OSError("full")
    assert here() == SHELL


def test_others_at_work_meanwhile_come_from_where_they_do() -> None:
    seen: list[str] = []
    with coming_from("192.0.2.7"):
        other = Thread(target=lambda: seen.append(here()))
        other.start()
        other.join()
    assert seen == [SHELL]
