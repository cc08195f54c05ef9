"""What a brief says of itself: its title, what was asked for, what is left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from accordingto.views.brief import Counts, Entry
from accordingto.views.brief_quotes import plain
from accordingto.views.phrases import NO_DAY, describe_day, describe_days

ONE_ACCOUNT = (
    "Each entry is one report's account: several may tell of one event, and copies of one text are "
    "not told apart. Figures are never added up."
)
PLACES = (
    "What names no place is not found by an area. Steps of truces have none of their own: they are "
    "here where their report tells of something in the area."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What was asked for."""

    first_day: date | None = None
    last_day: date | None = None
    place: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    """As they were typed."""
    publisher: tuple[str, ...] = ()
    as_of: date | None = None
    with_unreviewed: bool = False

    @property
    def told(self) -> tuple[str, ...]:
        """What else was asked for than period and area, and what that leaves out."""
        return tuple(_told(self))


def title_of(subject: Subject) -> str:
    """Return area and period.

    >>> title_of(
    ...     Subject(place=("Dorrash",), first_day=date(2024, 3, 1), last_day=date(2024, 3, 31))
    ... )
    'Dorrash, March 2024'
    """
    area = ", ".join(plain(one) for one in (*subject.place, *subject.country))
    days = describe_days(subject.first_day, subject.last_day).partition(" (")[0]
    return f"{area or 'All places'}, {'all days' if days == NO_DAY else days}"


def describe_counts(counts: Counts, subject: Subject, reports: int) -> tuple[str, ...]:
    """Return what a reader must know: what is reviewed, what is left out, what an entry is."""
    return tuple(_notes(counts, subject, reports))


def left_out_of(entry: Entry) -> str:
    """Say how many figures of an entry are not in it."""
    verb = _is(entry.left_out)
    return f"{_count(entry.left_out, 'more figure')} of it {verb} not reviewed, and left out"


def _told(subject: Subject) -> Iterator[str]:
    if subject.publisher:
        publishers = " or ".join(plain(one) for one in subject.publisher)
        yield f"Only reports published by {publishers}."
    if subject.as_of is not None:
        yield f"As it was known at the end of {describe_day(subject.as_of)}, UTC."
    if subject.place or subject.country:
        yield PLACES


def _notes(counts: Counts, subject: Subject, reports: int) -> Iterator[str]:
    if not reports:
        if subject.as_of is not None:
            yield "The ledger held no report then."
        else:
            yield "The ledger holds no report yet: accordingto add puts reports in."
        return
    if counts.shown:
        yield _reviewed(counts, subject)
    elif not counts.left_out:
        yield (f"Nothing in the ledger ({_count(reports, 'report')}) is of this period and area.")
    if counts.left_out:
        nothing = "" if counts.shown else "Nothing of this period and area is reviewed. "
        yield (
            f"{nothing}{_count(counts.left_out, 'record')} that a machine found and nobody "
            f"reviewed {_is(counts.left_out)} left out: --include-unreviewed takes "
            f"{'it' if counts.left_out == 1 else 'them'} in."
        )
    if counts.rejected:
        rejected = _count(counts.rejected, "record")
        yield f"{rejected} that people rejected {_is(counts.rejected)} left out."
    if counts.shown:
        yield ONE_ACCOUNT


def _reviewed(counts: Counts, subject: Subject) -> str:
    if not subject.with_unreviewed:
        return f"{_count(counts.shown, 'record')}, reviewed or entered by people."
    told = f"{counts.unreviewed:,} of {_count(counts.shown, 'record')} unreviewed"
    if counts.unreviewed:
        return f"{told}: found by a machine, and marked “not reviewed”."
    return f"{told}."


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
