"""TimeML: its files read with any tags in them, and our expressions of time in its values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import NamedTuple

from accordingto.reader.calendar import FindPublished, TimePhrase, read_phrases
from accordingto.reader.day_expressions import (
    DayOfMonth,
    Decade,
    Expression,
    Month,
    Season,
    Year,
)
from accordingto.reader.day_feasts import Anniversary
from accordingto.reader.day_relations import DaysOff, Overnight, Period, Rolling, Same
from accordingto.reader.day_spans import (
    Century,
    Clock,
    Duration,
    Habit,
    PartOfDay,
    PartOfYear,
    Reference,
    ShortYear,
)
from accordingto.reader.day_values import Interval
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.quotations import FindQuotations
from accordingto.reader.sentences import FindSentences
from accordingto.report import Report, Span

_TAG = re.compile(r"<(/?)(\w[\w:.-]{0,40})((?:\s[^<>]{0,900})?)>")
_VALUE = re.compile(r"\bvalue=[\"']([^\"'<>]{0,60})[\"']")
_CREATION = re.compile(
    r"<TIMEX3\s[^<>]{0,400}functionInDocument=[\"'](?:CREATION|PUBLICATION)_TIME[\"'][^<>]{0,400}>"
)
_WRAP = re.compile(r"(?<=[\w,;])\n(?=[\w\"'`$(])")
"""The end of a line within a sentence: these files are wrapped at any width."""
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_EDTF_SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
_UNITS = {
    "day": "D", "night": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q",
    "year": "Y", "decade": "DE", "century": "CE", "hour": "H", "minute": "M", "second": "S",
}  # fmt: skip
_OF_A_DAY = frozenset(("hour", "minute", "second"))
_NO_DAY = "XXXX-XX-XX"


class Timex(NamedTuple):
    """One expression of time with its value as TimeML writes it."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class TimemlError(Exception):
    """A file that is no TimeML."""

    path: Path
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}; expected a TimeML file with TIMEX3 tags"


def read_timeml(path: Path) -> tuple[Report, list[Timex]]:
    """Return the text of a TimeML file, whatever tags stand in it, with its expressions.

    Raises TimemlError when it is none.
    """
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TimemlError(path, f"cannot be read ({error})") from error
    if "<TimeML" not in source:
        raise TimemlError(path, "has no element TimeML")
    text, found = _strip(_body(source))
    text = _WRAP.sub(" ", text)  # one for one, so that every span stays
    return Report(id=path.stem, text=text, published=_creation(source)), found


def _body(source: str) -> str:
    """Return what stands in TEXT; where there is none, all of the file."""
    first, last = source.find("<TEXT"), source.rfind("</TEXT>")
    if first < 0 or last < 0:
        first, last = source.index("<TimeML"), len(source)
    return source[source.index(">", first) + 1 : last]


def _creation(source: str) -> str | None:
    """Return the day on which the text was made."""
    at = source.find("<DCT>")
    tag = source[at : source.find("</DCT>", at)] if at >= 0 else ""
    named = _CREATION.search(source)
    value = _VALUE.search(named.group() if named else tag)
    if value is None:
        return None
    day = value.group(1)
    return f"{day[:4]}-{day[4:6]}-{day[6:8]}" if day[:8].isdigit() else day


def _strip(body: str) -> tuple[str, list[Timex]]:
    """Return a text without its tags, and the expressions that were tagged."""
    parts: list[str] = []
    length = end = 0
    opened: list[tuple[int, str]] = []
    found = []
    for tag in _TAG.finditer(body):
        parts.append(unescape(body[end : tag.start()]))
        length, end = length + len(parts[-1]), tag.end()
        if tag.group(2) != "TIMEX3" or tag.group(3).endswith("/"):
            continue
        if not tag.group(1):
            value = _VALUE.search(tag.group(3))
            opened.append((length, value.group(1) if value else ""))
        elif opened:
            start, word = opened.pop()
            if length > start:
                found.append(Timex(Span(start, length), word))
    parts.append(unescape(body[end:]))
    return "".join(parts), sorted(found)


def find_timex(report: Report) -> Iterator[Timex]:
    """Yield what our grammar of time finds, each expression with its value."""
    stages = Pipeline((FindSentences(), FindQuotations(), FindPublished()))
    for phrase in read_phrases(stages(report)):
        value = value_of(phrase)
        if value:
            yield Timex(phrase.span, value)


