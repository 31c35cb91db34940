"""The object a program gets for a file has exactly the keys of the contract."""

import json
from pathlib import Path

from etl.line import Report, inspect
from tests.etl.sent import NOW, report, sent

KEYS = ["file", "status", "rows", "upload", "slices", "problems", "warnings", "normalised"]
PROBLEM = ["kind", "row", "column", "field", "value", "message", "mend"]


def test_a_loaded_file(store: Path) -> None:
    (outcome,) = sent(store, report({"quantity": "02", "role": "Khách"}, name="a.csv"))
    told = json.loads(json.dumps(outcome.as_json()))
    assert list(told) == KEYS
    assert (told["file"], told["status"], told["rows"]) == ("a.csv", "loaded", 1)
    assert told["upload"] == outcome.upload
    assert told["slices"] == [{"province": "Bắc Kạn", "period": "2021-04"}]
    assert told["problems"] == []
    assert [list(w) for w in told["warnings"]] == [PROBLEM]
    assert told["normalised"] == ["Số lượng: 02 → 2 (1 dòng)"]


def test_a_refused_file_names_the_header_as_it_stands(store: Path) -> None:
    sheet = 'Tỉnh,Tháng,Loại,Tên hoạt động,SL\nBắc Kạn,4/2021,Hội nghị,A,"1,890"\n'
    outcome = inspect(Report("b.csv", sheet.encode()), store, now=NOW)
    told = outcome.as_json()
    (problem,) = told["problems"]
    assert list(problem) == PROBLEM
    assert (told["status"], told["upload"]) == ("refused", None)
    assert {k: problem[k] for k in PROBLEM[:5]} == {
        "kind": "count_ambiguous", "row": 2, "column": "SL", "field": "quantity", "value": "1,890",
    }  # fmt: skip
    assert "1890" in problem["mend"]
    assert outcome.as_json("en")["problems"][0]["message"] != problem["message"]


def test_a_missing_column_is_named_by_its_label(store: Path) -> None:
    outcome = inspect(Report("b.csv", b"province,period,title\n06,4/2021,A\n"), store)
    (problem,) = outcome.as_json()["problems"]
    assert (problem["column"], problem["field"]) == ("Loại hoạt động", "kind")


def test_an_unchanged_file_names_its_upload(store: Path) -> None:
    first, again = sent(store, report({}), report({}))
    told = again.as_json()
    assert (told["status"], told["upload"], told["rows"]) == ("unchanged", first.upload, 1)
    assert told["slices"] == first.as_json()["slices"]
