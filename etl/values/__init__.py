"""Each text of a count, a date, a period or a year to a value or a reason why not."""

from etl.values.counts import SIGNS, count
from etl.values.dates import span
from etl.values.months import period
from etl.values.outcome import Qualifier, Reason, Span, Value
from etl.values.years import year

__all__ = ["SIGNS", "Qualifier", "Reason", "Span", "Value", "count", "period", "span", "year"]
