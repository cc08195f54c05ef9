"""Phrases for the values of records: days, counts, places, sources, blame.

Unknown values are said to be unknown; no phrase gives a figure or a blame without its speaker.
"""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accordingto.records.actors import Actor
from accordingto.records.base import Mention
from accordingto.records.figures import Figure
from accordingto.records.incidents import Blame
from accordingto.records.likely import DOUBTFUL
from accordingto.records.places import Place
from accordingto.records.readings import Reading, ReportInfo
from accordingto.records.values import (
    Basis,
    BlameMode,
    Bound,
    Category,
    Certainty,
    Kind,
    Mode,
    PublishedOrigin,
    State,
    Who,
)
from accordingto.report import Span
from accordingto.views.visible import make_plain

NO_DAY = "day not given"
NO_PLACE = "place not given"
OWN_VOICE = "in the report's own voice"

# The names of strftime follow the locale of the host; these do not.
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

# Keyed by class and value: members of two lists that share a value are equal.
_OVERRIDES: dict[tuple[type[StrEnum], str], str] = {
    (Kind, Kind.LOOTING_DESTRUCTION.value): "looting or destruction",
    (Kind, Kind.OTHER.value): "violence of another kind",
    (Kind, Kind.CHEMICAL.value): "chemical attack",
    (Category, Category.AID_OR_UN.value): "aid or UN",
    (Category, Category.COURT_POLICE.value): "court or police",
    (Category, Category.UNNAMED.value): "unnamed",
    (Mode, Mode.DIRECT.value): "direct speech",
    (Mode, Mode.MIXED.value): "partly direct speech",
    (Mode, Mode.INDIRECT.value): "indirect speech",
    (Who, Who.CIVILIAN.value): "civilians",
    (Who, Who.COMBATANT.value): "combatants",
    (Who, Who.MIXED.value): "civilians and combatants",
}


_BEFORE_PLACES = frozenset(
    ("of", "in", "near", "outside", "from", "around", "between", "to", "the", "rural")
)


@dataclass(frozen=True, slots=True)
class Names:
    """Who the words of a report name, by actor, and who speaks, by statement."""

    actors: Mapping[str, Actor]
    speakers: Mapping[str, Mention | None]
    doubtful: frozenset[Span] = frozenset()
    """Where figures stand that a triage alone tells of."""

    @classmethod
    def of(cls, reading: Reading) -> "Names":
        """Index the actors and the speakers of a reading by id."""
        statements = (*reading.statements, *reading.headline.statements)
        return cls(
            {actor.id: actor for actor in reading.actors},
            {statement.id: statement.source for statement in statements},
            frozenset(
                one.evidence.span
                for one in reading.problems
                if one.code == DOUBTFUL and one.evidence is not None
            ),
        )

    def short(self, mention: Mention) -> str:
        """Return the actor's name where he is known ("he" is Hamza al-Khatib), else the words."""
        actor = self._actor(mention)
        return make_plain(actor.name if actor else mention.text)

    def full(self, mention: Mention) -> str:
        """Return the name with role and affiliation, as far as the report gives them."""
        actor = self._actor(mention)
        return describe_actor(actor) if actor else make_plain(mention.text)

    def listed(self, mentions: Iterable[Mention]) -> str:
        """Return the names one after another, each once."""
        return ", ".join(dict.fromkeys(self.short(mention) for mention in mentions))

    def _actor(self, mention: Mention) -> Actor | None:
        return self.actors.get(mention.actor) if mention.actor is not None else None


def describe_actor(actor: Actor) -> str:
    """Return name, role and affiliation, leaving out what stands in the name or role already."""
    told = make_plain(actor.name)
    for more in (actor.role, actor.affiliation):
        if more and make_plain(more).casefold() not in told.casefold():
            told += f", {make_plain(more)}"
    return told


def describe_value(value: StrEnum) -> str:
    """Return a value of a closed list in plain words.

    >>> describe_value(Kind.AIR_STRIKE)
    'air strike'
    """
    return _OVERRIDES.get((type(value), value.value), value.value.replace("_", " "))


def describe_day(day: date) -> str:
    """Return one day with its weekday.

    >>> describe_day(date(2016, 9, 23))
    'Friday 23 September 2016'
    """
    return f"{_DAYS[day.weekday()]} {short_day(day)}"


def describe_days(first: date | None, last: date | None) -> str:
    """Return a day or a range with its precision in words.

    >>> describe_days(date(2016, 9, 1), date(2016, 9, 30))
    'September 2016 (known to the month)'
    """
    if first is None and last is None:
        return NO_DAY
    if first is None or last is None:
        return f"since {short_day(first)}" if first else f"until {short_day(last or date.max)}"
    if first == last:
        return describe_day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        years = str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
        return f"{years} (known to the year)"
    if first.day == 1 and last == _month_end(first):
        return f"{MONTHS[first.month - 1]} {first.year} (known to the month)"
    span = (last - first).days + 1
    return f"{short_day(first)} to {short_day(last)} (a span of {span:,} days)"


