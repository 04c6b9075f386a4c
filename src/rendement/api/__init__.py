"""What a notebook or script uses: one function and what it gives per file here."""