def value_of(phrase: TimePhrase) -> str:
    """Return the value that TimeML gives to an expression; empty where it tells of no time."""
    return _value(phrase.expression, phrase.days)


def _value(expression: Expression, days: Interval | None) -> str:
    undated = _undated(expression)
    if undated is not None:
        return undated
    if isinstance(expression, PartOfDay | Overnight):
        part = expression.part if isinstance(expression, PartOfDay) else "NI"
        return f"{_day(days)}T{part}"
    if isinstance(expression, Clock):
        return f"{_day(days)}T{expression.hour:02}:{expression.minute:02}{expression.zone}"
    year = getattr(expression, "year", None)
    if isinstance(year, int) and year <= 0:
        return _before_christ(expression, year)
    return _unresolved(expression) if days is None else _of_days(expression, days)


def _undated(expression: Expression) -> str | None:
    """Return the value of what is no day and lies on none; None for the others."""
    if isinstance(expression, Duration):
        return _duration(expression)
    if isinstance(expression, Rolling):
        return _duration(Duration(expression.count, expression.unit))
    if isinstance(expression, Habit):
        return expression.pattern
    if isinstance(expression, Reference):
        return expression.to
    if isinstance(expression, Century):
        return f"{'BC' * expression.is_bc}{expression.number:02}"
    return None


def _of_days(expression: Expression, days: Interval) -> str:
    """Return the value of a quarter or a week, or of what EDTF writes as TimeML does."""
    if isinstance(expression, PartOfYear) and days.first is not None:
        letter = "Q" if expression.parts == 4 else "H"
        return f"{days.first.year:04}-{letter}{expression.number}"
    is_week = isinstance(expression, Period | Same) and expression.unit == "week"
    if days.first is not None and (is_week or days.is_rough):
        return f"{days.first:%G-W%V}"
    if isinstance(expression, Period) and expression.unit == "weekend" and days.first is not None:
        return f"{days.first:%G-W%V}-WE"
    return value_of_edtf(days.edtf)


def value_of_edtf(edtf: str) -> str:
    """Return the value that TimeML gives to a day written in EDTF.

    >>> value_of_edtf("1944-06-06"), value_of_edtf("1789-21"), value_of_edtf("1914/..")
    ('1944-06-06', '1789-SP', '1914')
    """
    first, _, last = edtf.partition("/")
    point = (last if first == ".." else first).rstrip("~").rstrip("X")
    season = _EDTF_SEASONS.get(point[5:])
    return point[:5] + season if season else point


def _day(days: Interval | None) -> str:
    """Return the day that an hour belongs to, as far as it is known."""
    return _NO_DAY if days is None or days.first is None else f"{days.first}"


def _duration(length: Duration) -> str:
    """Return "P3D", "PT24H", "PXM".

    >>> _duration(Duration(2.5, "year")), _duration(Duration(None, "hour"))
    ('P2.5Y', 'PTXH')
    """
    count = "X" if length.count is None else f"{length.count:g}".removeprefix("0")
    return f"P{'T' * (length.unit in _OF_A_DAY)}{count}{_UNITS[length.unit]}"


def _before_christ(expression: Expression, year: int) -> str:
    """Return a year before Christ, which TimeML counts from 1."""
    whole = f"BC{1 - year:04}"
    if isinstance(expression, Decade):
        return whole[:-1]
    if isinstance(expression, Season):
        return f"{whole}-{_SEASONS[expression.first_month]}"
    if isinstance(expression, Month):
        return f"{whole}-{expression.month:02}"
    if isinstance(expression, DayOfMonth):
        return f"{whole}-{expression.month:02}-{expression.day:02}"
    return whole if isinstance(expression, Year) else ""


def _unresolved(expression: Expression) -> str:
    """Return the value of what the text does not date."""
    if isinstance(expression, Season):
        return f"XXXX-{_SEASONS[expression.first_month]}"
    if isinstance(expression, Month):
        return f"XXXX-{expression.month:02}"
    if isinstance(expression, DaysOff | Same) or hasattr(expression, "weekday"):
        return _NO_DAY
    return "" if isinstance(expression, ShortYear | Anniversary) else _NO_DAY
