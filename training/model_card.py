"""The model card: what the network is, what it was made from, and how well it reads."""

import json
import platform
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import onnxruntime
import torch
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from accordingto.reader.network.model import Model
from accordingto.reader.network.reader import network_reader
from accordingto.reader.readers import rule_reader
from evaluation.measure import Read, measure, read_folder
from training.labelled import DATA
from training.network import STRETCHES

NAME = "MODEL_CARD.md"
FEWEST = 3
"""Reports of a publisher for a line of its own."""


def write_model_card(folder: Path, gold: Path, minutes: float, threads: int) -> None:
    """Measure the network and the rules on the development reports and write the card."""
    model = Model(folder)
    places = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  # Markdown
        keep_trailing_newline=True,
    )
    read = read_folder(network_reader(model=model), gold / "dev")
    scores = read.scores()
    network = scores.sections
    rules = measure(rule_reader(), gold / "dev").sections
    text = places.get_template("model_card.md.j2").render(
        sha256=model.sha256,
        size=f"{(folder / 'network.onnx').stat().st_size / 1e6:.1f}",
        counts=_counts(gold / "train"),
        own=_labelled(),
        dev=_counts(gold / "dev"),
        classes=scores.classes,
        publishers=list(_by_publisher(read)),
        layers=len(STRETCHES),
        sections=[(name, network[name], rules[name]) for name in network],
        minutes=round(minutes),
        threads=threads,
        torch=torch.__version__,
        onnxruntime=onnxruntime.__version__,
        processor=platform.machine(),
    )
    (folder / NAME).write_text(text, encoding="utf-8")


def _by_publisher(read: Read) -> Iterator[tuple[str, int, Mapping[str, float]]]:
    """Yield each publisher with its reports and F1s; those with few reports are put together."""
    counts = Counter(read.publishers.values())
    groups: dict[str, list[str]] = {}
    for name, publisher in read.publishers.items():
        few = counts[publisher] < FEWEST
        groups.setdefault("others" if few else publisher, []).append(name)
    for publisher, ids in sorted(groups.items(), key=lambda g: (g[0] == "others", -len(g[1]), g)):
        sections = read.scores(ids).sections
        yield publisher, len(ids), {name: one["f1"] for name, one in sections.items()}


def _labelled() -> dict[str, dict[str, int]]:
    """Count the reports and records of the project's own labels, by file."""
    return {path.stem: _count_rows(path) for path in sorted(DATA.glob("*.jsonl"))}


def _count_rows(path: Path) -> dict[str, int]:
    return _count([json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()])


def _counts(folder: Path) -> dict[str, int]:
    """Count the reports and records of a gold folder."""
    return _count([json.loads(path.read_text("utf-8")) for path in folder.glob("*.gold.json")])


def _count(golds: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    sections = ("figures", "statements", "incidents", "agreements")
    counts = {name: sum(len(gold[name]) for gold in golds) for name in sections}
    blame = sum(len(i.get("blame", [])) for gold in golds for i in gold["incidents"])
    return {"reports": len(golds), **counts, "blame": blame}
