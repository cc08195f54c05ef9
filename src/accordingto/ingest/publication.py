"""When a page was published: which of the dates that it gives is used, and what is against it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from accordingto.ingest.extracts import Fact
from accordingto.ingest.inputs import Incoming
from accordingto.ingest.markup import page_fields
from accordingto.lexicons.tokens import find_tokens
from accordingto.reader.date_grammar import Tokens, parse_date
from accordingto.reader.datelines import parse_given
from accordingto.reader.day_expressions import DayOfMonth, is_day
from accordingto.records.readings import Problem

EARLIEST = date(1900, 1, 1)
"""No page or wire story that gives an earlier day means it."""
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d{1,3}(?!\d))")
_WRITTEN = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_SECONDS = re.compile(r"\d{10}(?:\d{3})?(?:\.\d{1,9})?")
_IN_URL = re.compile(r"/(?P<year>(?:19|20)\d\d)[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?=[/-])")
_MODIFIED = ("ld:dateModified", "itemprop:dateModified", "meta:article:modified_time")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Publication:
    """The day of publication, as far as it is known."""

    day: date | None
    problems: tuple[Problem, ...] = ()


def find_publication(facts: Sequence[Fact], url: str, latest: date) -> Publication:
    """Return the day that the best of a page's dates gives.

    First comes `datePublished` of its JSON-LD, which is said of this very article; then the fields
    of its head in the order of `page_fields.toml`; then dates marked in its text; last the day in
    its address. Days before 1900 and after `latest`, when the page
    was there already, are passed over. The day is the one at
    the place of the publisher. All that is at odds with it becomes a problem.

    >>> facts = [Fact("meta:date", "12 March 2024")]
    >>> find_publication(facts, "", date(2024, 3, 20)).day
    datetime.date(2024, 3, 12)
    """
    problems: list[Problem] = []
    dated: list[tuple[Fact, frozenset[date]]] = []
    for fact in _in_order(facts):
        days = parse_days(fact.value)
        if not days:
            problems.append(_unreadable(fact))
        elif EARLIEST <= days[0] <= latest + timedelta(days=1):
            dated.append((fact, frozenset(days)))
        else:
            problems.append(_impossible(fact, days[0], latest))
    if not dated:
        return _of_address(url, latest, problems)
    first, first_days = dated[0]
    day = parse_days(first.value)[0]
    problems += _at_odds(first, first_days, dated[1:])
    problems += _modified_before(facts, first, day)
    return Publication(day, tuple(problems))


def tell_unlikely(incoming: Incoming, latest: date) -> Incoming:
    """Return the input with a problem where its day of publication is before 1900 or to come.

    The day is kept, and used by readers that know its year: somebody gave it for this report.
    """
    given = incoming.report.published or ""
    days = parse_days(given)
    if not days or EARLIEST <= days[0] <= latest + timedelta(days=1):
        return incoming
    when = "before 1900" if days[0] < EARLIEST else f"after today ({latest})"
    counted = "days such as Friday are counted from there all the same"
    if not parse_given(given):
        counted = "no day is counted from there"
    problem = Problem(
        stage="ingest",
        code="published_unlikely",
        message=f"the report is said to be published on {days[0]}, which is {when}: {counted}",
    )
    return replace(incoming, problems=(*incoming.problems, problem))


def parse_days(written: str) -> tuple[date, ...]:
    """Return the day of a date as written, and that of the same moment in UTC if it is another.

    ISO 8601 and its relatives, seconds since 1970, the dates of mail headers and English words.
    Nothing is returned for "03/04/2016", which may be two days.
    """
    written = written.strip()[:100]
    moment = _moment(written)
    if moment is not None:
        here = moment.date()
        if moment.tzinfo is None:
            return (here,)
        try:
            there = moment.astimezone(UTC).date()
        except OverflowError:
            there = here
        return (here,) if here == there else (here, there)
    for pattern in (_WRITTEN, _COMPACT):
        if found := pattern.match(written):
            return _day(found)
    return _in_words(written)


def _moment(written: str) -> datetime | None:
    if _SECONDS.fullmatch(written):
        seconds = float(written)
        return datetime.fromtimestamp(seconds / (1000 if seconds >= 1e11 else 1), UTC)
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(written) if "," in written[:5] else None
    except (ValueError, IndexError, TypeError):
        return None


def _day(found: re.Match[str]) -> tuple[date, ...]:
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    return (date(year, month, day),) if is_day(year, month, day) else ()


def _in_words(written: str) -> tuple[date, ...]:
    tokens = Tokens(list(find_tokens(written)))
    for at in range(len(tokens.row)):
        parsed = parse_date(tokens, at)
        if parsed is None:
            continue
        one = parsed.expression
        if isinstance(one, DayOfMonth) and one.year and is_day(one.year, one.month, one.day):
            return (date(one.year, one.month, one.day),)
    return ()


def _in_order(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts that give a day of publication, the most trusted first."""
    names = ["ld:datePublished", *(f"meta:{name}" for name in page_fields()["dates"])]
    names += ["itemprop:datePublished", "pubdate"]
    facts = list(facts)
    for name in names:
        yield from (fact for fact in facts if fact.name == name)


def _of_address(url: str, latest: date, problems: list[Problem]) -> Publication:
    found = _IN_URL.search(url[:2000])
    days = _day(found) if found else ()
    if not days or not EARLIEST <= days[0] <= latest + timedelta(days=1):
        return Publication(None, tuple(problems))
    note = Problem(
        stage="ingest",
        code="published_from_address",
        message=f"the page gives no date; {days[0]} stands in its address and is used",
    )
    return Publication(days[0], (*problems, note))


def _at_odds(
    first: Fact, days: frozenset[date], others: Sequence[tuple[Fact, frozenset[date]]]
) -> Iterator[Problem]:
    differing = [fact for fact, theirs in others if not days & theirs]
    if differing:
        told = ", ".join(dict.fromkeys(f"{_show(fact)} ({_name(fact)})" for fact in differing[:4]))
        yield Problem(
            stage="ingest",
            code="page_dates_differ",
            message=(
                f"the page gives {_show(first)} as its date ({_name(first)}), which is used, and "
                f"also {told}"
            ),
        )


def _modified_before(facts: Iterable[Fact], first: Fact, day: date) -> Iterator[Problem]:
    for fact in facts:
        days = parse_days(fact.value) if fact.name in _MODIFIED else ()
        if days and max(days) < day - timedelta(days=1):
            yield Problem(
                stage="ingest",
                code="modified_before_published",
                message=(
                    f"the page was last changed on {_show(fact)} ({_name(fact)}), before it was "
                    f"published ({_show(first)}): one of the two is wrong"
                ),
            )
            return


def _unreadable(fact: Fact) -> Problem:
    return Problem(
        stage="ingest",
        code="page_date_unreadable",
        message=f"{_name(fact)} gives {_show(fact)}, which is no day that can be told: left out",
    )


def _impossible(fact: Fact, day: date, latest: date) -> Problem:
    where = "before 1900" if day < EARLIEST else f"after {latest}, when the page was there already"
    return Problem(
        stage="ingest",
        code="page_date_impossible",
        message=f"{_name(fact)} gives {_show(fact)}, which is {where}: it was left out",
    )


def _name(fact: Fact) -> str:
    kind, _, name = fact.name.partition(":")
    return {"ld": "JSON-LD ", "itemprop": "microdata "}.get(kind, "") + (name or kind)


def _show(fact: Fact) -> str:
    return repr(fact.value[:_SHOWN])
