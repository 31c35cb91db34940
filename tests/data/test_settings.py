"""Settings are shares, and a wrong one is named."""

from pathlib import Path

import pytest

from data.definition import DefinitionError
from data.settings import Settings, read_settings, settings


def test_the_settings_of_this_installation() -> None:
    assert settings() == Settings(usual_share=0.5, enough_share=0.9)


def test_whole_numbers_are_shares_too(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("usual_share = 1\nenough_share = 0.75\n", encoding="utf-8")
    assert read_settings(path) == Settings(usual_share=1.0, enough_share=0.75)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("usual_share = 0.5", "enough_share: write a share above 0"),
        ("usual_share = 0\nenough_share = 0.9", "usual_share: write a share above 0"),
        ("usual_share = 50\nenough_share = 0.9", "usual_share: write a share above 0"),
        ("usual_share = true\nenough_share = 0.9", "usual_share: write a share above 0"),
        ('usual_share = "half"\nenough_share = 0.9', "usual_share: write a share above 0"),
        ("usual_share = 0.5\nenough_share = 0.9\nenoug = 1", "enoug: is no setting; known are"),
        ("usual_share = ", "file: "),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        read_settings(path)
    assert str(error.value).startswith(f"settings.toml: {sentence}")
