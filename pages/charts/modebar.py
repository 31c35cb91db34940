"""The config of every chart: one button, Vietnamese words, nothing that leaves the page."""

from typing import Any

_WORDS = {
    "Autoscale": "Tự chỉnh tỉ lệ",
    "Download plot": "Tải biểu đồ",
    "Download plot as a PNG": "Tải biểu đồ (PNG)",
    "Image download succeeded": "Đã tải ảnh",
    "Preparing image - this may take a few seconds": "Đang tạo ảnh, vui lòng chờ vài giây",
    "Sorry, there was a problem downloading your image!": "Không tải được ảnh",
    "Pan": "Di chuyển",
    "Reset": "Đặt lại",
    "Reset axes": "Đặt lại trục",
    "Zoom": "Phóng to",
    "Zoom in": "Phóng to",
    "Zoom out": "Thu nhỏ",
    "Double-click to zoom back out": "Nhấp đúp để thu nhỏ lại",
}
_WEEKDAYS = ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"]
_FORMAT = {
    "days": _WEEKDAYS,
    "shortDays": ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
    "months": [f"Tháng {month}" for month in range(1, 13)],
    "shortMonths": [f"T{month}" for month in range(1, 13)],
    "date": "%d/%m/%Y",
    "decimal": ",",
    "thousands": ".",
}


def config(lang: str, *, name: str = "bieu-do", touch: bool = False) -> dict[str, Any]:
    """Return Plotly's config; `name` is the file name of the picture.

    On a `touch` screen nothing hovers: the button would lie on the title for good.

    Plotly 4 shows a button that sends the chart to its maker's cloud unless it is told not to,
    and it has no Vietnamese locale, so the words travel with the config.
    """
    settings: dict[str, Any] = {
        "displaylogo": False,
        "showSendToCloud": False,
        "plotlyServerURL": "",
        "displayModeBar": "hover",
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": name, "scale": 2},
        "scrollZoom": False,
        "doubleClick": False,
        "showAxisDragHandles": False,
        "showTips": False,
    }
    if touch:
        settings["displayModeBar"] = False
    if lang == "vi":
        words = {"moduleType": "locale", "name": "vi", "dictionary": _WORDS, "format": _FORMAT}
        settings |= {"locale": "vi", "locales": {"vi": words}}
    return settings
