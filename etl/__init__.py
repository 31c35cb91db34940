"""How a monthly report becomes clean: read, check, load, publish."""
