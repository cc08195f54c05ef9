"""Milliseconds a report by stage: `python -m evaluation.bench_stages CORPUS [READER...]`."""

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from accordingto.engine.choices import ReaderChoice, open_reader
from accordingto.reader.layers import Annotations
from accordingto.reader.readers import PipelineReader
from accordingto.records.codec import to_json
from accordingto.report import Report
from evaluation.shared import reports

WARM_UP = 20
"""Reports that are read before, so that what is loaded at first use is loaded."""


def render_stages(corpus: Path, readers: Sequence[str]) -> str:
    """Return a table for each reader, its dearest stage first; the default reader if none."""
    texts = list(reports(corpus))
    return "\n".join(
        line for name in readers or [ReaderChoice().name] for line in _rows(name, texts)
    )


def _rows(name: str, texts: Sequence[Report]) -> Iterator[str]:
    reader = open_reader(ReaderChoice(name))
    if not isinstance(reader, PipelineReader):
        yield f"\n{name} has no stages"
        return
    spent = measure_stages(reader, texts)
    yield f"\n{name}: stage, titles left out     ms a report"
    for stage in sorted(spent, key=lambda stage: -spent[stage]):
        yield f"  {stage:18}{spent[stage]:>8.2f}"


def measure_stages(reader: PipelineReader, texts: Sequence[Report]) -> dict[str, float]:
    """Return milliseconds a report for each stage, titles left out, and for the JSON."""
    for report in texts[:WARM_UP]:
        reader.read(report)
    spent = dict.fromkeys([stage.name for stage in reader.pipeline.stages], 0.0) | {"json": 0.0}
    for report in texts:
        found = Annotations()
        for stage in reader.pipeline.stages:
            begin = time.perf_counter()
            found.add(stage.provides, stage(report, found))
            spent[stage.name] += time.perf_counter() - begin
        reading = reader.read(report)
        begin = time.perf_counter()
        to_json(reading)
        spent["json"] += time.perf_counter() - begin
    return {name: 1000 * seconds / len(texts) for name, seconds in spent.items()}


if __name__ == "__main__":
    print(render_stages(Path(sys.argv[1]), sys.argv[2:]))
