"""Fetching pages and feeds, when the user says so; nothing else here opens a socket."""
