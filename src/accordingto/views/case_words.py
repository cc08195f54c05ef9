"""Words for what a case holds: counts of voices, numbers, ranges, places, shortened quotes."""

from collections.abc import Iterable
from datetime import date

from accordingto.records.cases import CaseOutline, Term, ToldPlace
from accordingto.records.tolls import Extent, Group, GroupToll, Stake, StakeSuggestion
from accordingto.records.values import Age, Sex, Who
from accordingto.records.voices import VoiceCount
from accordingto.views.phrases import describe_value, short_day
from accordingto.views.visible import make_plain

AROUND = 80
"""Most characters of a quote that are shown on either side of the words themselves."""
ELLIPSIS = "[…]"

_STAKES = {
    Stake.PERPETRATORS_SIDE: "of a side held responsible",
    Stake.VICTIMS_SIDE: "of the side that was hit",
}


def count_in_words(voices: VoiceCount) -> str:
    """Return how many independent voices there are, as an interval where some have no name."""
    if voices.named == voices.with_unnamed:
        return "1 independent voice" if voices.named == 1 else f"{voices.named} independent voices"
    if voices.named:
        return f"{interval_in_words(voices)} independent voices"
    if voices.with_unnamed == 1:
        return "at most 1 independent voice, unnamed"
    return f"at most {voices.with_unnamed} independent voices, none named"


def contest_in_words(voices: VoiceCount) -> str:
    """Return who does not agree about a toll that is contested.

    Two whom one text quotes count as one voice, since their agreement may be one person's work;
    that they contradict each other is not.
    """
    if voices.with_unnamed > 1:
        return "contested: independent voices do not agree"
    return "contested: tellers who count as one voice, as of one origin, do not agree"


def interval_in_words(voices: VoiceCount) -> str:
    """Return the count alone: from voices with a name to all."""
    if voices.named == voices.with_unnamed:
        return f"{voices.named}"
    return f"{voices.named} to {voices.with_unnamed}"


def number_in_words(low: int | None, high: int | None, *, is_about: bool = False) -> str:
    """Return a number with its bound.

    >>> number_in_words(1400, None), number_in_words(20, 20, is_about=True)
    ('at least 1,400', 'about 20')
    """
    if low is None and high is None:
        return "no number"
    if low is None:
        return f"at most {high:,}"
    if high is None:
        return f"at least {low:,}"
    if low == high == 0:
        return "nobody"
    told = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"about {told}" if is_about else told


def with_number(words: str, low: int | None, high: int | None) -> str:
    """Return the words of a figure, with its number where they do not hold it.

    >>> with_number("dozens", 24, None), with_number("16 people", 16, 16)
    ('dozens (at least 24)', '16 people')
    """
    told, numbers = make_plain(words), {n for n in (low, high) if n is not None}
    if all(f"{n:,}" in told or str(n) in told for n in numbers):
        return told
    return f"{told} ({number_in_words(low, high)})"


def extent_in_words(extent: Extent | None) -> str:
    """Return the least and the most that is claimed; open ends are told as open."""
    if extent is None:
        return "no figure stands"
    low, high = extent.low, extent.high
    low_words = "no lower end" if low is None else f"{low:,}{_or('fewer', extent.is_open_below)}"
    high_words = "no upper end" if high is None else f"{high:,}{_or('more', extent.is_open_above)}"
    if low == high and not extent.is_open_below:
        return high_words
    if low == high and not extent.is_open_above:
        return low_words
    return f"{low_words} to {high_words}"


def _or(word: str, is_open: bool) -> str:
    return f" or {word}" if is_open else ""


def reason_in_words(term: Term) -> str:
    """Return why two accounts are held to be of one case, for people: without its arithmetic."""
    return term.why.removesuffix(", times the weight")


def group_in_words(group: Group) -> str:
    """Return who is counted, as the reports call them."""
    told = [
        describe_value(value)
        for value in (group.age, group.sex, group.who)
        if value not in (Age.UNKNOWN, Sex.UNKNOWN, Who.UNKNOWN)
    ]
    side = f" of {make_plain(group.side)}" if group.side else ""
    return (", ".join(told) or "people") + side


def toll_in_words(toll: GroupToll) -> str:
    """Return what a toll counts: "killed: civilians"."""
    return f"{describe_value(toll.state)}: {group_in_words(toll.group)}"


def stake_in_words(stake: StakeSuggestion) -> str:
    """Return on whose side a speaker stands, where the rule puts them on one."""
    return _STAKES.get(stake.stake, "")


def place_in_words(place: ToldPlace) -> str:
    """Return a place as reports name it, with the gazetteer's name where that is another."""
    told, known = make_plain(place.name), make_plain(place.gazetteer_name or "")
    if known and known.casefold() != told.casefold():
        told = f"{told} ({known})"
    more = [part for part in (place.admin1, place.country) if part and part not in told]
    return ", ".join([told, *map(make_plain, more)])


def period_in_words(days: Iterable[date | None]) -> str:
    """Return the first and the last of some days, or nothing when none is known.

    >>> period_in_words([date(2024, 4, 8), date(2024, 4, 6)])
    '6 to 8 April 2024'
    """
    known = sorted({day for day in days if day})
    if not known:
        return ""
    first, last = known[0], known[-1]
    if first == last:
        return short_day(first)
    told = short_day(first)
    if first.year == last.year:
        told = told.removesuffix(f" {first.year}")
    if (first.year, first.month) == (last.year, last.month):
        told = str(first.day)
    return f"{told} to {short_day(last)}"


def kind_in_words(outline: CaseOutline) -> str:
    """Return what happened, as most accounts tell it."""
    return describe_value(outline.kinds[0].kind) if outline.kinds else "event"


def shorten_quote(quote: str, words: str, around: int | None = AROUND) -> str:
    """Return a quote in quotation marks, cut around the words that matter.

    >>> shorten_quote("The ministry said that 12 people died.", "12 people", around=8)
    '“[…] that 12 people died.”'
    """
    told, inner = make_plain(quote), make_plain(words)
    at = told.find(inner)
    if around is None:
        return f"“{told}”"
    if not inner or at < 0:
        return f"“{cut_text(told, 2 * around)}”"
    before, after = told[:at], told[at + len(inner) :]
    if len(before) > around:
        before = f"{ELLIPSIS} {before[-around:].partition(' ')[2]}"
    if len(after) > around:
        after = f"{after[:around].rpartition(' ')[0]} {ELLIPSIS}"
    return f"“{before}{inner}{after}”"


def cut_text(text: str, most: int) -> str:
    """Return the beginning of a text that is longer than this, up to a word's end."""
    if len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0] or text[:most]} {ELLIPSIS}"


def plural(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> plural(1, "report"), plural(12, "report")
    ('1 report', '12 reports')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
