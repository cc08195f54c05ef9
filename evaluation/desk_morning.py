"""What it takes at the review desk to come from raw texts to reviewed cases: keys and minutes.

A reviewer who knows the gold readings is played in a real browser, by keyboard alone: each report
is pasted, then the queue is gone through. What gold has is accepted, a figure with another number
is corrected, what gold lacks is rejected with a reason of the list. Keys are counted as they are
pressed, and the time of the machine is measured. The time of a person is not: it is added by the
keystroke-level model (Card, Moran and Newell 1980: 0.28 s a key, 1.35 s for each decision) with
238 words a minute for reading (Brysbaert 2019). What a reader did not find is not added by hand.

    python -m evaluation.desk_morning ../shared/gold/dev --reports 20
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.publications import iterate_publications
from accordingto.ledger.reviewing import current_readings_of
from accordingto.records.figures import Figure
from accordingto.records.readings import Reading
from accordingto.report import Span
from accordingto.web.app import make_app
from accordingto.web.desk import Desk
from accordingto.web.serving import listen, serve_until_stopped
from accordingto.web.sessions import OPENING, Preferences, Sessions

if TYPE_CHECKING:
    from playwright.sync_api import Page

KEY_S, DECISION_S, WORDS_A_MINUTE = 0.28, 1.35, 238
LEAST_OVERLAP = 0.5
"""Share of words that a statement has in common with one of gold."""
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@dataclass(slots=True)
class Tally:
    """What was done."""

    keys: Counter[str] = field(default_factory=Counter)
    decisions: Counter[str] = field(default_factory=Counter)
    machine_s: dict[str, list[float]] = field(default_factory=lambda: {"add": [], "queue": []})
    words: int = 0
    """That the reviewer reads: each report once, and each record's words."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reviewer does with a record; of a correction, the numbers that gold has."""

    does: str
    low: int | None = None
    high: int | None = None


