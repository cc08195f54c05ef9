"""The blame for a case as text: who is held responsible, in which way, by whom; who denies it."""

from collections.abc import Iterable, Mapping, Sequence

from accordingto.records.blames import Accuser, BlameEntry, CaseBlame, CaseStatement
from accordingto.records.values import BlameMode, Stance
from accordingto.views.case_page import CasePage
from accordingto.views.case_words import (
    count_in_words,
    cut_text,
    period_in_words,
    plural,
    stake_in_words,
)
from accordingto.views.paper import Style
from accordingto.views.phrases import describe_value
from accordingto.views.visible import make_plain

MOST_QUOTED = 5
"""Actors whose accusers are quoted unless everything is shown."""
MOST_SUMMARISED = 3
LONGEST_CONTENT = 120
"""Characters of a statement unless everything is shown, about."""
LONGEST_DENIAL = 60
"""Characters of a denial in the summary, about."""
DENIES_TOO = "also read as a denial: to be checked"
"""Beside blame that may be a denial taken for its contrary."""
ITSELF = "blames itself: to be checked"
"""Beside blame whose speaker may have been taken for the doer."""

_MODES = {
    BlameMode.STATED: "named by",
    BlameMode.OWN_CLAIM: "said to have claimed it, according to",
    BlameMode.ACCUSED: "accused by",
    BlameMode.SUSPECTED: "suspected by",
    BlameMode.DENIED: "denied by",
}
_LABELS = {
    BlameMode.OWN_CLAIM: "said to have claimed it",
    BlameMode.STATED: "named as doer",
    BlameMode.ACCUSED: "accused",
    BlameMode.SUSPECTED: "suspected",
    BlameMode.DENIED: "denied",
}
_SHOWN_FIRST = (Stance.DENIES, Stance.CLAIMS_RESPONSIBILITY)
"""Statements that are shown even where the rest is only counted."""


def actors_in_order(entries: Iterable[BlameEntry]) -> list[list[BlameEntry]]:
    """Return blame by actor: first whom most independent voices hold responsible."""
    by_actor: dict[str, list[BlameEntry]] = {}
    for entry in entries:
        by_actor.setdefault(entry.actor.id, []).append(entry)
    modes = list(_MODES)
    for same in by_actor.values():
        same.sort(key=lambda entry: modes.index(entry.mode))
    return sorted(by_actor.values(), key=_most_blamed_first)


def _most_blamed_first(entries: Sequence[BlameEntry]) -> tuple[int, int, str]:
    blamed = [entry.voices for entry in entries if entry.mode is not BlameMode.DENIED]
    named = max((voices.named for voices in blamed), default=-1)
    every = max((voices.with_unnamed for voices in blamed), default=-1)
    return -named, -every, entries[0].actor.name.casefold()


def write_blame(page: CasePage) -> None:
    """Write who is held responsible, and what else is said about it."""
    blame = page.case.blame
    names = {entry.actor.id: make_plain(entry.actor.name) for entry in blame.entries}
    if blame.entries:
        page.title("WHO IS HELD RESPONSIBLE, AND BY WHOM")
    for place, entries in enumerate(actors_in_order(blame.entries)):
        page.paper.write((names[entries[0].actor.id], Style.BOLD), indent=2)
        for entry in entries:
            _write_entry(page, entry, names)
            if page.is_whole or place < MOST_QUOTED:
                _write_quotes(page, entry)
    if blame.rivals:
        pairs = "; ".join(f"{names.get(a, a)} / {names.get(b, b)}" for a, b in blame.rivals)
        told = f"Independent voices blame one side without the other: {pairs}"
        page.paper.write((told, Style.PLAIN), indent=2)
    _write_statements(page, blame.statements)


def _write_entry(page: CasePage, entry: BlameEntry, names: Mapping[str, str]) -> None:
    others = {name for group in entry.alternatives for name in group} - {entry.actor.id}
    either = f" · or: {', '.join(sorted(names.get(one, one) for one in others))}" if others else ""
    page.paper.write(
        (_MODES[entry.mode], Style.PLAIN),
        (_accusers(page, entry), Style.SPEAKER),
        (f"· {count_in_words(entry.voices)}{either}", Style.PLAIN),
        indent=4,
        bullet="•",
    )


def _write_quotes(page: CasePage, entry: BlameEntry) -> None:
    shown = entry.accusers if page.is_whole else entry.accusers[:1]
    for quote, words in dict.fromkeys((one.quote, entry.actor.words[0]) for one in shown):
        page.quote(quote, words, indent=6)


def _accusers(page: CasePage, entry: BlameEntry) -> str:
    by_name: dict[str, list[Accuser]] = {}
    for one in entry.accusers:
        by_name.setdefault(make_plain(one.name), []).append(one)
    told = []
    for name, same in by_name.items():
        notes = [stake_in_words(same[0].stake)]
        notes += find_doubts(page.case.blame, entry, same)
        noted = ", ".join(filter(None, notes))
        cited = page.cite(one.ref.report for one in same)
        told.append(f"{name} ({noted}) {cited}" if noted else f"{name} {cited}")
    return ", ".join(told)


def find_doubts(blame: CaseBlame, entry: BlameEntry, accusers: Sequence[Accuser]) -> list[str]:
    """Return what speaks for a fault of reading in what some accusers say."""
    if entry.mode in (BlameMode.DENIED, BlameMode.OWN_CLAIM):
        return []
    if all(one.voice == entry.actor.id for one in accusers):
        return [ITSELF]
    return [DENIES_TOO] if _may_be_denial(blame, entry, accusers) else []


