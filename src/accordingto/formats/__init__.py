"""Formats: tables that go out."""
