"""What changed from one edition to another, as text for a terminal and as JSON."""

from collections.abc import Iterable, Iterator

from pydantic import TypeAdapter

from accordingto.formats.snapshot import SnapBlame, SnapClaim, SnapDecision
from accordingto.records.base import JsonValue
from accordingto.views.case_words import plural, with_number
from accordingto.views.paper import Paper, Style
from accordingto.views.release_diff import (
    CaseChange,
    Moved,
    ReleaseDiff,
    TollChange,
    WholeCase,
    title_of,
    toll_in_words,
)
from accordingto.views.visible import make_plain


def render_release_diff(diff: ReleaseDiff, *, width: int = 80, colour: bool = False) -> str:
    """Return what changed as text; words of reports cannot steer the terminal."""
    return _Writer(Paper(width, colour=colour), diff).write()


def summary_of(diff: ReleaseDiff) -> str:
    """Return how much changed, in one line."""
    if diff.is_empty:
        return "nothing has changed"
    told = [
        (diff.fresh, "new case"),
        (diff.merged, "code merged"),
        (diff.split, "code split off"),
        (diff.gone, "case gone"),
        (diff.changed, "case changed"),
    ]
    return ", ".join(_counted(len(found), what) for found, what in told if found)


def _counted(number: int, what: str) -> str:
    noun, _, rest = what.partition(" ")
    if noun == "new":
        return f"{number:,} {what}{'' if number == 1 else 's'}"
    return f"{plural(number, noun)} {rest}"


def blame_in_words(one: SnapBlame) -> str:
    """Return a blame with its mode and with who says so."""
    mode = one.mode.replace("_", " ")
    return make_plain(f"{one.actor}: {mode}, according to {one.accuser}")


def claim_in_words(claim: SnapClaim) -> str:
    """Return a figure with who gives it, and when."""
    day = f", {claim.said}" if claim.said else ""
    told = with_number(claim.words, claim.low, claim.high)
    return make_plain(f"“{told}” - {claim.name}{day}")


def decision_in_words(one: SnapDecision) -> str:
    """Return a decision with who made it, and why."""
    note = one.note
    changes = f" ({'; '.join(note.changes)})" if note.changes else ""
    why = f": {note.why}" if note.why else ""
    force = "" if note.force == "holds" else f" [{note.force}]"
    told = f"{note.decision} of {note.kind} “{note.words}”{changes} by {note.reviewer}{why}{force}"
    return make_plain(told)


def diff_to_json(diff: ReleaseDiff) -> dict[str, JsonValue]:
    """Return what changed as plain JSON values; the editions by name alone."""
    plain: dict[str, JsonValue] = TypeAdapter(ReleaseDiff).dump_python(diff, mode="json")
    for name, one in (("old", diff.old), ("new", diff.new)):
        plain[name] = {"as_of": one.as_of, "program": one.program, "state": one.state}
    return {"cautions": list(diff.cautions), "summary": summary_of(diff), **plain}


class _Writer:
    def __init__(self, paper: Paper, diff: ReleaseDiff) -> None:
        self._paper, self._diff = paper, diff

    def write(self) -> str:
        """Return all of it."""
        diff, paper = self._diff, self._paper
        paper.write(("WHAT CHANGED", Style.BOLD))
        paper.write((f"from {diff.old.as_of} to {diff.new.as_of}: {summary_of(diff)}", Style.PLAIN))
        for caution in diff.cautions:
            paper.write((make_plain(caution), Style.BOLD), bullet="!")
        self._cases("NEW CASES", diff.fresh)
        self._moved("CODES MERGED", "is told of under", diff.merged)
        self._moved("CODES SPLIT OFF", "was told of under", diff.split)
        self._cases("CASES OF WHICH NOTHING IS TOLD ANY MORE", diff.gone)
        if diff.changed:
            self._title("CASES THAT CHANGED")
        for change in diff.changed:
            self._change(change)
        if diff.decisions:
            self._title("DECISIONS ON OTHER WORDS")
            self._lines(map(decision_in_words, diff.decisions))
        return str(paper)

    def _title(self, words: str) -> None:
        self._paper.gap()
        self._paper.write((words, Style.BOLD))

    def _lines(self, lines: Iterable[str], indent: int = 2, bullet: str = "•") -> None:
        for line in lines:
            self._paper.write((line, Style.PLAIN), indent=indent, bullet=bullet)

    def _cases(self, title: str, cases: Iterable[WholeCase]) -> None:
        found = list(cases)
        if found:
            self._title(title)
        for case, decisions in ((one.case, one.decisions) for one in found):
            self._paper.write((case.code, Style.FAINT), (make_plain(title_of(case)), Style.BOLD))
            told = (
                make_plain(f"{toll.state}, {toll.group}: {toll_in_words(toll)}")
                for toll in case.tolls
                if toll_in_words(toll)
            )
            self._lines(told)
            self._lines(f"reported by {make_plain(one)}" for one in case.reports.values())
            self._lines(map(decision_in_words, decisions), bullet="*")

    def _moved(self, title: str, verb: str, moved: Iterable[Moved]) -> None:
        found = list(moved)
        if found:
            self._title(title)
        for one in found:
            self._lines([f"{one.code} ({make_plain(one.title)}) {verb} {', '.join(one.codes)}"])
            self._lines(map(decision_in_words, one.decisions), indent=4, bullet="*")

    def _change(self, change: CaseChange) -> None:
        self._paper.gap()
        self._paper.write((change.code, Style.FAINT), (make_plain(change.title), Style.BOLD))
        self._lines(map(make_plain, change.told))
        self._lines(f"told of by {make_plain(one)} as well" for one in change.reports)
        for toll in change.tolls:
            self._toll(toll)
        self._lines(map(blame_in_words, change.blamed), bullet="+")
        self._lines(map(blame_in_words, change.unblamed), bullet="-")
        self._lines(grade_lines(change))
        self._lines(map(decision_in_words, change.decisions), bullet="*")

    def _toll(self, toll: TollChange) -> None:
        self._paper.write((toll_line(toll), Style.BOLD), indent=2, bullet="•")
        self._lines(map(claim_in_words, toll.came), indent=4, bullet="+")
        self._lines(map(claim_in_words, toll.went), indent=4, bullet="-")


def toll_line(toll: TollChange) -> str:
    """Return what a toll was and is; `12 → 12 to 17`."""
    before, after = toll.before or "not told", toll.after or "nothing stands"
    told = after if before == after else f"{before} → {after}"
    return make_plain(f"{toll.state}, {toll.group}: {told}")


def grade_lines(change: CaseChange) -> Iterator[str]:
    """Yield what a grade was and is, by whom, and why."""
    grade = change.grade
    if grade is None:
        return
    before = grade.before.grade if grade.before else "none"
    after = f"{grade.after.grade}, suggested by {grade.after.by}" if grade.after else "none"
    why = f" ({'; '.join(grade.after.reasons)})" if grade.after and grade.after.reasons else ""
    yield make_plain(f"grade: {before} → {after}{why}")
