"""The store: reports with the bytes they came from, their readings, and people's decisions."""
