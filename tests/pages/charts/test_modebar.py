"""The config asks no host and speaks Vietnamese."""

import json

from pages.charts.modebar import config


def test_only_the_picture_button() -> None:
    settings = config("vi")
    assert settings["modeBarButtons"] == [["toImage"]]
    assert settings["displaylogo"] is False
    assert settings["showSendToCloud"] is False
    assert settings["plotlyServerURL"] == ""
    assert "http" not in json.dumps(settings)


def test_vietnamese_travels_along() -> None:
    locale = config("vi")["locales"]["vi"]
    assert locale["dictionary"]["Download plot as a PNG"] == "Tải biểu đồ (PNG)"
    assert len(locale["format"]["months"]) == 12
    assert len(locale["format"]["days"]) == 7


def test_english_is_plotlys_own() -> None:
    assert "locale" not in config("en")
