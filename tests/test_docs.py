"""Documentation is a contract: what exists is documented, and what is documented exists."""

import dataclasses
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import get_type_hints

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from accordingto.api.corroborating import corroborate
from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.corroboration import copies, origins
from accordingto.engine.choices import ReaderName
from accordingto.gazetteer.index import Gazetteer
from accordingto.ingest.inputs import Exchange
from accordingto.ledger.reviews import QueueCode, Status
from accordingto.lexicons.loader import Entry
from accordingto.reader.llm.tagger import ModelTagger
from accordingto.reader.network.settings import Settings
from accordingto.reader.network.tagger import NetworkTagger
from accordingto.reader.readers import default_stages
from accordingto.reader.rules.tagger import RuleTagger
from accordingto.records import blames, cases, grades, source_rows, tolls, truces, voices
from accordingto.records.actors import Actor, Person
from accordingto.records.agreements import Agreement
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.judgements import Change, Decision, Judgement, Seen, Target
from accordingto.records.places import Place
from accordingto.records.readings import Problem, Reading, ReportInfo
from accordingto.records.statements import Statement
from accordingto.views.corroboration_json import corroboration_json

ROOT = Path(__file__).resolve().parents[1]
DOCS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
README = (ROOT / "README.md").read_text(encoding="utf-8")
FETCHING = ROOT / "src" / "accordingto" / "ingest"
RECORDS = (Reading, ReportInfo, Figure, Statement, Incident, Place, Agreement)
RECORDS += (Actor, Person, Problem)
MODULES = (blames, cases, copies, grades, origins, source_rows, tolls, truces, voices)
CORROBORATED = tuple(
    one
    for module in MODULES
    for one in vars(module).values()
    if isinstance(one, type) and dataclasses.is_dataclass(one) and one.__module__ == module.__name__
    if not one.__name__.startswith("_")
)
JUDGEMENTS = (Judgement, Target, Change, Seen)
COMMANDS = get_command(app).commands


def named(word: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_is_documented(record):
    fields = {field.name for field in dataclasses.fields(record)}
    assert not {name for name in fields if not named(name, DOCS["reading.md"])}


def test_every_field_of_an_exchange_is_documented():
    fields = {field.name for field in dataclasses.fields(Exchange)}
    assert not {name for name in fields if f"`{name}`" not in DOCS["fetch.md"]}


def test_every_reason_not_to_fetch_is_documented():
    files = [*FETCHING.glob("fetch/*.py"), *FETCHING.glob("warc/*.py"), FETCHING / "urls.py"]
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    codes = set(re.findall(r'(?:code=|, )"([a-z]+(?:_[a-z]+)+|busy|tls|robots|slow)"', source))
    assert {"address_refused", "cut_short", "warc_length", "robots", "tls"} <= codes
    assert not {code for code in codes if f"`{code}`" not in DOCS["fetch.md"]}


def test_every_way_in_which_a_model_fails_is_documented():
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for room in ("engine", "reader")
        for path in (ROOT / "src/accordingto" / room / "llm").glob("*.py")
    )
    codes = set(re.findall(r'"(model_[a-z_]+)"', source))
    codes |= {f"model_{code}" for code in re.findall(r'(?:seconds|bytes|off)", "(\w+)"', source)}
    assert {"model_slow", "model_key", "model_answer_cut", "model_huge"} <= codes
    assert not {code for code in codes if f"`{code}`" not in DOCS["llm.md"]}


@pytest.mark.parametrize("record", JUDGEMENTS, ids=lambda record: record.__name__)
def test_every_field_of_a_judgement_is_documented(record):
    fields = {field.name for field in dataclasses.fields(record)}
    assert not {name for name in fields if not named(name, DOCS["judgements.md"])}


