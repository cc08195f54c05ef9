"""Who blames whom as a table: accusers by rows, the blamed by columns, modes in the cells.

A cell never holds blame without its mode; a row is always somebody who says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from accordingto.records.blames import Accuser, BlameEntry, CaseBlame, CaseStatement
from accordingto.records.tolls import ClaimRef
from accordingto.records.values import BlameMode, Stance
from accordingto.views.case_blame import actors_in_order, find_doubts
from accordingto.views.case_words import count_in_words, stake_in_words
from accordingto.views.cutting import Part
from accordingto.views.docket_setting import DocketSetting, Quote
from accordingto.views.visible import make_plain

MODES: Mapping[BlameMode, str] = {
    BlameMode.STATED: "names as doer",
    BlameMode.OWN_CLAIM: "says that they claimed it",
    BlameMode.ACCUSED: "accuses",
    BlameMode.SUSPECTED: "suspects",
    BlameMode.DENIED: "denies that they did it",
}
"""What an accuser does, in words: in the order in which they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blaming:
    """One voice that holds somebody responsible in one way, or denies that they are."""

    mode: BlameMode
    words: str
    said: tuple[date, ...]
    """Days of saying, as far as they are known."""
    quotes: tuple[Quote, ...]
    """Each sentence once."""
    reports: tuple[int, ...]
    doubts: tuple[str, ...]
    """What speaks for a fault of reading."""
    alternatives: tuple[str, ...]
    """Others of whom the voice says that one of them did it."""
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BlamedColumn:
    """Somebody who is held responsible."""

    id: str
    name: str
    words: tuple[str, ...]
    """How reports name them."""
    voices: tuple[tuple[BlameMode, str], ...]
    """How many independent voices there are for each mode, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccuserRow:
    """Somebody who holds others responsible, or denies it."""

    voice: str
    name: str
    stake: str
    cells: tuple[tuple[Blaming, ...], ...]
    """One for each column; empty where nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlameMatrix:
    """All blame for a case."""

    columns: tuple[BlamedColumn, ...]
    rows: tuple[AccuserRow, ...]
    rivals: tuple[tuple[str, str], ...]
    """Pairs of names whom independent voices blame, each without the other."""
    fresh: int
    """What voices say of somebody in one mode, and new reports say or repeat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says about the case in one stance, each content once."""

    stance: Stance
    name: str
    accused: tuple[str, ...]
    said: tuple[date, ...]
    quotes: tuple[Quote, ...]
    reports: tuple[int, ...]
    is_new: bool


def make_matrix(blame: CaseBlame, setting: DocketSetting) -> BlameMatrix:
    """Return who blames whom: columns by how many blame them, rows by how many they blame."""
    by_actor = actors_in_order(blame.entries)
    names = {same[0].actor.id: make_plain(same[0].actor.name) for same in by_actor}
    cells: dict[_Accuser, dict[str, list[_Accusation]]] = {}
    for same in by_actor:
        for entry in same:
            for key, accusers in _by_accuser(entry.accusers).items():
                cell = cells.setdefault(key, {}).setdefault(entry.actor.id, [])
                cell.append(_Accusation(entry, accusers))
    order = sorted(cells, key=lambda key: (-len(cells[key]), key[1].casefold(), key[0]))
    every = [one for row in cells.values() for cell in row.values() for one in cell]
    columns = setting.cutter.cut(by_actor, Part.COLUMNS)

    def row(key: _Accuser) -> AccuserRow:
        told = (cells[key].get(same[0].actor.id, ()) for same in columns)
        return AccuserRow(
            voice=key[0],
            name=key[1],
            stake=stake_in_words(next(iter(cells[key].values()))[0].accusers[0].stake),
            cells=tuple(
                tuple(_blaming(blame, one, names, setting) for one in cell) for cell in told
            ),
        )

    return BlameMatrix(
        columns=tuple(map(_column, columns)),
        rows=tuple(map(row, setting.cutter.cut(order, Part.CLAIMS))),
        rivals=tuple((names.get(a, a), names.get(b, b)) for a, b in blame.rivals),
        fresh=sum(_is_new(one.accusers, setting) for one in every),
    )


