"""The page of the accounts: all of them, the one that is chosen, and what a shell is for."""