def _may_be_denial(blame: CaseBlame, entry: BlameEntry, accusers: Iterable[Accuser]) -> bool:
    """Tell whether all of somebody's accusations may be denials that were taken for them.

    So it is where the same voice denies, in the same sentence, something with the actor's words, or
    is read in the same report to deny that this actor did it.
    """
    words = [one.casefold() for one in entry.actor.words]
    sentences = {
        (one.ref.report, one.voice, one.quote)
        for one in blame.statements
        if one.stance is Stance.DENIES and any(name in one.content.casefold() for name in words)
    }
    voices = {
        (one.ref.report, one.voice)
        for other in blame.entries
        if other.mode is BlameMode.DENIED and other.actor.id == entry.actor.id
        for one in other.accusers
    }
    return all(
        (one.ref.report, one.voice, one.quote) in sentences or (one.ref.report, one.voice) in voices
        for one in accusers
    )


def _write_statements(page: CasePage, statements: Sequence[CaseStatement]) -> None:
    """Write denials and claims of responsibility; the rest is counted unless all is shown."""
    told: dict[tuple[Stance, str], list[CaseStatement]] = {}
    for one in statements:
        told.setdefault((one.stance, make_plain(one.name)), []).append(one)
    if not told:
        return
    page.title("SAID ABOUT IT")
    for (stance, name), same in told.items():
        if page.is_whole or stance in _SHOWN_FIRST:
            _write_statement(page, name, same)
    different = dict.fromkeys(
        (one.stance, make_plain(one.name), make_plain(one.content)) for one in statements
    )
    rest = [stance for stance, _, _ in different if stance not in _SHOWN_FIRST]
    if rest and not page.is_whole:
        page.paper.write((_counted(rest), Style.FAINT), indent=2)


def _write_statement(page: CasePage, name: str, same: Sequence[CaseStatement]) -> None:
    """Write what somebody says in one stance, each content once."""
    contents = dict.fromkeys(make_plain(one.content) for one in same)
    most = None if page.is_whole else LONGEST_CONTENT
    quoted = (f"“{one if most is None else cut_text(one, most)}”" for one in contents)
    days = period_in_words(one.said for one in same)
    reports = page.cite(one.ref.report for one in same)
    page.paper.write(
        (f"{name}{', ' if days else ''}{days} {reports}", Style.SPEAKER),
        (f"{describe_value(same[0].stance)}:", Style.PLAIN),
        ("; ".join(quoted), Style.FAINT),
        indent=2,
        bullet="•",
    )


def _counted(stances: Sequence[Stance]) -> str:
    counts = {stance: stances.count(stance) for stance in dict.fromkeys(stances)}
    told = ", ".join(f"{describe_value(stance)} {count:,}" for stance, count in counts.items())
    return f"and {plural(len(stances), 'more statement')}: {told}"


def summarise_blame(page: CasePage) -> list[tuple[str, str]]:
    """Return who is held responsible in one line for each mode, and who denies it.

    Whom one report alone names, and nobody with a name, is only counted where others are better
    told: most faults of reading are such.
    """
    entries = [one for same in actors_in_order(page.case.blame.entries) for one in same]
    firm = [entry for entry in entries if _is_firm(entry)] or entries
    lines = []
    for mode, label in _LABELS.items():
        told = [_summary(page, entry) for entry in firm if entry.mode is mode]
        more = sum(entry.mode is mode for entry in entries) - len(told[:MOST_SUMMARISED])
        if mode is BlameMode.DENIED:
            denials = _other_denials(page.case.blame)
            more += max(0, len(denials) - max(0, MOST_SUMMARISED - len(told)))
            told += denials
        if told:
            rest = [f"and {more:,} more"] if more else []
            lines.append((label, "; ".join([*told[:MOST_SUMMARISED], *rest])))
        elif more:
            lines.append((label, f"{more:,} by one report each, without a name"))
    return lines


def _is_firm(entry: BlameEntry) -> bool:
    reports = {one.ref.report for one in entry.accusers}
    return entry.mode is BlameMode.DENIED or entry.voices.named > 0 or len(reports) > 1


def _other_denials(blame: CaseBlame) -> list[str]:
    """Return denials that name no actor, by whoever denies nothing else."""
    deny = {
        one.voice
        for entry in blame.entries
        if entry.mode is BlameMode.DENIED
        for one in entry.accusers
    }
    told = {
        one.voice: f"{make_plain(one.name)}: “{cut_text(make_plain(one.content), LONGEST_DENIAL)}”"
        for one in reversed(blame.statements)
        if one.stance is Stance.DENIES and one.voice not in deny
    }
    return list(reversed(told.values()))


def _summary(page: CasePage, entry: BlameEntry) -> str:
    by = list(dict.fromkeys(make_plain(one.name) for one in entry.accusers))
    more = f" and {len(by) - 1} more" if len(by) > 1 else ""
    doubt = "".join(f"; {one}" for one in find_doubts(page.case.blame, entry, entry.accusers))
    by_whom = "according to" if entry.mode is BlameMode.OWN_CLAIM else "by"
    return f"{make_plain(entry.actor.name)} ({by_whom} {by[0]}{more}{doubt})"
