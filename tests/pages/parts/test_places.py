"""Rows are found by the places chosen, in the vintage of the row."""

import pandas as pd
import pytest

from pages.parts.choice import Choice
from pages.parts.places import local

ROWS = [(63, "06"), (34, "19"), (63, "46"), (34, "46")]
BAC_KAN, THAI_NGUYEN, HUE_BEFORE, HUE = range(len(ROWS))
MOUNTAINS = "Trung du và miền núi phía Bắc"


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        (Choice(), [BAC_KAN, THAI_NGUYEN, HUE_BEFORE, HUE]),
        (Choice(provinces=("Bắc Kạn",)), [BAC_KAN, THAI_NGUYEN]),
        (Choice(provinces=("Huế",)), [HUE_BEFORE, HUE]),
        (Choice(region=MOUNTAINS), [BAC_KAN, THAI_NGUYEN]),
        # A region of one time only: those that lie in it, by the names of that time.
        (Choice(region="Bắc Trung Bộ"), [HUE_BEFORE, HUE]),
        (Choice(region="Bắc Trung Bộ và duyên hải miền Trung"), [HUE_BEFORE]),
        (Choice(region=MOUNTAINS, provinces=("Huế", "Bắc Kạn")), [BAC_KAN, THAI_NGUYEN]),
        (Choice(region=MOUNTAINS, provinces=("Huế",)), []),
    ],
)
def test_rows_of_the_chosen_places(choice: Choice, left: list[int]) -> None:
    table = pd.DataFrame(ROWS, columns=["vintage", "code"])
    assert local(table, choice).index.tolist() == left
