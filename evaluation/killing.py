"""Kill `accordingto add` at random moments, and verify the ledger after each.

    python -m evaluation.killing --times 200

A corpus of an invented war is added with the reader on rules, killed with SIGKILL after a random
part of the time that it takes, and the ledger is verified: nothing that was there before may be
lost, no report may be there in part, and every hash, span and row must be right. Then it is added
again, and killed again; when all of it is there, the next ledger is begun. It ends with 1 at the
first ledger that is not whole, which is left where it is.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy import func, select

from accordingto.errors import StoreError
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.publications import iterate_publications
from accordingto.ledger.quarantine import count_held
from accordingto.ledger.store_tables import current_readings
from accordingto.ledger.verify import verify_ledger

PLACES = ("Dorrash", "Marenna", "Skerry", "Vell", "Orrin", "Tarn", "Hollin", "Ester")
SOURCES = ("residents", "a doctor", "the army", "Hana Orrel, a medic", "the Skerry Observatory")
DEEDS = ("Shelling", "An air strike", "A car bomb", "Gunfire")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
EARLY = 0.1
"""Share of the kills that may fall before there is a ledger."""
FRESH = 0.25
"""Share of the kills after which the ledger is completed, and the next one begun."""
LIMIT_S = 3600
"""Seconds after which a run that was not killed is given up."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus on disk, and what must come of it."""

    path: Path
    good: int
    bad: int


@dataclass(slots=True)
class Tally:
    """What was seen so far."""

    kills: Counter[str] = field(default_factory=Counter)
    """By what the ledger held: nothing, a part, all."""
    ledgers: int = 0
    faults: list[str] = field(default_factory=list)


def make_corpus(folder: Path, reports: int, draw: random.Random) -> Corpus:
    """Write a corpus in which every ninth row is bad, and some texts stand twice."""
    rows, texts, bad = [], [], 0
    for number in range(reports):
        if number % 9 == 8:
            rows.append(f'{{"id": "b{number}", "text": \n')
            bad += 1
            continue
        text = draw.choice(texts) if texts and draw.random() < 0.1 else _text(draw)
        texts.append(text)
        row = {
            "id": f"r{number}",
            "title": f"Deaths in {draw.choice(PLACES)}, {draw.choice(SOURCES)} say",
            "published": "2024-03-15",
            "publisher": draw.choice(("Merrowin Post", "Skerry Wire")),
            "text": text,
            "grade": number,
        }
        rows.append(json.dumps(row, ensure_ascii=False) + "\n")
    path = folder / "corpus.jsonl"
    path.write_text("".join(rows), encoding="utf-8")
    return Corpus(path, reports - bad, bad)


def _text(draw: random.Random) -> str:
    sentences = []
    for _ in range(draw.randrange(2, 9)):
        deed, place, source = draw.choice(DEEDS), draw.choice(PLACES), draw.choice(SOURCES)
        verb = draw.choice(("killed", "wounded"))
        bound = draw.choice(("", "at least ", "about "))
        count, day = draw.randrange(2, 90), draw.choice(DAYS)
        sentences.append(f"{deed} {verb} {bound}{count} people in {place} on {day}, {source} said.")
    return "\n".join(sentences)


