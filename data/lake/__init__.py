"""The warehouse on other machines: DuckLake, a catalog in PostgreSQL, files in a bucket."""

from data.lake.reading import newest
from data.lake.tending import tend
from data.lake.writing import drafting

__all__ = ["drafting", "newest", "tend"]
