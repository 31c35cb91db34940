"""How a report is sent from the page: looked at, mended, confirmed, and acknowledged."""
