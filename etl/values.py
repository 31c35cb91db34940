"""Each text of a count, a date or a period to a value or a reason why not."""

from etl.counts import SIGNS, count
from etl.dates import span
from etl.months import period
from etl.outcome import Qualifier, Reason, Span, Value

__all__ = ["SIGNS", "Qualifier", "Reason", "Span", "Value", "count", "period", "span"]
