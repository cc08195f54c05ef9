"""The form of the place index, known to those who write it and who read it."""

SCHEMA_VERSION = 2

ABBREVIATION = "."
"""Ends the key of an abbreviation in `names`, which no folded name holds: "ky.", "nsw."."""

WIDE = frozenset(
    (
        "continent", "region", "ocean", "sea", "gulf", "bay", "strait", "canal", "lake", "desert",
        "mountains", "island",
    )
)  # fmt: skip
"""Kinds of place that are no point, beside countries and units."""

AREAS = frozenset(("country", "admin1", "admin2")) | WIDE
"""Kinds of place of which a position is a middle, and never a point."""

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
CREATE TABLE people (word TEXT, number INTEGER, PRIMARY KEY (word, number)) WITHOUT ROWID;
CREATE TABLE demonyms (word TEXT PRIMARY KEY, country TEXT NOT NULL) WITHOUT ROWID;
"""
