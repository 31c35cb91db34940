"""The line from the shell: each module holds the commands of one errand."""
