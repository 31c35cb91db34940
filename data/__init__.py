"""What we count, where it is stored, and which questions can be asked."""