@pytest.mark.parametrize("value", [*Decision, *QueueCode, *Status], ids=str)
def test_every_decision_status_and_code_of_the_queue_is_documented(value):
    assert f"`{value}`" in DOCS["judgements.md"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_documented(command):
    assert f"## `accordingto {command}" in DOCS["commands.md"]
    options = {option for parameter in COMMANDS[command].params for option in parameter.opts}
    long = {option for option in options if option.startswith("--")} - {"--help"}
    assert not {option for option in long if option not in DOCS["commands.md"]}


@pytest.mark.parametrize("code", ExitCode)
def test_every_exit_code_is_documented(code):
    assert f"\n| {code.value} | " in DOCS["commands.md"]


def test_every_problem_code_is_documented():
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    problems = set(re.findall(r'Problem\(\s*stage="\w+",\s*code="(\w+)"', source))
    assert len(problems) >= 5
    assert not {code for code in problems if f"`{code}`" not in DOCS["commands.md"]}


def test_every_code_of_a_refusal_is_documented():
    rooms = (ROOT / "src/accordingto" / room for room in ("ingest", "engine"))
    source = "\n".join(
        path.read_text(encoding="utf-8") for room in rooms for path in room.rglob("*.py")
    )
    codes = set(re.findall(r'IngestError\((?:[^()]|\([^()]*\))*?code="(\w+)"', source))
    assert len(codes) >= 20
    told = "\n".join(DOCS[name] for name in ("commands.md", "ingest.md", "fetch.md"))
    assert not {code for code in codes if f"`{code}`" not in told}


def test_every_stage_is_documented_in_its_order():
    stages = [stage.name for stage in default_stages(Gazetteer.open(), RuleTagger())]
    rows = re.findall(r"^\| `(\w+)` \|", DOCS["reader.md"], re.MULTILINE)
    assert rows[: len(stages)] == stages


def test_every_reader_with_its_tagger_and_thresholds_is_documented():
    rows = re.findall(
        r"^\| `(\w+)`(?: \(default\))? \| `(\w+)` \|", DOCS["reader.md"], re.MULTILINE
    )
    assert rows == [(name.value, name.value) for name in ReaderName]
    taggers = [NetworkTagger.name, RuleTagger.name, ModelTagger.name]
    assert taggers == [tagger for _, tagger in rows]
    settings = {field.name for field in dataclasses.fields(Settings)}
    assert not {name for name in settings if f"`{name}`" not in DOCS["reader.md"]}


def test_every_lexicon_and_key_is_documented():
    names = [path.name for path in Path(str(files("accordingto.lexicons"))).glob("*.toml")]
    keys = set(get_type_hints(Entry)) - {"model_config"}
    missing = {name for name in (*names, *keys) if f"`{name}`" not in DOCS["lexicons.md"]}
    assert not {name for name in missing if not name.startswith(("model_", "_"))}


@pytest.mark.parametrize("text", [README, *DOCS.values()], ids=["README.md", *DOCS])
def test_links_between_documents_lead_somewhere(text):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", text):
        assert (ROOT / target).exists() or (ROOT / "docs" / target).exists(), target


def test_readme_opens_with_the_two_commands():
    assert README.index("make demo") < README.index("make test") < README.index("##")


def block_after(marker: str, text: str) -> str:
    """The fenced block that follows some words."""
    return text.split(marker, 1)[1].split("```text\n", 1)[1].split("```", 1)[0]


@pytest.fixture
def readme(request):
    """Compares what was printed with the block that stands after some words, or rewrites that."""

    def compare(marker, printed, path=ROOT / "README.md"):
        text = path.read_text(encoding="utf-8")
        shown = block_after(marker, text)
        if request.config.getoption("--update-golden"):
            new, (before, after) = f"{printed.strip()}\n", text.split(marker, 1)
            path.write_text(f"{before}{marker}{after.replace(shown, new, 1)}", encoding="utf-8")
        else:
            assert printed.strip() == shown.strip()

    return compare


def test_readme_example_prints_what_the_readme_shows(tmp_path, monkeypatch, readme):
    monkeypatch.delenv("COLUMNS", raising=False)
    report = tmp_path / "report.txt"
    report.write_text(block_after("## An example", README), encoding="utf-8")
    (command,) = re.findall(r"^\.venv/bin/accordingto (read report\.txt .*)$", README, re.MULTILINE)
    arguments = command.replace("report.txt", str(report)).split()
    places = arguments.index("--gazetteer") + 1
    arguments[places] = str(ROOT / arguments[places])
    result = CliRunner().invoke(app, [*arguments, "--width", "80"])
    assert result.exit_code == 0
    readme(command, result.stdout)


@pytest.fixture(scope="module")
def cases_of_samples(tmp_path_factory):
    """What `corroborate` prints of the sample reports that README.md and docs/cases.md show."""
    readings = tmp_path_factory.mktemp("samples") / "readings.jsonl"
    (command,) = re.findall(r"^\.venv/bin/accordingto (read .* -o readings\.jsonl)$", README, re.M)
    assert f"\naccordingto {command}\n" in DOCS["cases.md"]
    arguments = command.replace("src/", f"{ROOT}/src/").replace("readings.jsonl", str(readings))
    assert CliRunner().invoke(app, [*arguments.split(), "--quiet"]).exit_code == 0
    result = CliRunner().invoke(app, ["corroborate", str(readings), "--width", "80"])
    assert result.exit_code == 0
    return result.stdout


def test_readme_shows_how_the_cases_of_the_samples_begin(cases_of_samples, readme):
    readme("accordingto corroborate readings.jsonl\n", cases_of_samples.split("\nINJURED")[0])


def test_cases_of_the_samples_are_shown_whole(cases_of_samples, readme):
    path = ROOT / "docs" / "cases.md"
    readme("accordingto corroborate readings.jsonl\n", cases_of_samples, path)


@pytest.mark.parametrize("record", CORROBORATED, ids=lambda record: record.__name__)
def test_every_field_of_a_case_is_documented_with_its_object(record):
    (row,) = re.findall(rf"^\| `{record.__name__}` \| (.*) \|$", DOCS["cases.md"], re.MULTILINE)
    assert not {one.name for one in dataclasses.fields(record) if f"`{one.name}`" not in row}


def test_every_list_of_the_corroboration_is_documented():
    found = json.loads("".join(corroboration_json(corroborate([]))))
    assert not {name for name in found if f"`{name}`" not in DOCS["cases.md"]}


def test_readme_python_example_prints_what_the_readme_shows(capsys, readme):
    code = README.split("```python\n", 1)[1].split("```", 1)[0]
    exec(code, {})  # noqa: S102 -- the example itself
    readme("```python\n", capsys.readouterr().out)
