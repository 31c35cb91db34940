"""Awards: numbers, trend, provinces, forms and the records behind them."""

from pages.parts.kind import show_kind

show_kind("award")