def describe_count(figure: Figure) -> str:
    """Return the number with its bound in words; a vague word stays the word that it is."""
    low, high = figure.low, figure.high
    if figure.bound is Bound.VAGUE or (low is None and high is None):
        return make_plain(figure.words)
    if low == high == 0:
        return "nobody"
    if low is None or (figure.bound is Bound.MAX and high is not None):
        return f"at most {high:,}"
    if high is None or figure.bound is Bound.MIN:
        return f"at least {low:,}"
    if low != high:
        return f"{low:,} to {high:,}"
    return f"about {low:,}" if figure.bound is Bound.ABOUT or figure.approximate else f"{low:,}"


def describe_toll(figure: Figure) -> str:
    """Return the count with what happened to the people: "at least 70 killed"."""
    return f"{describe_count(figure)} {describe_state(figure.state)}"


def describe_state(state: State) -> str:
    """Return what happened to the people counted."""
    return state.value


def explain_vague(figure: Figure) -> str | None:
    """Return the bounds that the codebook gives a vague word, or None for any other number."""
    if figure.bound is not Bound.VAGUE or (figure.low is None and figure.high is None):
        return None
    if figure.high is None:
        return f"counted as {figure.low:,} or more"
    if figure.low is None:
        return f"counted as {figure.high:,} or fewer"
    return f"counted as {figure.low:,} to {figure.high:,}"


def describe_says(figure: Figure, names: Names) -> str:
    """Return on whose word a figure stands."""
    if figure.basis is Basis.HEADLINE:
        return f"in the headline, {_headline_says(figure, names)}"
    if figure.source is not None:
        return f"according to {names.full(figure.source)}{describe_via(figure, names)}"
    if figure.basis is Basis.OWN_VOICE:
        return OWN_VOICE
    return "according to a source that the report does not name"


def _headline_says(figure: Figure, names: Names) -> str:
    """Return whom a headline names; its figures have no source of their own (codebook)."""
    source = figure.source or names.speakers.get(figure.statement or "")
    return f"according to {names.full(source)}" if source else "which is no source of its own"


def describe_via(figure: Figure, names: Names) -> str:
    """Return through whom the words came, without the last speaker, or an empty string."""
    last = names.short(figure.source) if figure.source else ""
    through = [name for name in map(names.short, figure.via) if name != last]
    return f", by way of {', '.join(dict.fromkeys(through))}" if through else ""


def describe_place(place: Place | None) -> str:
    """Return the place as written, with the words that loosen it and its country."""
    if place is None:
        return NO_PLACE
    told = make_plain(_with_qualifier(place))
    return f"{told} ({place.country})" if place.country else f"{told} (country not known)"


def _with_qualifier(place: Place) -> str:
    """Put the qualifier where it was written: "eastern districts of X", but "X province"."""
    if not place.qualifier:
        return place.name
    last = place.qualifier.casefold().split()[-1]
    is_before = last in _BEFORE_PLACES or last.endswith("ern")
    return f"{place.qualifier} {place.name}" if is_before else f"{place.name} {place.qualifier}"


def describe_blame(blame: Blame, names: Names) -> str:
    """Return who is held responsible, how, and by whom."""
    who = names.short(blame.actor)
    by = names.full(blame.source) if blame.source is not None else None
    match blame.mode:
        case BlameMode.STATED:
            return f"{who} - stated {f'by {by}' if by else OWN_VOICE}"
        case BlameMode.OWN_CLAIM:
            return f"{who} - claimed by itself{f', in the words of {by}' if by else ''}"
        case BlameMode.ACCUSED:
            return f"{who} - accused by {by or 'somebody whom the report does not name'}"
        case BlameMode.SUSPECTED:
            return f"{who} - suspected{f' by {by}' if by else '; by whom is not said'}"
        case BlameMode.DENIED:
            return f"{who} - denied by {by or 'somebody whom the report does not name'}"


def describe_by(source: Mention | None, names: Names) -> str:
    """Return who says it, or that the report says it itself."""
    return f"according to {names.full(source)}" if source is not None else OWN_VOICE


def describe_voice(source: Mention | None, names: Names) -> str:
    """Return who says it, with role and affiliation."""
    return names.full(source) if source is not None else "somebody who is not named"


def describe_certainty(certainty: Certainty) -> str:
    """Return how an incident is told."""
    match certainty:
        case Certainty.REPORTED:
            return "told as having happened"
        case Certainty.ALLEGED:
            return "alleged, not told as known"
        case Certainty.DENIED:
            return "denied, and asserted by nobody in the report"


def describe_published(info: ReportInfo) -> str:
    """Return the publication date that was used and where it comes from."""
    used = info.published_used
    if used.origin is PublishedOrigin.NONE:
        return "publication date not known"
    days = describe_days(used.date_from, used.date_to)
    if days == NO_DAY:
        return "publication date not known"
    origin = (
        "from a dateline in the text" if used.origin is PublishedOrigin.TEXT else "as it was given"
    )
    unsure = "" if used.date_from == used.date_to else "; uncertain"
    return f"published {days}, {origin}{unsure}"


def quote_words(words: str) -> str:
    r"""Return the exact words in quotation marks, unless they bring their own.

    >>> quote_words('"We heard three\nblasts"'), quote_words("91 people")
    ('"We heard three blasts"', '“91 people”')
    """
    plain = make_plain(words)
    has_marks = len(plain) > 1 and plain[0] in '"“«' and plain[-1] in '"”»'
    return plain if has_marks else f"“{plain}”"


def short_day(day: date) -> str:
    """Return one day without its weekday."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
