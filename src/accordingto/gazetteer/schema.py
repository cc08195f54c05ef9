"""The form of the place index, known to those who write it and who read it."""

SCHEMA_VERSION = 1

FEATURES = {"populated place": 0, "country": 1, "admin1": 2, "admin2": 3}
"""Commonest kinds of place, written as numbers."""

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (
    number INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    key NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    admin1,
    admin2,
    lat REAL,
    lon REAL,
    feature NOT NULL,
    population INTEGER NOT NULL,
    middle_lat REAL,
    middle_lon REAL
);
CREATE TABLE names (key TEXT, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE sounds (key TEXT, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE demonyms (word TEXT PRIMARY KEY, country TEXT NOT NULL) WITHOUT ROWID;
"""
