"""The gate in front of every request, and who may do what."""

from access.rights import Answer, may

__all__ = ["Answer", "may"]
