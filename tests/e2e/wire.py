"""Speaks to a running server as no browser would: raw requests, and messages of its websocket."""
