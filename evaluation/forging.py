"""Copies of an invented report with other tolls, and what they change: nothing, but for flags."""

import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from accordingto.api.corroborating import corroborate
from accordingto.corroboration.corroborating import Corroboration
from accordingto.corroboration.origins import FlagCode
from accordingto.records.cases import Case
from accordingto.records.figures import Figure
from accordingto.records.readings import Reading
from evaluation.invented_war import War
from evaluation.inventing import invent_reports

FORGED = 1000
FORGER = "Forged Post"
FORGED_KEY = "forged"


def forge(reading: Reading, number: int, draw: random.Random) -> Reading:
    """Return a copy of the next day, by another publisher, with other numbers of as many digits."""
    text = reading.report.text or ""
    figures = []
    for figure in reading.figures:
        other = _other_number(figure, draw)
        at = text.find(figure.words, figure.evidence.start, figure.evidence.end)
        if at >= 0:
            text = text[:at] + str(other) + text[at + len(figure.words) :]
        high = None if figure.high is None else other
        figures.append(replace(figure, low=other, high=high, words=str(other)))
    name, known = f"{FORGED_KEY}{number}", reading.report
    day = known.published + timedelta(days=1) if known.published else None
    report = replace(
        known,
        id=name,
        text=text,
        publisher=f"{FORGER} {number}",
        sha256=f"{number:064x}",
        published=day,
        published_used=replace(known.published_used, date_from=day, date_to=day),
    )
    incidents = tuple(replace(one, not_after=day) for one in reading.incidents)
    return replace(reading, id=name, report=report, figures=tuple(figures), incidents=incidents)


def _other_number(figure: Figure, draw: random.Random) -> int:
    digits = len(figure.words)
    lowest = 10 ** (digits - 1)
    others = [n for n in (draw.randrange(lowest, 10 * lowest) for _ in range(9)) if n != figure.low]
    return others[0]


def tell_poisoned(readings: int, days: int, seed: int, forged: int = FORGED) -> Iterator[str]:
    """Yield, in words, what forged copies of one report change about its cases."""
    war = War.of(seed)
    honest = [one.reading for one in invent_reports(war, seed, readings, max(days, 1))]
    victim = max(honest[: readings // 2], key=lambda one: len(one.figures))
    draw = random.Random(seed)  # noqa: S311 -- nothing secret
    copies = [forge(victim, number, draw) for number in range(forged)]
    before, seconds = _corroborated(honest)
    after, more = _corroborated([*honest, *copies])
    yield f"{readings:,} readings: {seconds:.0f} s of processor; {forged:,} more: {more:.0f} s"
    flags = Counter(flag.code for key in _forged(after) for flag in after.origins[key].flags)
    yield f"forged copies flagged `{FlagCode.TOLL_ALTERED}`: {flags[FlagCode.TOLL_ALTERED]:,}"
    groups = [group for group in after.copies if victim.id in group.members]
    yield f"in one group with the report that they copy: {len(groups[0].members) - 1:,}"
    counts, others = _counts(before, victim.id), _counts(after, victim.id)
    changed = sum(count != others.get(accounts) for accounts, count in counts.items())
    yield f"cases of that report: {len(counts):,}, {changed:,} of them with other counts of voices"
    reports = _reports(before, victim.id), _reports(after, victim.id)
    joined = sum(one != other for one, other in zip(*reports, strict=False))
    yield f"that are told of by other reports than before, forged ones left out: {joined:,}"


def _corroborated(readings: Sequence[Reading]) -> tuple[Corroboration, float]:
    start = time.process_time()
    found = corroborate(readings)
    for _ in found.cases():
        pass
    return found, time.process_time() - start


def _forged(found: Corroboration) -> list[str]:
    return [key for key in found.digests if key.startswith(FORGED_KEY)]


Accounts = tuple[str, ...]
"""Which of a report's accounts are in a case: by this it is known again."""


def _cases_of(found: Corroboration, report: str) -> dict[Accounts, Case]:
    cases = {}
    for code, linked in zip(found.codes.codes, found.groups, strict=True):
        own = tuple(one.record for one in linked.accounts if one.report == report)
        if own:
            cases[own] = found.case(code, linked)
    return cases


def _counts(found: Corroboration, report: str) -> dict[Accounts, dict[object, tuple[int, int]]]:
    """Return how many independent voices tell of each state and group, case by case."""
    return {
        own: {
            (toll.state, toll.group): (toll.voices.named, toll.voices.with_unnamed)
            for toll in case.figures.tolls
        }
        for own, case in _cases_of(found, report).items()
    }


def _reports(found: Corroboration, report: str) -> list[frozenset[str]]:
    cases = _cases_of(found, report)
    return [
        frozenset(key for key in cases[own].reports if not key.startswith(FORGED_KEY))
        for own in sorted(cases)
    ]