_Accuser = tuple[str, str]
"""A voice, and the name it goes by."""


class _Accusation(NamedTuple):
    """What one voice says of somebody in one mode."""

    entry: BlameEntry
    accusers: Sequence[Accuser]


def make_said(statements: Iterable[CaseStatement], setting: DocketSetting) -> tuple[Said, ...]:
    """Return accusations, demands, denials and doubts, by who says them in which stance."""
    found: dict[tuple[Stance, str, tuple[str, ...]], list[CaseStatement]] = {}
    for one in statements:
        accused = tuple(map(make_plain, one.accused))
        found.setdefault((one.stance, make_plain(one.name), accused), []).append(one)
    stances = [Stance.DENIES, Stance.CLAIMS_RESPONSIBILITY, *Stance]
    order = sorted(found, key=lambda key: (stances.index(key[0]), key[1].casefold()))
    return tuple(
        Said(
            stance=key[0],
            name=key[1],
            accused=key[2],
            said=_days(one.said for one in found[key]),
            quotes=_quotes(((one.ref, one.quote, one.content) for one in found[key]), setting),
            reports=_reports((one.ref for one in found[key]), setting),
            is_new=any(one.ref.report in setting.new for one in found[key]),
        )
        for key in setting.cutter.cut(order, Part.CLAIMS)
    )


def _by_accuser(accusers: Iterable[Accuser]) -> dict[_Accuser, list[Accuser]]:
    found: dict[_Accuser, list[Accuser]] = {}
    for one in accusers:
        found.setdefault((one.voice, make_plain(one.name)), []).append(one)
    return found


def _column(same: Sequence[BlameEntry]) -> BlamedColumn:
    actor = same[0].actor
    return BlamedColumn(
        id=actor.id,
        name=make_plain(actor.name),
        words=tuple(dict.fromkeys(map(make_plain, actor.words))),
        voices=tuple((entry.mode, count_in_words(entry.voices)) for entry in same),
    )


def _blaming(
    blame: CaseBlame, one: _Accusation, names: Mapping[str, str], setting: DocketSetting
) -> Blaming:
    entry, accusers = one
    words = next(iter(entry.actor.words), "")
    others = {one for group in entry.alternatives for one in group} - {entry.actor.id}
    return Blaming(
        mode=entry.mode,
        words=MODES[entry.mode],
        said=_days(one.said for one in accusers),
        quotes=_quotes(((one.ref, one.quote, words) for one in accusers), setting),
        reports=_reports((one.ref for one in accusers), setting),
        doubts=tuple(find_doubts(blame, entry, accusers)),
        alternatives=tuple(sorted(names.get(one, one) for one in others)),
        is_new=_is_new(accusers, setting),
    )


def _is_new(accusers: Iterable[Accuser], setting: DocketSetting) -> bool:
    return any(one.ref.report in setting.new for one in accusers)


def _quotes(told: Iterable[tuple[ClaimRef, str, str]], setting: DocketSetting) -> tuple[Quote, ...]:
    """Return each sentence once, as the first report has it."""
    found: dict[str, tuple[ClaimRef, str, str]] = {}
    for one in told:
        found.setdefault(make_plain(one[1]), one)
    shown = setting.cutter.cut(tuple(found.values()), Part.QUOTES)
    return tuple(setting.quote(*one) for one in shown)


def _reports(refs: Iterable[ClaimRef], setting: DocketSetting) -> tuple[int, ...]:
    return tuple(sorted({setting.numbers.get(ref.report, 0) for ref in refs}))


def _days(days: Iterable[date | None]) -> tuple[date, ...]:
    return tuple(sorted({day for day in days if day}))
