"""Is the program installed as it should be? What it needs, what it may use, and where it is."""

import json
import os
import re
import shutil
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, metadata, version
from pathlib import Path

from accordingto.errors import GazetteerError
from accordingto.gazetteer.index import INDEX, Gazetteer
from accordingto.ledger.doctor import LITTLE_ROOM, Finding, Health

WEIGHTS = Path(__file__).parents[1] / "reader" / "network" / "weights"
MODEL_CARD = "MODEL_CARD.md"
KNOWN_PLACE = "Aleppo"
"""A place that every index has."""
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]{1,80}+)")
_EXTRA = re.compile(r"extra == ['\"]([A-Za-z0-9._-]{1,80}+)['\"]")
_ANEW = "install the package anew"
_GB = 1024**3


def examine_installation() -> Iterator[Finding]:
    """Yield what was found of the installation; nothing is written that stays."""
    yield _examine_search()
    yield _examine_needs()
    yield _examine_weights(WEIGHTS)
    yield _examine_places(INDEX)
    yield _examine_extras()
    yield from _examine_folder(Path.cwd())


def _examine_search() -> Finding:
    """Try the full-text search that ledgers are made with; a Python may come without it."""
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    except sqlite3.Error as error:
        told = f"SQLite has no FTS5 ({error}); ledgers need it; use another build of Python"
        return Finding("search", Health.FAULT, told)
    return Finding("search", Health.WELL, "SQLite has FTS5")


def _examine_needs() -> Finding:
    """Look whether all packages are there that an install brings."""
    needs = _requirements()[""]
    lost = [name for name in needs if _version(name) is None]
    if lost:
        told = f"{', '.join(lost)}: not installed; {_ANEW}: pip install accordingto"
        return Finding("packages", Health.FAULT, told)
    return Finding("packages", Health.WELL, f"all {len(needs)} that it needs are installed")


def _examine_weights(folder: Path) -> Finding:
    try:
        expected = json.loads((folder / "card.json").read_bytes())["sha256"]
        found = sha256((folder / "network.onnx").read_bytes()).hexdigest()
    except (OSError, ValueError, KeyError, TypeError) as error:
        told = f"{folder}: they cannot be read ({error}); {_ANEW}"
        return Finding("weights", Health.FAULT, told)
    if found != expected:
        told = f"{folder}: hash {found[:12]}, expected {expected[:12]}; {_ANEW}"
        return Finding("weights", Health.FAULT, told)
    card = folder / MODEL_CARD
    if not card.is_file():
        return Finding("weights", Health.FAULT, f"{card} is missing; {_ANEW}")
    return Finding("weights", Health.WELL, f"sha256 {found[:12]}, as expected; card: {card}")


def _examine_places(path: Path) -> Finding:
    try:
        known = Gazetteer.open(path).lookup(KNOWN_PLACE)
    except (GazetteerError, sqlite3.Error) as error:
        return Finding("places", Health.FAULT, f"{error}; or {_ANEW}")
    if not known:
        told = f"{path}: it does not know {KNOWN_PLACE}; {_ANEW}"
        return Finding("places", Health.FAULT, told)
    size = path.stat().st_size / 1024**2
    return Finding("places", Health.WELL, f"the index opens, {size:,.0f} MB")


def _examine_extras() -> Finding:
    """Say which extras are installed; none has to be."""
    here, absent = [], []
    for extra, names in sorted(_requirements().items()):
        if not extra:
            continue
        versions = {name: _version(name) for name in names}
        if None in versions.values():
            absent.append(extra)
        else:
            here.append(f"{extra} ({', '.join(f'{n} {v}' for n, v in versions.items())})")
    told = "; ".join(
        [
            f"installed: {', '.join(here) or 'none'}",
            *([f"not installed: {', '.join(absent)}"] if absent else []),
            *([f"pip install 'accordingto[{absent[0]}]'"] if absent else []),
        ]
    )
    return Finding("extras", Health.WELL, told)


def _examine_folder(folder: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(folder).free
    health = Health.NOTE if free < LITTLE_ROOM else Health.WELL
    little = "; little for a ledger" if health is Health.NOTE else ""
    yield Finding("disk", health, f"{free / _GB:,.1f} GB free at {folder}{little}")
    for name, where in (("folder", folder), ("temporary", Path(tempfile.gettempdir()))):
        if os.access(where, os.W_OK):
            yield Finding(name, Health.WELL, f"{where} can be written to")
        else:
            told = f"{where} cannot be written to by you; write to another folder"
            yield Finding(name, Health.NOTE, told)


def _requirements() -> dict[str, list[str]]:
    """Return the names of packages by the extra that brings them; "" for those always needed."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in metadata("accordingto").get_all("Requires-Dist") or ():
        name, extra = _REQUIREMENT.match(line), _EXTRA.search(line)
        if name is not None:
            found[extra[1] if extra else ""].append(name[1])
    return found


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
