"""What was sent before: the list, one upload, two compared, and the way back."""
