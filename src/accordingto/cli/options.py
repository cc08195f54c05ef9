"""Options and arguments of commands, each said once."""

from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.forms import Engine, Format
from accordingto.engine.choices import ReaderName
from accordingto.reader.devices import Device
from accordingto.views.paper import MIN_WIDTH

TIME_LIMIT_S, MEMORY_LIMIT_MB = 600, 4096
"""What a report may take where nobody says otherwise."""
LEDGER_VARIABLE = "ACCORDINGTO_LEDGER"
"""Names the ledger where no option does."""

PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Texts, pages (HTML, MHTML), PDF and Word documents (one each), corpora (JSONL, CSV, "
        "XLSX; one a row), folders, patterns such as 'week*/*.html', or - for standard input.",
        show_default=False,
    ),
]
InputsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUTS",
        help="Text files, JSONL corpora, folders, or - for standard input, as read takes them.  "
        "[default: the bundled samples]",
        show_default=False,
    ),
]
FormatOption = Annotated[
    Format,
    typer.Option(
        "--format",
        "-f",
        help="How readings are written: text for a person, json (one array), jsonl (one object "
        "a line), html (a page a report).",
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="File to write to instead of standard output; for html of several reports, a folder. "
        "A file is replaced only when all is done.",
        show_default=False,
    ),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Publication date of reports that give none, as in 2016-09-24. A dateline in the "
        "text wins over it.",
    ),
]
PublisherOption = Annotated[
    str, typer.Option(help="Publisher of reports that give none.", show_default=False)
]
ReaderOption = Annotated[
    ReaderName,
    typer.Option(
        help="Which reader reads: the trained network, rules alone, or llm, a language model of "
        "your own that --llm-url and --llm-model name."
    ),
]
TriageOption = Annotated[
    bool,
    typer.Option(
        "--triage",
        help="Miss nobody killed: tell of everyone who may have been, for a person to check; nine "
        "in ten of those that this adds are wrong, and a problem record marks each.",
    ),
]
MinConfidenceOption = Annotated[
    float | None,
    typer.Option(
        metavar="SHARE",
        min=0,
        max=1,
        help="Leave out records with a confidence below this, 0 to 1: fewer, and more of them "
        "right. Rules give no confidence.",
        show_default=False,
    ),
]
DeviceOption = Annotated[
    Device,
    typer.Option(
        help="Where the network runs: cpu, or cuda for an NVIDIA graphics processor, where scores "
        "differ a little.",
        envvar="ACCORDINGTO_DEVICE",
    ),
]
GazetteerOption = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="FILE",
        help="Places to know beside the built-in ones: a table (TSV), or an index that "
        "`accordingto gazetteer add` made; may be given several times.",
        envvar="ACCORDINGTO_GAZETTEER",
        show_default=False,
    ),
]
FetchOption = Annotated[
    bool,
    typer.Option(
        "--fetch",
        help="Fetch the addresses among the paths (https://...); nothing is fetched without it.",
    ),
]
EngineOption = Annotated[
    Engine,
    typer.Option(
        "--engine",
        help="local: this machine alone. spark: Apache Spark, which writes a folder of Parquet; "
        "needs the extra accordingto[spark], and Java.",
    ),
]
MasterOption = Annotated[
    str | None,
    typer.Option(
        "--master",
        metavar="URL",
        help="With --engine spark: the Spark to work on, such as local[4] or spark://HOST:7077."
        "  [default: local, on every core]",
        show_default=False,
    ),
]
JobsOption = Annotated[
    int, typer.Option("--jobs", "-j", min=0, help="Processes to read with; 0 for one a core.")
]
TimeLimitOption = Annotated[
    int,
    typer.Option(
        min=0,
        metavar="SECONDS",
        help="Give a report up that takes longer to read, and go on; 0 for no limit.",
    ),
]
MemoryLimitOption = Annotated[
    int,
    typer.Option(
        min=0,
        metavar="MB",
        help="With several jobs: give a report up when the process that reads it grows larger, "
        "and go on; 0 for no limit.",
    ),
]
NoTextOption = Annotated[
    bool, typer.Option("--no-text", help="Leave the reports' texts out of json, jsonl, html.")
]
WidthOption = Annotated[
    int | None,
    typer.Option(min=MIN_WIDTH, help="Columns of text.  [default: the terminal's, else 80]"),
]
NoColorOption = Annotated[
    bool, typer.Option("--no-color", help="Plain text, as the variable NO_COLOR asks for too.")
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="Tell only what was refused and what failed.")
]
LedgerOption = Annotated[
    str,
    typer.Option(
        "--ledger",
        "-l",
        metavar="FILE|URL",
        envvar=LEDGER_VARIABLE,
        help="The ledger: a file, or postgresql://USER@HOST/DATABASE.",
        show_default=False,
    ),
]
