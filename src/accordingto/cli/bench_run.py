"""A bench: inputs in, runs of readers and of a peer by turns, figures out."""

import sys
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

from accordingto.cli.bench_corpus import Corpus, write_corpus
from accordingto.cli.bench_tables import Findings, TableFormat, render_json, render_tables
from accordingto.cli.exits import ExitCode
from accordingto.cli.progress import show_runs
from accordingto.cli.tally import Tally
from accordingto.cli.terminal import say
from accordingto.engine.contests import Contestant, Course, Series, hold_contest
from accordingto.engine.peers import Peer, open_spacy
from accordingto.errors import ConfigurationError
from accordingto.ingest.inputs import STANDARD_INPUT
from accordingto.ingest.reports import read_reports
from accordingto.reader.devices import Device

# No module to be run with -m: worker processes would load that once more.
_CHILD = "from accordingto.cli.bench_child import main; main()"
_ADDING_CHILD = "from accordingto.cli.bench_child import add; add()"
RENDERERS = {TableFormat.TEXT: render_tables, TableFormat.JSON: render_json}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What a user wants to have measured."""

    paths: tuple[str, ...]
    """None of them: the bundled samples."""
    readers: tuple[str, ...]
    device: Device = Device.CPU
    adds: bool = False
    """Adding to a ledger is measured as well, with one copy of each report."""
    jobs: tuple[int, ...]
    repeats: int
    peer: str | None
    """A Python that has the peer."""
    peer_model: str
    form: TableFormat
    quiet: bool


def run_bench(asked: Bench) -> ExitCode:
    """Measure and print; errors are told on standard error."""
    if STANDARD_INPUT in asked.paths and sys.stdin.isatty() and not asked.quiet:
        say("reading what you type; end it with Ctrl-D on a line of its own")
    tally = Tally(quiet=True)
    try:
        findings = _find(asked, tally)
    except KeyboardInterrupt:
        say("interrupted; figures are told only when all runs were made")
        return ExitCode.INTERRUPTED
    except ConfigurationError as error:
        say(str(error))
        return ExitCode.MISCONFIGURED
    except OSError as error:
        say(f"the reports cannot be copied to where runs find them: {error.strerror or error}")
        return ExitCode.MISCONFIGURED
    if findings is None:
        say("there is no report to measure with; name some, or none for the bundled samples")
        return ExitCode.NOTHING_READ
    print(RENDERERS[asked.form](findings))
    failed = max(series.failed for series in findings.series)
    if failed:
        say(f"accordingto failed on {failed:,} reports; these are in the figures all the same")
    return ExitCode.FAULT if failed else tally.exit_code


def _find(asked: Bench, tally: Tally) -> Findings | None:
    """Measure; None when there is no report to measure with."""
    with TemporaryDirectory(prefix="accordingto-bench-") as folder, ExitStack() as stack:
        corpus = _gather(asked.paths, Path(folder), tally)
        tally.tell(was_interrupted=False)
        if corpus is None:
            return None
        corpus = replace(corpus, is_read_once=asked.adds)
        peer = stack.enter_context(open_spacy(asked.peer, asked.peer_model)) if asked.peer else None
        return Findings(
            corpus=corpus,
            is_samples=not asked.paths,
            repeats=asked.repeats,
            peer=peer,
            series=_measure(asked, corpus, peer),
        )


def _gather(paths: tuple[str, ...], folder: Path, tally: Tally) -> Corpus | None:
    """Put all reports into one file; the bundled samples where none are named."""
    if paths:
        return write_corpus(read_reports(paths), folder, tally)
    with as_file(files("accordingto").joinpath("samples", "reports.jsonl")) as samples:
        return write_corpus(read_reports([str(samples)]), folder, tally)


def _measure(asked: Bench, corpus: Corpus, peer: Peer | None) -> list[Series]:
    contestants = [make_contestant(reader, asked.device) for reader in asked.readers]
    if asked.adds:
        contestants += [make_contestant(name, asked.device, adds=True) for name in asked.readers]
    if peer:
        contestants.append(peer.contestant)
    series: list[Series] = []
    runs = len(asked.jobs) * len(contestants) * asked.repeats
    with show_runs(runs, is_wanted=not asked.quiet) as advance:
        for jobs in asked.jobs:
            course = Course(corpus.repeated(jobs), jobs, corpus.words / corpus.reports)
            series += hold_contest(contestants, course, asked.repeats, advance)
    return series


def make_contestant(name: str, device: Device = Device.CPU, *, adds: bool = False) -> Contestant:
    """Return how one run of a reader of ours is started; with `adds`, one into a ledger."""
    reader = name if device is Device.CPU else f"{name}:{device}"
    # -P: a file in the folder that the user is in must not be taken for a module.
    title, child = (f"add, {reader}", _ADDING_CHILD) if adds else (reader, _CHILD)
    return Contestant(title, (sys.executable, "-P", "-c", child, reader))
