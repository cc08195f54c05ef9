"""The model card: what the network is, what it was made from, and how well it reads."""

import json
import platform
from pathlib import Path

import onnxruntime
import torch
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from accordingto.reader.network.model import Model
from accordingto.reader.network.reader import network_reader
from accordingto.reader.readers import rule_reader
from evaluation.measure import measure

NAME = "MODEL_CARD.md"


def write_model_card(folder: Path, gold: Path, minutes: float, threads: int) -> None:
    """Measure the network and the rules on the development reports and write the card."""
    model = Model(folder)
    places = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  # Markdown
        keep_trailing_newline=True,
    )
    network = measure(network_reader(model=model), gold / "dev").sections
    rules = measure(rule_reader(), gold / "dev").sections
    text = places.get_template("model_card.md.j2").render(
        sha256=model.sha256,
        size=f"{(folder / 'network.onnx').stat().st_size / 1e6:.1f}",
        counts=_counts(gold / "train"),
        dev=_counts(gold / "dev"),
        sections=[(name, network[name], rules[name]) for name in network],
        minutes=round(minutes),
        threads=threads,
        torch=torch.__version__,
        onnxruntime=onnxruntime.__version__,
        processor=platform.machine(),
    )
    (folder / NAME).write_text(text, encoding="utf-8")


def _counts(folder: Path) -> dict[str, int]:
    """Count the reports and records of a gold folder."""
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.gold.json")]
    sections = ("figures", "statements", "incidents", "agreements")
    counts = {name: sum(len(gold[name]) for gold in golds) for name in sections}
    blame = sum(len(i.get("blame", [])) for gold in golds for i in gold["incidents"])
    return {"reports": len(golds), **counts, "blame": blame}
