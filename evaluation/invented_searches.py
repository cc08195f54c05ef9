"""What people look for in a ledger of invented reports, and how long they wait for it."""

import random
import time
from calendar import monthrange
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from statistics import median

from accordingto.ledger.filters import NO_FILTERS, Filters
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.listing import Page, count_rows, find_page
from accordingto.ledger.listings import Listing, ReviewFilter
from accordingto.ledger.shown import iterate_rows
from evaluation.invented_war import COUNTRIES, War

Draw = random.Random
FAST_ENOUGH_MS = 100
FIRST_PAGE = Page()
_KINDS = ("shelling", "air_strike", "bombing", "chemical")


@dataclass(frozen=True, slots=True)
class Search:
    """One thing to look for; its values are drawn."""

    name: str
    listing: Listing
    filters: Callable[[War, Draw], Filters]
    page: Page = FIRST_PAGE


@dataclass(frozen=True, slots=True)
class Wait:
    """How long somebody waited."""

    rows: int
    found_ms: float
    """For the rows."""
    counted_ms: float
    """To be told how many there are in all."""
    shown_ms: float
    """For the rows with their reports and readings, from the opening of the ledger on."""


def month(draw: Draw) -> tuple[date, date]:
    """Draw the first and the last day of a month of the war."""
    year, number = draw.randrange(2012, 2024), draw.randrange(1, 13)
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def in_month(draw: Draw, **more: object) -> Filters:
    """Draw a month, and narrow a list down to it and more."""
    first, last = month(draw)
    return Filters(first_day=first, last_day=last, **more)  # type: ignore[arg-type]


SEARCHES = (
    Search("reports, first page", Listing.REPORTS, lambda _, __: NO_FILTERS),
    Search("incidents, first page", Listing.INCIDENTS, lambda _, __: NO_FILTERS),
    Search(
        "incidents, oldest", Listing.INCIDENTS, lambda _, __: NO_FILTERS, Page(oldest_first=True)
    ),
    Search("actors, first page", Listing.ACTORS, lambda _, __: NO_FILTERS),
    Search("sources, first page", Listing.SOURCES, lambda _, __: NO_FILTERS),
    Search("reports, a word", Listing.REPORTS, lambda w, d: Filters(text=w.words.one(d))),
    Search(
        "reports, two words",
        Listing.REPORTS,
        lambda w, d: Filters(text=" ".join(w.words.many(d, 2))),
    ),
    Search("statements, a word", Listing.STATEMENTS, lambda w, d: Filters(text=w.words.one(d))),
    Search(
        "statements, a rare word",
        Listing.STATEMENTS,
        lambda w, d: Filters(text=d.choice(w.words.things[1000:20_000])),
    ),
    Search(
        "statements, words of every text",
        Listing.STATEMENTS,
        lambda _, d: Filters(text=d.choice(("killed at least", "car bomb", "wounded people"))),
    ),
    Search(
        "incidents, a place", Listing.INCIDENTS, lambda w, d: Filters(place=(w.sites.one(d).name,))
    ),
    Search(
        "incidents, a place and month",
        Listing.INCIDENTS,
        lambda w, d: in_month(d, place=(w.sites.one(d).name,)),
    ),
    Search("incidents, a month", Listing.INCIDENTS, lambda _, d: in_month(d)),
    Search(
        "incidents, a country, kind and month",
        Listing.INCIDENTS,
        lambda _, d: in_month(d, country=(d.choice(COUNTRIES),), kind=(d.choice(_KINDS),)),
    ),
    Search(
        "incidents, an actor",
        Listing.INCIDENTS,
        lambda w, d: Filters(actor=(w.groups.one(d).name,)),
    ),
    Search(
        "incidents, an actor accused",
        Listing.INCIDENTS,
        lambda w, d: Filters(actor=(w.groups.one(d).name,), blame=("accused",)),
    ),
    Search(
        "incidents, a toll",
        Listing.INCIDENTS,
        lambda _, d: Filters(min_toll=d.choice((5, 50, 200, 1000))),
    ),
    Search(
        "figures, a toll and place",
        Listing.FIGURES,
        lambda w, d: Filters(min_toll=d.choice((5, 50)), place=(w.sites.one(d).name,)),
    ),
    Search(
        "figures, a toll, kind and month",
        Listing.FIGURES,
        lambda _, d: in_month(d, min_toll=20, kind=("killed",)),
    ),
    Search(
        "statements, a source",
        Listing.STATEMENTS,
        lambda w, d: Filters(source=(w.people.one(d).name,)),
    ),
    Search(
        "statements, residents", Listing.STATEMENTS, lambda _, __: Filters(source=("residents",))
    ),
    Search(
        "statements, a source and a word",
        Listing.STATEMENTS,
        lambda w, d: Filters(source=("residents",), text=w.words.one(d)),
    ),
    Search(
        "reports, a publisher",
        Listing.REPORTS,
        lambda w, d: Filters(publisher=(w.publishers.one(d),)),
    ),
    Search("actors, a name", Listing.ACTORS, lambda w, d: Filters(actor=(w.people.one(d).name,))),
    Search("actors, a kind", Listing.ACTORS, lambda _, __: Filters(kind=("group",))),
    Search("sources, a place", Listing.SOURCES, lambda w, d: Filters(place=(w.sites.one(d).name,))),
    Search("sources, a month", Listing.SOURCES, lambda _, d: in_month(d)),
    Search("agreements, a month", Listing.AGREEMENTS, lambda _, d: in_month(d)),
    Search(
        "agreements, an actor",
        Listing.AGREEMENTS,
        lambda w, d: Filters(actor=(w.groups.one(d).name,)),
    ),
    Search(
        "incidents, unreviewed, a place",
        Listing.INCIDENTS,
        lambda w, d: Filters(review=ReviewFilter.UNREVIEWED, place=(w.sites.one(d).name,)),
    ),
    Search(
        "incidents, reviewed",
        Listing.INCIDENTS,
        lambda _, __: Filters(review=ReviewFilter.REVIEWED),
    ),
    Search(
        "incidents, known years ago",
        Listing.INCIDENTS,
        lambda w, d: Filters(as_of=date(2020, 1, 1), place=(w.sites.one(d).name,)),
    ),
    Search(
        "incidents, all that is said at once",
        Listing.INCIDENTS,
        lambda w, d: in_month(
            d, actor=(w.groups.one(d).name,), source=("residents",), min_toll=2, text="killed"
        ),
    ),
)


