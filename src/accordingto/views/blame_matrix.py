"""Who blames whom as a table: accusers by rows, the blamed by columns, modes in the cells.

A cell never holds blame without its mode; a row is always somebody who says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accordingto.records.blames import Accuser, BlameEntry, CaseBlame, CaseStatement
from accordingto.records.tolls import ClaimRef
from accordingto.records.values import BlameMode, Stance
from accordingto.views.case_blame import actors_in_order, find_doubts
from accordingto.views.case_words import count_in_words, stake_in_words
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
    cells: dict[tuple[str, str], dict[str, list[Blaming]]] = {}
    stakes: dict[tuple[str, str], str] = {}
    for same in by_actor:
        for entry in same:
            for key, accusers in _by_accuser(entry.accusers).items():
                stakes.setdefault(key, stake_in_words(accusers[0].stake))
                told = _blaming(blame, entry, accusers, names, setting)
                cells.setdefault(key, {}).setdefault(entry.actor.id, []).append(told)
    order = sorted(cells, key=lambda key: (-len(cells[key]), key[1].casefold(), key[0]))
    return BlameMatrix(
        columns=tuple(_column(same) for same in by_actor),
        rows=tuple(
            AccuserRow(
                voice=key[0],
                name=key[1],
                stake=stakes[key],
                cells=tuple(tuple(cells[key].get(actor, ())) for actor in names),
            )
            for key in order
        ),
        rivals=tuple((names.get(a, a), names.get(b, b)) for a, b in blame.rivals),
    )


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
        for key in order
    )


def _by_accuser(accusers: Iterable[Accuser]) -> dict[tuple[str, str], list[Accuser]]:
    found: dict[tuple[str, str], list[Accuser]] = {}
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
    blame: CaseBlame,
    entry: BlameEntry,
    accusers: Sequence[Accuser],
    names: Mapping[str, str],
    setting: DocketSetting,
) -> Blaming:
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
        is_new=any(one.ref.report in setting.new for one in accusers),
    )


def _quotes(told: Iterable[tuple[ClaimRef, str, str]], setting: DocketSetting) -> tuple[Quote, ...]:
    """Return each sentence once, as the first report has it."""
    found: dict[str, Quote] = {}
    for ref, quote, words in told:
        found.setdefault(make_plain(quote), setting.quote(ref, quote, words))
    return tuple(found.values())


def _reports(refs: Iterable[ClaimRef], setting: DocketSetting) -> tuple[int, ...]:
    return tuple(sorted({setting.numbers.get(ref.report, 0) for ref in refs}))


def _days(days: Iterable[date | None]) -> tuple[date, ...]:
    return tuple(sorted({day for day in days if day}))
