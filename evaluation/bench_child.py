"""One measured run of the reader, in a process of its own; `evaluation.bench` starts it.

`python -m evaluation.bench_child MODE CORPUS JOBS STARTED` prints one line of JSON. MODE is `run`
or `stages`; STARTED is what `time.monotonic()` told right before the process was started.
"""

import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from accordingto.cli.work import Format, ReadAndRender
from accordingto.engine.batches import read_all
from accordingto.engine.choices import ReaderChoice
from accordingto.ingest.inputs import Incoming
from accordingto.reader.layers import Annotations
from accordingto.reader.readers import rule_reader
from accordingto.records.codec import to_json
from evaluation.shared import reports


def main() -> None:
    """Measure and print."""
    mode, path, jobs, started = sys.argv[1:]
    corpus = Path(path)
    measured = run(corpus, int(jobs), float(started)) if mode == "run" else stages(corpus)
    print(json.dumps(measured))


def run(corpus: Path, jobs: int, started: float) -> dict[str, float]:
    """Read a corpus to JSON lines, as `accordingto read --format jsonl` does.

    Seconds to the first record count from the start of the process; the rate from the first record
    on, so that loading is in the one and not in the other.
    """
    work = ReadAndRender(ReaderChoice(), Format.JSONL, with_text=True, width=80, colour=False)
    outcomes = read_all(_incoming(corpus), work, jobs)
    next(outcomes)
    first = time.monotonic()
    count = 1 + sum(1 for _ in outcomes)
    end = time.monotonic()
    return {
        "reports": count,
        "first_s": first - started,
        "whole_s": end - started,
        "reports_per_s": (count - 1) / (end - first),
        "memory_mb": _memory_mb(),
    }


def stages(corpus: Path) -> dict[str, float]:
    """Return milliseconds a report for each stage, titles left out, and for the JSON."""
    reader = rule_reader()
    texts = list(reports(corpus))
    for report in texts[:20]:
        reader.read(report)
    spent = dict.fromkeys([stage.name for stage in reader.pipeline.stages], 0.0) | {"json": 0.0}
    for report in texts:
        found = Annotations()
        for stage in reader.pipeline.stages:
            begin = time.perf_counter()
            found.add(stage.provides, stage(report, found))  # type: ignore[arg-type]
            spent[stage.name] += time.perf_counter() - begin
        reading = reader.read(report)
        begin = time.perf_counter()
        to_json(reading)
        spent["json"] += time.perf_counter() - begin
    return {name: 1000 * seconds / len(texts) for name, seconds in spent.items()}


def _incoming(corpus: Path) -> Iterator[Incoming]:
    for line, report in enumerate(reports(corpus), start=1):
        yield Incoming(report=report, path=str(corpus), line=line, size=len(report.text))


def _memory_mb() -> float:
    """Return the most memory that this process, or the largest of its workers, has held."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


if __name__ == "__main__":
    main()
