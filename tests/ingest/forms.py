"""Forms of entries in one line."""

from datetime import date

from accordingto.ingest.entries import make_entry
from accordingto.records.entries import EntryForm, entry_adapter

TODAY = date(2024, 4, 1)


def make_form(**fields) -> EntryForm:
    """A call that Mira took down, unless said otherwise."""
    least = {"kind": "call", "received": "2024-03-12", "entered_by": "Mira Okello"}
    least |= {} if {"quote", "translation", "description"} & fields.keys() else {"quote": "Shells."}
    return entry_adapter().validate_python(least | fields)


def enter(**fields):
    return make_entry(make_form(**fields), "e.toml", 3, TODAY)