def search(where: str, war: War, draw: Draw, draws: int) -> None:
    """Look for each thing as often as asked, and print how long that took."""
    print("milliseconds: median, 95 of 100, most")
    print("| list | rows | found | counted | shown |")
    print("| --- | --- | --- | --- | --- |")
    every: list[Wait] = []
    for one in SEARCHES:
        waits = [
            wait_for(where, one.listing, one.filters(war, draw), one.page) for _ in range(draws)
        ]
        every += waits
        print(f"| {one.name} | {_spread(waits)} |", flush=True)
    print(f"| all | {_spread(every)} |")
    slow = sum(wait.found_ms > FAST_ENOUGH_MS for wait in every)
    print(f"{slow} of {len(every)} searches took more than {FAST_ENOUGH_MS} ms")


def wait_for(where: str, listing: Listing, filters: Filters, page: Page = FIRST_PAGE) -> Wait:
    """Open the ledger and look for something."""
    with ExitStack() as stack:
        began = time.perf_counter()
        ledger = stack.enter_context(Ledger.open(where))
        connection = stack.enter_context(ledger.look())
        rows = len(list(iterate_rows(connection, listing, filters, page)))
        shown_ms = (time.perf_counter() - began) * 1000
    with Ledger.open(where) as ledger, ledger.look() as connection:
        began = time.perf_counter()
        find_page(connection, listing, filters, page)
        found_ms = (time.perf_counter() - began) * 1000
        began = time.perf_counter()
        count_rows(connection, listing, filters)
        counted_ms = (time.perf_counter() - began) * 1000
    return Wait(rows, found_ms, counted_ms, shown_ms)


def _spread(waits: Sequence[Wait]) -> str:
    rows = sum(wait.rows for wait in waits) / len(waits)
    told = [f"{rows:.0f}"]
    for name in ("found_ms", "counted_ms", "shown_ms"):
        taken = sorted(getattr(wait, name) for wait in waits)
        most = taken[round(0.95 * (len(taken) - 1))]
        told.append(f"{median(taken):.0f}, {most:.0f}, {taken[-1]:.0f}")
    return " | ".join(told)
