"""The project's shared folder, and its scorer, where they are on this machine."""

import hashlib
import importlib.util
import json
import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from accordingto.report import Report

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("ACCORDINGTO_SHARED", ROOT.parent / "shared"))


def load_scorer() -> ModuleType:
    """Load `gold/score.py` as it stands, so that its pairing is ours."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"no scorer at {SHARED / 'gold' / 'score.py'}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reports(path: Path) -> Iterator[Report]:
    """Yield the reports of a corpus, one a line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Report(
                id=row["id"],
                text=row["text"],
                title=row["title"],
                published=row["published"],
                publisher=row["publisher"],
            )


def gold_hash(folder: Path) -> str:
    """Return 16 hexadecimal digits over the gold readings, their reports and the scorer."""
    digest = hashlib.sha256()
    paths = (*folder.glob("*.gold.json"), folder / "reports.jsonl", folder.parent / "score.py")
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
