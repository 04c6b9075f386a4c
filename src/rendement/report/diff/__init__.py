"""What `diff` prints."""
