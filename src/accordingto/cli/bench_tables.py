"""What `accordingto bench` prints: tables for a person, or JSON."""

import json
import platform
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from accordingto import __version__
from accordingto.cli.bench_corpus import Corpus
from accordingto.engine.batches import count_cores
from accordingto.engine.contests import Series, Spread
from accordingto.engine.peers import Peer

ROWS = {
    "reports_per_s": "reports/s",
    "words_per_s": "words/s",
    "first_s": "first record, s",
    "whole_s": "last record, s",
    "memory_mb": "peak memory, MB",
}


class TableFormat(StrEnum):
    """How figures are written."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that was measured, and of what."""

    corpus: Corpus
    is_samples: bool
    repeats: int
    peer: Peer | None
    series: Sequence[Series]
    """In order of jobs, the peer's after the readers'."""

    def ratio(self, series: Series) -> float | None:
        """Return how many times the peer's reports a second a reader's are; None without a peer."""
        if self.peer is None or series.name == self.peer.contestant.name:
            return None
        courses = (s for s in self.series if s.name == self.peer.contestant.name)
        theirs = next(s for s in courses if s.course.jobs == series.course.jobs)
        return series.ratio_to(theirs)


def render_json(findings: Findings) -> str:
    """Return one JSON object; what the machine does not tell is null."""
    found = {
        "accordingto": __version__,
        "python": platform.python_version(),
        "machine": _machine(),
        "cores": count_cores(),
        "reports": findings.corpus.reports,
        "words": findings.corpus.words,
        "is_samples": findings.is_samples,
        "repeats": findings.repeats,
        "peer": findings.peer.version if findings.peer else None,
        "series": [_series_row(findings, series) for series in findings.series],
    }
    return json.dumps(found, indent=2, ensure_ascii=False)


def _series_row(findings: Findings, series: Series) -> dict[str, object]:
    spreads = series.spreads()
    return {
        "name": series.name,
        "jobs": series.course.jobs,
        "rounds": findings.corpus.rounds(series.course.jobs),
        "failed": series.failed,
        **{name: spread and asdict(spread) for name, spread in spreads.items()},
        "ratio_to_peer": findings.ratio(series),
    }


def render_tables(findings: Findings) -> str:
    """Return a table for each number of jobs: medians, with the lowest and the highest value."""
    return "\n".join((*_head(findings), *_tables(findings)))


def _head(findings: Findings) -> Iterator[str]:
    corpus = findings.corpus
    cores = count_cores()
    python = platform.python_version()
    yield f"accordingto {__version__}, Python {python}, {_machine()}, {_plural(cores, 'core')}"
    if findings.peer:
        yield f"peer: {findings.peer.version}"
    words = corpus.words / corpus.reports
    yield f"{_plural(corpus.reports, 'report')}, {words:,.0f} words a report"
    if findings.is_samples:
        yield "No inputs were named, so these are the bundled samples: short, invented, and read"
        yield "over and over. Name reports of your own for figures that hold for them."
    yield (
        f"Medians of {_plural(findings.repeats, 'run')} (lowest-highest), "
        "each run in a process of its own."
    )


def _tables(findings: Findings) -> Iterator[str]:
    for jobs, group in groupby(findings.series, key=lambda series: series.course.jobs):
        together = list(group)
        rounds = findings.corpus.rounds(jobs)
        again = f", all reports read {rounds:,} times over" if rounds > 1 else ""
        yield f"\n{_plural(jobs, 'job')}{again}"
        yield f"  {'':18}" + "".join(f"{series.name:>28}" for series in together)
        spreads = [series.spreads() for series in together]
        for key, title in ROWS.items():
            yield f"  {title:18}" + "".join(f"{_cell(each[key]):>28}" for each in spreads)
        for series in together:
            if ratio := findings.ratio(series):
                yield f"  reports/s, {series.name} to the peer: {ratio:.1f}"


def _cell(spread: Spread | None) -> str:
    """Show three figures of the median, and the others to the same decimals."""
    if spread is None:
        return "not known"
    places = 2 if spread.median < 10 else 1 if spread.median < 100 else 0
    middle, lowest, highest = (
        f"{value:,.{places}f}" for value in (spread.median, spread.lowest, spread.highest)
    )
    return middle if lowest == highest else f"{middle} ({lowest}-{highest})"


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"


def _machine() -> str:
    """Name the processor, where the system tells, else its kind."""
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or platform.machine()
