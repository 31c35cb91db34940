"""An answer is worked out once for all who ask the same, and never handed to those who do not."""

from threading import Barrier, Event, Thread

import pytest

from pages.parts.remembered import forget, remembered


def test_the_same_question_is_worked_out_once_and_its_answer_shared() -> None:
    made: list[tuple[object, ...]] = []

    @remembered(most=9)
    def work(key: str, ids: tuple[str, ...], _warehouse: object) -> list[str]:
        made.append((key, *ids))
        return [key, *ids]

    first = work("a@1", ("x",), object())
    assert work("a@1", ("x",), object()) is first
    assert work("a@2", ("x",), object()) == ["a@2", "x"]
    assert made == [("a@1", "x"), ("a@2", "x")]


def test_arguments_are_told_apart_by_value_and_place() -> None:
    @remembered(most=9)
    def work(first: object, second: object) -> tuple[object, object]:
        return first, second

    pairs: list[tuple[object, object]] = [("1", 1), (1, "1"), (1, 1), (True, 1), ("1', '", "1")]
    assert [work(*pair) for pair in pairs + pairs] == pairs + pairs


def test_the_longest_unused_is_forgotten_first() -> None:
    made: list[int] = []

    @remembered(most=2)
    def work(n: int) -> int:
        made.append(n)
        return n

    for n in (1, 2, 1, 3, 1, 2):
        work(n)
    assert made == [1, 2, 3, 2]


def test_a_failure_is_not_kept() -> None:
    tried: list[int] = []

    @remembered(most=2)
    def work(n: int) -> int:
        tried.append(n)
        if len(tried) == 1:
            raise LookupError(n)
        return n

    with pytest.raises(LookupError):
        work(7)
    assert work(7) == 7
    assert tried == [7, 7]


def test_what_several_ask_at_once_is_worked_out_once() -> None:
    begun, go_on, made, got = Event(), Event(), [], []
    ready = Barrier(4)

    @remembered(most=2)
    def work(n: int) -> object:
        made.append(n)
        begun.set()
        go_on.wait(10)
        return object()

    def ask() -> None:
        ready.wait(10)
        got.append(work(1))

    readers = [Thread(target=ask) for _ in range(3)]
    for reader in readers:
        reader.start()
    ready.wait(10)
    begun.wait(10)
    go_on.set()
    for reader in readers:
        reader.join(10)
    assert made == [1]
    assert got == [got[0]] * 3


def test_everything_can_be_forgotten() -> None:
    @remembered(most=2)
    def work(n: int) -> object:
        return [n]

    before = work(1)
    forget()
    assert work(1) is not before
