"""The gate in front of every request, and who may do what."""
