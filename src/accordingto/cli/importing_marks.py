"""A run of `import --from`: decisions marked in another tool, or archives of pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from accordingto.api.archives import import_archives
from accordingto.api.marking import MARKED_IN, import_marks
from accordingto.cli.exits import ExitCode
from accordingto.cli.terminal import say
from accordingto.errors import FilterError, IngestError, JudgementError
from accordingto.formats.marks import NotTaken
from accordingto.ledger.marking import Marked
from accordingto.views.case_words import plural
from accordingto.views.visible import make_plain

AUTO_ARCHIVER = "auto-archiver"
TOOLS = (*MARKED_IN, AUTO_ARCHIVER)
"""What `--from` takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolFile:
    """A file of another tool, and what the user says of it."""

    path: Path
    tool: str
    ledger: str
    by: str | None
    name: str | None
    annotators: Sequence[str]
    """`NAME-IN-FILE=REVIEWER`."""
    labels: Sequence[str]
    """`LABEL=KIND:VALUE`."""
    is_dry_run: bool
    quiet: bool


def take_tool_file(asked: ToolFile) -> ExitCode:
    """Take a file of another tool in; what cannot be taken is told, and stops nothing else."""
    try:
        if asked.tool == AUTO_ARCHIVER:
            return _take_archives(asked)
        return _take_marks(asked)
    except IngestError as error:
        say(f"refused: {make_plain(str(error))}")
        return ExitCode.NOTHING_READ
    except (FilterError, JudgementError) as error:
        say(make_plain(str(error)))
        return ExitCode.USAGE


def _take_marks(asked: ToolFile) -> ExitCode:
    if asked.tool not in MARKED_IN:
        raise FilterError(f"--from {asked.tool!r}: expected one of {', '.join(TOOLS)}")
    if not asked.by:
        raise FilterError("marks are decisions; expected --by NAME: who stands for them")
    if asked.name:
        raise FilterError("--name goes with a sheet, or with --from auto-archiver")
    marked = import_marks(
        asked.path,
        asked.ledger,
        asked.tool,
        reviewer=asked.by,
        annotators=_pairs(asked.annotators, "--annotator"),
        labels=_pairs(asked.labels, "--label"),
        is_dry_run=asked.is_dry_run,
    )
    _tell_odd(marked.not_taken)
    if not asked.quiet:
        _tell(marked, is_dry_run=asked.is_dry_run)
    if marked.not_taken:
        return ExitCode.SOME_REFUSED if marked.taken else ExitCode.NOTHING_READ
    return ExitCode.ALL_READ


def _tell(marked: Marked, *, is_dry_run: bool) -> None:
    new = [one for one in marked.taken if one.is_new]
    kinds = [one.entry.judgement.decision.value for one in new if not one.is_added]
    counts = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    told = [f"{kind} {count:,}" for kind, count in counts.items()]
    added = sum(one.is_added for one in new)
    told += [f"add {added:,}"] if added else []
    say(f"{plural(len(new), 'decision')}{': ' if told else ''}{', '.join(told)}")
    known = len(marked.taken) - len(new)
    if known:
        say(f"decided so already: {known:,}")
    if marked.silent:
        say(f"our own annotations that nobody changed or judged: {marked.silent:,}; no decisions")
    if is_dry_run:
        say("a dry run: nothing was recorded")


def _take_archives(asked: ToolFile) -> ExitCode:
    if asked.annotators or asked.labels or asked.is_dry_run:
        raise FilterError("--annotator, --label and --dry-run go with marks, not with archives")
    kept = import_archives(asked.path, asked.ledger, name=asked.name or "", by=asked.by)
    _tell_odd(kept.not_taken)
    if not asked.quiet:
        sheet = kept.sheet
        version = f"version {sheet.version}" if sheet.is_new else "nothing has changed"
        say(f"sheet {sheet.name!r}, {version}: {plural(sheet.rows, 'row')}")
        say(f"archives of pages that reports came from: {kept.tied:,}")
        if kept.waiting:
            say(f"archives of pages from which no report has come yet: {kept.waiting:,}")
    return ExitCode.SOME_REFUSED if kept.not_taken else ExitCode.ALL_READ


def _tell_odd(odd: Iterable[NotTaken]) -> None:
    for one in odd:
        say(f"not taken: {make_plain(one.where)}: {make_plain(one.why)}")


def _pairs(typed: Iterable[str], option: str) -> Mapping[str, str]:
    """Return what was typed as `NAME=MEANING`; raises FilterError."""
    found = {}
    for one in typed:
        name, equals, meaning = one.rpartition("=")
        if not (name and equals and meaning):
            raise FilterError(f"{option} {one!r}: expected two words with = between them")
        found[name] = meaning
    return found