def main() -> int:
    """Play the reviewer, and print what it took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", type=Path, help="folder with reports.jsonl and ID.gold.json")
    parser.add_argument("--reports", type=int, default=20)
    asked = parser.parse_args()
    with (asked.gold / "reports.jsonl").open(encoding="utf-8") as lines:
        reports = [json.loads(line) for line in lines][: asked.reports]
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("no Chromium on this machine; install the package chromium")
    with tempfile.TemporaryDirectory() as folder:
        tally = _work(Path(folder) / "war.ledger", reports, asked.gold, chromium)
    _print(tally, len(reports))
    return 0


def _work(ledger: Path, reports: list[dict[str, str]], gold: Path, chromium: str) -> Tally:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- for development alone

    tally = Tally()
    sessions = Sessions(Preferences(reviewer="evaluation"))
    with (
        Ledger.open(ledger, Opening.MAKE) as opened,
        listen("127.0.0.1", None) as listening,
        sync_playwright() as playwright,
    ):
        port = listening.getsockname()[1]
        app = make_app(Desk(ledger=opened, sessions=sessions), port)
        told = (app, listening, lambda: None)
        Thread(target=serve_until_stopped, args=told, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        page = browser.new_page()
        address = f"http://127.0.0.1:{port}"
        page.goto(f"{address}{OPENING}?token={sessions.make_token()}")
        for report in reports:
            _add(page, address, report, tally)
        _go_through(page, address, _verdicts(opened, gold), tally)
        browser.close()
    return tally


def _add(page: "Page", address: str, report: dict[str, str], tally: Tally) -> None:
    """Paste a report: text, title, day, publisher, and wait for what came of it."""
    page.goto(f"{address}/add")
    # A paste is two keys; a tab leads from field to field; day and publisher are typed.
    for name in ("text", "title"):
        page.locator(f"#{name}").fill(report.get(name, ""))
        tally.keys["paste and tab"] += 3
    page.locator("#published").fill(report["published"][:10])
    page.locator("#publisher").fill(report.get("publisher", ""))
    tally.keys["typed in Add"] += len("20160924") + len(report.get("publisher", "")) + 4
    tally.words += len(report["text"].split())
    begun = time.perf_counter()
    page.get_by_role("button", name="Read and keep").first.click()
    # Where one case came of it, the desk goes on to its docket.
    page.locator('#job[data-over="yes"], #since').first.wait_for(timeout=120_000)
    tally.machine_s["add"].append(time.perf_counter() - begun)


def _go_through(page: "Page", address: str, verdicts: dict[str, Verdict], tally: Tally) -> None:
    page.goto(f"{address}/queue")
    while page.locator("#decide").count():
        record = page.locator("#decide input[name=record]").get_attribute("value").partition(".")[0]
        verdict = verdicts.get(record, Verdict("reject"))
        tally.words += len(page.locator(".passage .w").all_inner_texts())
        if page.locator("#before:not([open])").count():
            _press(page, "Enter", tally)
        begun = time.perf_counter()
        with page.expect_navigation(timeout=30_000):
            _decide(page, verdict, tally)
        page.locator("#told").wait_for(state="attached")
        tally.machine_s["queue"].append(time.perf_counter() - begun)
        tally.decisions[verdict.does] += 1


def _decide(page: "Page", verdict: Verdict, tally: Tally) -> None:
    if verdict.does == "accept":
        _press(page, "a", tally)
    elif verdict.does == "reject":
        _press(page, "x", tally)
        _press(page, "1", tally)
    else:
        with page.expect_navigation(timeout=30_000):
            _press(page, "e", tally)
        for name, value in (("low", verdict.low), ("high", verdict.high)):
            _tab_to(page, name, tally)
            _type(page, "" if value is None else str(value), tally)
        _tab_to(page, "why", tally)
        _type(page, "number", tally)
        _press(page, "Enter", tally)


def _press(page: "Page", key: str, tally: Tally) -> None:
    page.keyboard.press(key)
    tally.keys[key if len(key) == 1 or key in {"Enter", "Tab"} else "other"] += 1


def _tab_to(page: "Page", name: str, tally: Tally) -> None:
    for _ in range(60):
        if page.evaluate("document.activeElement.name || ''") == name:
            return
        _press(page, "Tab", tally)
    raise LookupError(f"no field {name!r} can be reached by Tab")


def _type(page: "Page", words: str, tally: Tally) -> None:
    page.keyboard.press("Control+A")
    page.keyboard.type(words)
    if not words:
        page.keyboard.press("Delete")
    tally.keys["typed in a correction"] += 2 + max(len(words), 1)


def _verdicts(ledger: Ledger, gold: Path) -> dict[str, Verdict]:
    """Return what the reviewer does with each record, by its id."""
    known = {}
    with (gold / "reports.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            report = json.loads(line)
            known[report["text"].strip()[:200]] = report["id"]
    found: dict[str, Verdict] = {}
    with ledger.look() as connection:
        for publication in iterate_publications(connection):
            for stored in current_readings_of(connection, publication.text_sha256):
                text = stored.reading.report.text or ""
                told = json.loads((gold / f"{known[text.strip()[:200]]}.gold.json").read_text())
                found |= _of_reading(stored.reading, told)
    return found


def _of_reading(reading: Reading, gold: dict[str, Any]) -> dict[str, Verdict]:
    found = {one.id: _of_figure(one, gold["figures"]) for one in reading.figures}
    for statement in reading.statements:
        is_there = any(
            _shared(statement.content.span, one["content"]) >= LEAST_OVERLAP
            for one in gold["statements"]
        )
        found[statement.id] = Verdict("accept" if is_there else "reject")
    for records, name in ((reading.incidents, "incidents"), (reading.agreements, "agreements")):
        for record in records:
            spans = [record.evidence.span, *(mention.span for mention in record.mentions)]
            is_there = any(_touches(span, one["evidence"]) for span in spans for one in gold[name])
            found[record.id] = Verdict("accept" if is_there else "reject")
    return found


def _of_figure(figure: Figure, gold: list[dict[str, Any]]) -> Verdict:
    near = [
        one
        for one in gold
        if one["state"] == figure.state and _touches(figure.evidence.span, one["evidence"])
    ]
    if not near:
        return Verdict("reject")
    if any((one["low"], one["high"]) == (figure.low, figure.high) for one in near):
        return Verdict("accept")
    return Verdict("correct", near[0]["low"], near[0]["high"])


def _touches(span: Span, other: dict[str, Any]) -> bool:
    return span.start < other["end"] and other["start"] < span.end


def _shared(span: Span, other: dict[str, Any]) -> float:
    common = min(span.end, other["end"]) - max(span.start, other["start"])
    return max(common, 0) / max(span.end - span.start, other["end"] - other["start"], 1)


def _print(tally: Tally, reports: int) -> None:
    keys, decisions = tally.keys.total(), tally.decisions.total()
    machine = sum(map(sum, tally.machine_s.values()))
    person = keys * KEY_S + decisions * DECISION_S + tally.words / WORDS_A_MINUTE * 60
    print(f"{reports} reports, {decisions} decisions: {dict(sorted(tally.decisions.items()))}")
    print(
        f"keys: {keys} ({keys / reports:.1f} a report, {keys / max(decisions, 1):.2f} a decision)"
    )
    print(f"  {dict(sorted(tally.keys.items()))}")
    for name, seconds in tally.machine_s.items():
        ordered = sorted(seconds) or [0.0]
        middle = ordered[len(ordered) // 2]
        print(f"machine, {name}: median {middle:.2f} s, longest {ordered[-1]:.2f} s")
    print(f"machine in all: {machine / 60:.1f} min ({machine / reports:.1f} s a report)")
    print(f"a person, by the model: {person / 60:.1f} min ({person / reports / 60:.2f} a report)")


if __name__ == "__main__":
    sys.exit(main())
