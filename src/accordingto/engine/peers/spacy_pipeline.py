"""spaCy over a corpus, measured, in a Python that has it: imports nothing of this package.

`PYTHON spacy_pipeline.py MODEL` prints what is there, as JSON; `... MODEL CORPUS JOBS STARTED` one
line of JSON with the fields of `accordingto.engine.measuring.Measured`. STARTED is what
`time.monotonic()` told right before. The folder holds no other program, because Python looks for
modules beside a script first.
"""

# The user's Python may be older than ours.
from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path


def main() -> None:
    """Say what is there, or measure; print."""
    model, *run = sys.argv[1:]
    print(json.dumps(measure(model, *run) if run else describe(model)))  # noqa: T201 -- its answer


def describe(model: str) -> dict[str, str]:
    """Return the versions of spaCy and of its pipeline."""
    spacy = import_module("spacy")
    pipeline = spacy.load(model)
    return {"version": f"spaCy {spacy.__version__} with {model} {pipeline.meta['version']}"}


def measure(model: str, corpus: str, jobs: str, started: str) -> dict[str, float | None]:
    """Run the whole pipeline over the texts; nothing is made of what it finds."""
    pipeline = import_module("spacy").load(model)
    docs = pipeline.pipe(_texts(Path(corpus)), batch_size=32, n_process=int(jobs))
    next(docs)
    first = time.monotonic()
    count = 1 + sum(1 for _ in docs)
    end = time.monotonic()
    return {
        "reports": count,
        "first_s": first - float(started),
        "whole_s": end - float(started),
        "reports_per_s": (count - 1) / max(end - first, 1e-9),
        "memory_mb": _peak_memory_mb(),
    }


def _texts(corpus: Path) -> Iterator[str]:
    with corpus.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def _peak_memory_mb() -> float | None:
    """Return the same as `accordingto.engine.measuring` does."""
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 -- Windows has none

    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(kind).ru_maxrss for kind in kinds)
    return peak * (1 if sys.platform == "darwin" else 1024) / 1024**2


if __name__ == "__main__":
    main()
