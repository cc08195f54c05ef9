"""Builders: a gold folder with invented reports, and its examples."""

import json
from pathlib import Path

from accordingto.reader.network.wordpieces import WordPieces
from tests.reader.network.stubs import letter_pieces
from training.examples import Example, load_examples


class Gold:
    """A report and what the gold says of it."""

    def __init__(self, text: str, id: str = "r1") -> None:  # noqa: A002  # the field's name
        self.id, self.text = id, text
        self.records: dict[str, list[dict]] = {
            name: [] for name in ("figures", "statements", "incidents", "agreements")
        }

    def span(self, quote: str | None, number: int = 0) -> dict | None:
        """Words as the gold points at them; the first time unless another is asked for."""
        if quote is None:
            return None
        start = -1
        for _ in range(number + 1):
            start = self.text.index(quote, start + 1)
        return {"start": start, "end": start + len(quote), "text": quote}

    def statement(
        self, source: str | None, cue: str | None, content: str, stance: str = "asserts"
    ) -> "Gold":
        self.records["statements"].append(
            {
                "source": self.span(source),
                "cue": self.span(cue),
                "content": self.span(content),
                "mode": "indirect",
                "stance": stance,
            }
        )
        return self

    def incident(self, evidence: str, kind: str, **others: object) -> "Gold":
        """An incident; `place` is a name or None, `blame` rows of actor, mode and source."""
        place, blame = others.pop("place", None), others.pop("blame", ())
        named = {"name": place, "country": None, "evidence": self.span(place)} if place else None
        self.records["incidents"].append(
            {
                "id": f"i{len(self.records['incidents']) + 1}",
                "evidence": self.span(evidence),
                "kind": kind,
                "place": named,
                "date_from": others.pop("date_from", None),
                "date_to": others.pop("date_to", None),
                "actors": [self.span(quote) for quote in others.pop("actors", ())],
                "targets": [self.span(quote) for quote in others.pop("targets", ())],
                "certainty": others.pop("certainty", "reported"),
                "blame": [
                    {"actor": self.span(actor), "mode": mode, "source": self.span(source)}
                    for actor, mode, source in blame
                ],
            }
            | others
        )
        return self

    def figure(
        self, evidence: str, state: str, source: str | None = None, incident: str | None = None
    ) -> "Gold":
        self.records["figures"].append(
            {
                "evidence": self.span(evidence),
                "state": state,
                "who": "civilian",
                "scope": "part",
                "source": self.span(source),
                "incident": incident,
            }
        )
        return self

    def step(self, evidence: str, step: str, **others: object) -> "Gold":
        self.records["agreements"].append(
            {
                "evidence": self.span(evidence),
                "step": step,
                "subject": self.span(others.pop("subject", None)),
                "parties": [self.span(quote) for quote in others.pop("parties", ())],
                "date_from": others.pop("date_from", None),
                "date_to": others.pop("date_to", None),
            }
        )
        return self


def write(folder: Path, *golds: Gold) -> Path:
    """Write a gold folder as the project keeps them."""
    rows = []
    for gold in golds:
        head = {"id": gold.id, "title": "", "published": "2024-03-14", "publisher": ""}
        (folder / f"{gold.id}.gold.json").write_text(json.dumps(head | gold.records))
        (folder / f"{gold.id}.txt").write_text(gold.text, encoding="utf-8")
        rows.append(json.dumps(head | {"text": gold.text}))
    (folder / "reports.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def examples(folder: Path, *golds: Gold, pieces: WordPieces | None = None) -> list[Example]:
    """Write reports and load them as lessons."""
    return list(load_examples(write(folder, *golds), pieces or letter_pieces()))
