"""What came of a run of `add`: what is new, what was known, what was refused, and why."""

import shlex
from collections import Counter
from dataclasses import dataclass, field

from accordingto.cli.exits import ExitCode
from accordingto.cli.tally import Tally, counted, rate_of
from accordingto.cli.terminal import say
from accordingto.corroboration.casebook_growth import Settled
from accordingto.engine.adding import Added, Result
from accordingto.errors import IngestError, ReadingError
from accordingto.ingest.inputs import Skipped
from accordingto.ledger.storing import News

_CHANGED_SHOWN = 3
_READ = (News.NEW, News.VERSION, News.READ_ANEW)


@dataclass(slots=True)
class AddTally(Tally):
    """Counts what came of each input, and tells of it."""

    ledger: str = ""
    is_dry_run: bool = False
    news: Counter[News] = field(default_factory=Counter)
    changed: list[str] = field(default_factory=list)
    """Ids of the first reports that are new versions of known ones."""
    held: int = 0
    """Items that the quarantine holds at the end."""
    settled: Settled | None = None
    """What became of cases."""

    def note(self, result: Result) -> None:
        """Count one result."""
        if isinstance(result, Added):
            self.news[result.news] += 1
            is_change = result.news is News.VERSION and not self.is_dry_run
            if is_change and len(self.changed) < _CHANGED_SHOWN:
                self.changed.append(result.incoming.report.id)
            if result.news in _READ:
                self.note_read(result.problems)
        elif isinstance(result, ReadingError) and result.code == "fault":
            self.note_fault(result)
        elif isinstance(result, Skipped):
            self.note_skipped(result)
        elif isinstance(result, IngestError) and result.code == "duplicate":
            self.news[News.KNOWN] += 1
        else:
            self.note_refused(result)

    @property
    def exit_code(self) -> ExitCode:
        """What a run that went to its end ends with; to know all of it already is well."""
        if self.faults:
            return ExitCode.FAULT
        if not self.news and self.refused:
            return ExitCode.NOTHING_READ
        return ExitCode.SOME_REFUSED if self.refused else ExitCode.ALL_READ

    def tell(self, *, was_interrupted: bool) -> None:
        """Print the summary; when asked to be quiet, only what went wrong."""
        Tally.tell(self, was_interrupted=was_interrupted)
        if self.quiet:
            return
        if self.news[News.KNOWN]:
            say(f"known already: {self.news[News.KNOWN]:,}")
        if self.changed:
            more = ", ..." if self.news[News.VERSION] > len(self.changed) else ""
            say(
                f"new version: {', '.join(self.changed)}{more}; `accordingto show reports "
                f"{shlex.quote(self.changed[0])}` tells what changed"
            )
        if self.settled is not None and self.settled.reports:
            say(self._cases_told(self.settled))
        if self.held:
            say(f"in quarantine: {self.held:,}; `accordingto add --retry` takes them up")

    def _cases_told(self, settled: Settled) -> str:
        grown = f", {settled.grown:,} grown" if settled.grown else ""
        return f"cases: {settled.new:,} new{grown}; `accordingto show cases` lists them"

    def _read_line(self) -> str:
        did = "would add" if self.is_dry_run else "added"
        line = f"{did} {counted(self.read)} to {self.ledger} in {rate_of(self.began, self.read)}"
        told = [f"{name} {self.news[name]:,}" for name in _READ if self.news[name]]
        if told and (len(told) > 1 or not self.news[News.NEW]):
            line += f": {', '.join(told)}"
        return line + self._problems_told()
