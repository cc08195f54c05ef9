"""Engines: the same reading of many reports, on one process or on many."""
