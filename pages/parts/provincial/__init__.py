"""The page of one province in parts: its numbers, its past, its place among the others."""
