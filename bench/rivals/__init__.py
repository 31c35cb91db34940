"""What `make bench` measures beside us: scripts for an environment that knows none of our code."""