def start(corpus: Corpus, ledger: Path, jobs: int) -> subprocess.Popen[bytes]:
    """Start to add the corpus, in a group of processes of its own."""
    command = [sys.executable, "-m", "accordingto", "add", str(corpus.path), "--quiet"]
    command += ["--ledger", str(ledger), "--jobs", str(jobs)]
    return subprocess.Popen(  # noqa: S603 -- this program, as a user would start it
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def kill_after(run: subprocess.Popen[bytes], seconds: float, *, whole_group: bool) -> bool:
    """Kill a run, with its workers or alone; tell whether it had not ended before."""
    try:
        run.wait(timeout=seconds)
        return False
    except subprocess.TimeoutExpired:
        if whole_group:
            os.killpg(run.pid, signal.SIGKILL)
        else:
            run.kill()
    run.wait(timeout=LIMIT_S)
    return True


def look(path: Path) -> tuple[frozenset[str], list[str]]:
    """Return the keys of the reports that a ledger holds, and all that is wrong with it."""
    if not path.exists() or not path.stat().st_size:
        return frozenset(), []
    try:
        ledger = Ledger.open(path)
    except StoreError as error:
        # Killed while it was made: it holds nothing yet, and the next run makes it.
        return frozenset(), [] if error.code == "empty" else [str(error)]
    with ledger:
        faults = [str(fault) for fault in verify_ledger(ledger)]
        with ledger.look() as connection:
            keys = frozenset(one.key for one in iterate_publications(connection))
            read = connection.execute(select(func.count()).select_from(current_readings)).scalar()
            if read != len(keys):
                faults.append(f"{len(keys)} reports, but {read} of them with a reading")
    return keys, faults


def check_end(path: Path, corpus: Corpus) -> list[str]:
    """Return what is missing in a ledger that should hold the whole corpus."""
    keys, faults = look(path)
    with Ledger.open(path) as ledger, ledger.look() as connection:
        held = count_held(connection)
    if len(keys) != corpus.good:
        faults.append(f"{len(keys)} reports; expected {corpus.good}")
    if held != corpus.bad:
        faults.append(f"{held} things in quarantine; expected {corpus.bad}")
    return faults


def run_all(folder: Path, times: int, reports: int, jobs: int, seed: int) -> Tally:
    """Kill so many runs; stop at the first ledger that is not whole."""
    draw = random.Random(seed)  # noqa: S311 -- nothing secret
    corpus = make_corpus(folder, reports, draw)
    start_s, whole_s = _times_of_run(corpus, folder / "whole.ledger", jobs)
    print(f"one whole run: {whole_s:.1f} s; {corpus.good} reports, {corpus.bad} bad rows")
    tally = Tally()
    tally.faults += check_end(folder / "whole.ledger", corpus)
    before: frozenset[str] = frozenset()
    while tally.kills.total() < times and not tally.faults:
        path = folder / f"{tally.ledgers}.ledger"
        run = start(corpus, path, jobs)
        # Most of them while something is written; some before.
        moment = draw.uniform(0 if draw.random() < EARLY else start_s, whole_s)
        began = time.monotonic()
        was_killed = kill_after(run, moment, whole_group=draw.random() < 0.5)
        if not was_killed and not before:
            whole_s = time.monotonic() - began  # the machine has more time for us than it had
            start_s = min(start_s, whole_s / 2)
        keys, tally.faults = look(path)
        lost = before - keys
        if lost:
            tally.faults.append(f"{len(lost)} reports were lost")
        held = "all" if len(keys) == corpus.good else "a part" if keys else "nothing"
        tally.kills[held] += was_killed
        word = "killed" if was_killed else "ended by itself"
        print(
            f"{tally.kills.total():4} {word} after {moment:5.2f} s: {len(keys):4} reports",
            flush=True,
        )
        before = keys
        if held == "all" or tally.kills.total() == times or draw.random() < FRESH:
            tally.faults += _finish(corpus, path, jobs)
            tally.ledgers, before = tally.ledgers + 1, frozenset()
    return tally


def _times_of_run(corpus: Corpus, path: Path, jobs: int) -> tuple[float, float]:
    """Return the seconds until a ledger holds its first report, and until it holds all."""
    began = time.monotonic()
    run = start(corpus, path, jobs)
    while run.poll() is None and not _has_report(path):
        time.sleep(0.02)
    start_s = time.monotonic() - began
    run.wait(timeout=LIMIT_S)
    return start_s, time.monotonic() - began


def _has_report(path: Path) -> bool:
    if not path.exists():
        return False
    try:
        with Ledger.open(path) as ledger, ledger.look() as connection:
            return next(iterate_publications(connection), None) is not None
    except StoreError:  # it is being made
        return False


def _finish(corpus: Corpus, path: Path, jobs: int) -> list[str]:
    start(corpus, path, jobs).wait(timeout=LIMIT_S)
    return check_end(path, corpus)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--times", type=int, default=200, help="kills")
    parser.add_argument("--reports", type=int, default=200, help="rows of the corpus")
    parser.add_argument("--jobs", type=int, default=2, help="processes of each run")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    folder = Path(mkdtemp(prefix="accordingto-killing-"))
    tally = run_all(folder, asked.times, asked.reports, asked.jobs, asked.seed)
    told = ", ".join(f"{count} with {held} in it" for held, count in sorted(tally.kills.items()))
    print(f"killed {tally.kills.total()} times ({told}), {tally.ledgers} ledgers completed")
    for fault in tally.faults:
        print(f"FAULT: {fault}")
    if tally.faults:
        print(f"the ledger is in {folder}")
        return 1
    print("every ledger was whole every time: nothing lost, nothing in part")
    return 0


if __name__ == "__main__":
    sys.exit(main())
