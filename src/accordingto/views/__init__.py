"""Views: a reading as terminal text and as a self-contained page."""
