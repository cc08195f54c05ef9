import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from accordingto.cli import run as run_module
from accordingto.cli import work as work_module
from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.ingest import urls
from accordingto.ingest.fetch.fetcher import Fetcher
from accordingto.ingest.fetch.sources import UrlReader
from tests.ingest.fetch.servers import make_transport, page, serving
from tests.ingest.pages import news_page
from tests.ingest.papers import paper

TEXT = "Shelling killed at least 12 people in Homs on Friday, residents said."
SAMPLES = Path(__file__).resolve().parents[2] / "src" / "accordingto" / "samples"
PLACES = ["--gazetteer", str(SAMPLES / "places.tsv")]


def run(*arguments, stdin=None):
    return CliRunner().invoke(app, ["read", *map(str, arguments)], input=stdin)


def rows(*reports):
    return "".join(
        json.dumps({"id": id_, "published": "2024-03-14", "text": text}) + "\n"
        for id_, text in reports
    )


def write(path, content=TEXT):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def ids(jsonl):
    return [json.loads(line)["id"] for line in jsonl.splitlines()]


@pytest.fixture
def corpus(tmp_path):
    return write(tmp_path / "c.jsonl", rows(("r1", TEXT), ("r2", TEXT), ("r3", TEXT)))


def test_text_is_for_a_person(tmp_path):
    result = run(write(tmp_path / "a.txt"), "--published", "2024-03-14")
    assert result.exit_code == ExitCode.ALL_READ
    assert "at least 12 people" in result.stdout
    assert "read 1 report" in result.stderr


def test_texts_of_several_reports_follow_one_another(corpus):
    result = run(corpus, "--width", "60")
    assert [f"id: r{number}" in result.stdout for number in (1, 2, 3)] == [True] * 3
    assert max(map(len, result.stdout.splitlines())) <= 60


def test_jsonl_is_one_object_a_line(corpus):
    result = run(corpus, "--format", "jsonl")
    assert ids(result.stdout) == ["r1", "r2", "r3"]
    assert json.loads(result.stdout.splitlines()[0])["report"]["text"] == TEXT


@pytest.mark.parametrize(("names", "count"), [(["c.jsonl"], 3), (["nowhere"], 0)])
def test_json_is_one_array(corpus, names, count):
    result = run(*(corpus.parent / name for name in names), "--format", "json")
    assert len(json.loads(result.stdout)) == count


def test_text_can_be_left_out(corpus):
    result = run(corpus, "--format", "jsonl", "--no-text")
    assert "text" not in json.loads(result.stdout.splitlines()[0])["report"]


def test_html_of_one_report_goes_to_standard_output(tmp_path):
    result = run(write(tmp_path / "a.txt"), "--format", "html")
    assert result.exit_code == ExitCode.ALL_READ
    assert result.stdout.startswith("<!doctype html>")


def test_html_of_several_reports_is_a_folder_with_an_index(corpus, tmp_path):
    pages = tmp_path / "pages"
    assert run(corpus, "--format", "html", "-o", pages).exit_code == ExitCode.ALL_READ
    names = {path.name for path in pages.glob("*.html")}
    assert names == {"index.html", "r1.html", "r2.html", "r3.html"}
    assert "r3.html" in (pages / "index.html").read_text()


@pytest.mark.parametrize("output", [[], ["-o", "one.html"]])
def test_html_of_several_reports_asks_for_a_folder(corpus, monkeypatch, output):
    monkeypatch.chdir(corpus.parent)
    result = run(corpus, "--format", "html", *output)
    assert result.exit_code == ExitCode.USAGE
    assert "--output FOLDER" in result.stderr
    assert not result.stdout
    assert not Path("one.html").exists()


def test_folder_of_somebody_else_is_left_alone(corpus, tmp_path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    write(theirs / "diary.txt")
    assert run(corpus, "--format", "html", "-o", theirs).exit_code == ExitCode.MISCONFIGURED
    assert [path.name for path in theirs.iterdir()] == ["diary.txt"]


def test_standard_input_is_read():
    assert ids(run("-", "-f", "jsonl", stdin=rows(("r1", TEXT))).stdout) == ["r1"]
    result = run("-", "-f", "jsonl", "--published", "2024-03-14", stdin=TEXT)
    report = json.loads(result.stdout)["report"]
    assert report["id"] == report["sha256"][:16]
    assert report["published_used"]["origin"] == "given"


def test_what_is_given_for_all_yields_to_a_rows_own(tmp_path):
    own = json.dumps(
        {"id": "own", "published": "2024-03-14", "publisher": "Merrowin", "text": TEXT}
    )
    corpus = write(tmp_path / "c.jsonl", f'{own}\n{{"id": "none", "text": "{TEXT}"}}\n')
    result = run(corpus, "-f", "jsonl", "--published", "2020-01-01", "--publisher", "Skerry")
    found = [json.loads(line)["report"] for line in result.stdout.splitlines()]
    assert [(r["published"], r["publisher"]) for r in found] == [
        ("2024-03-14", "Merrowin"),
        ("2020-01-01", "Skerry"),
    ]


def test_triage_marks_what_it_adds(tmp_path):
    report = write(tmp_path / "r.txt", f"{TEXT} Nine others did not survive the night.")
    plain, triaged = (
        json.loads(run(report, "--format", "jsonl", *more).stdout) for more in ((), ("--triage",))
    )
    marked = [p["evidence"] for p in triaged["problems"] if p["code"] == "doubtful_figure"]
    assert marked
    told = [one for one in triaged["figures"] if one["evidence"] not in marked]
    assert told == plain["figures"]


def test_more_confidence_leaves_fewer_records(corpus):
    counts = []
    for least in ("0", "0.5", "1"):
        lines = run(corpus, "--format", "jsonl", "--min-confidence", least).stdout.splitlines()
        readings = map(json.loads, lines)
        counts.append(sum(len(r["figures"] + r["statements"] + r["incidents"]) for r in readings))
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1] == 0


def test_rules_have_no_confidence_to_go_by(corpus):
    result = run(corpus, "--reader", "rules", "--min-confidence", "0.5")
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert "expected --reader network" in result.stderr


@pytest.mark.parametrize("published", ["2024-02-30", "soon"])
def test_impossible_date_is_a_problem_and_no_refusal(tmp_path, published):
    result = run(write(tmp_path / "a.txt"), "-f", "jsonl", "--published", published)
    reading = json.loads(result.stdout)
    assert result.exit_code == ExitCode.ALL_READ
    assert reading["report"]["published"] is None
    assert "published_impossible" in {problem["code"] for problem in reading["problems"]}
    assert "1 with problems" in result.stderr


def test_bad_inputs_are_refused_by_file_and_line_and_the_rest_is_read(tmp_path):
    write(tmp_path / "a.txt", b"")
    write(tmp_path / "b.txt", b"%PDF-1.7")
    write(tmp_path / "c.txt", b"caf\xe9")
    write(tmp_path / "d.jsonl", rows(("r1", TEXT)) + '{"id":\n{"text": "x"}\n' + rows(("r2", TEXT)))
    (tmp_path / "empty").mkdir()
    result = run(tmp_path, tmp_path / "empty", tmp_path / "nowhere", "-f", "jsonl")
    assert ids(result.stdout) == ["r1", "r2"]
    assert result.exit_code == ExitCode.SOME_REFUSED
    for name in (
        "a.txt",
        "b.txt",
        "c.txt",
        "d.jsonl, line 2",
        "d.jsonl, line 3",
        "empty",
        "nowhere",
    ):
        [line] = [line for line in result.stderr.splitlines() if f"{tmp_path / name}: " in line]
        assert line.startswith("refused: ")
        assert "; expected " in line
    assert "read 2 reports" in result.stderr
    assert "refused 7: " in result.stderr


def test_nothing_read_is_told_by_the_exit_code(tmp_path):
    assert run(tmp_path / "nowhere").exit_code == ExitCode.NOTHING_READ


def test_hostile_name_cannot_steer_the_terminal(tmp_path):
    write(tmp_path / "a\x1b[31m\u202e.txt", b"")
    result = run(tmp_path)
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr
    assert "a[U+001B][31m[U+202E].txt" in result.stderr


def test_quiet_tells_only_what_went_wrong(corpus, tmp_path):
    assert run(corpus, "-q").stderr == ""
    assert run(corpus, tmp_path / "nowhere", "-q").stderr.count("\n") == 1


@pytest.mark.parametrize("form", ["jsonl", "json", "text"])
def test_output_is_byte_for_byte_the_same_on_two_processes(tmp_path, form):
    for jobs in (1, 2):
        result = run(
            SAMPLES / "reports.jsonl", *PLACES, "-f", form, "-j", jobs, "-o", tmp_path / f"{jobs}"
        )
        assert result.exit_code == ExitCode.ALL_READ
    one = (tmp_path / "1").read_bytes()
    assert one.count(b"01-dorrash-hospital")
    assert (tmp_path / "2").read_bytes() == one


def test_pages_are_the_same_on_two_processes(tmp_path):
    for jobs in (1, 2):
        run(
            SAMPLES / "reports.jsonl", *PLACES, "-f", "html", "-j", jobs, "-o", tmp_path / f"{jobs}"
        )
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()} for folder in "12"
    )
    assert len(one) > 12
    assert one == two


def test_missing_table_of_places_is_told(corpus, tmp_path):
    for jobs in (1, 2):
        result = run(corpus, "--gazetteer", tmp_path / "none.tsv", "-j", jobs)
        assert result.exit_code == ExitCode.MISCONFIGURED
        assert "none.tsv" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "pdf"],
        ["--jobs", "-1"],
        ["--reader", "oracle"],
        ["--colour-me"],
        ["-o", "."],
        ["--min-confidence", "2"],
    ],
)
def test_what_is_not_understood_is_a_usage_error(corpus, arguments):
    result = run(corpus, *arguments)
    assert result.exit_code == ExitCode.USAGE
    assert result.stdout == ""


def test_report_is_not_overwritten_by_its_own_reading(corpus):
    before = corpus.read_bytes()
    assert run(corpus, "-o", corpus).exit_code == ExitCode.USAGE
    assert corpus.read_bytes() == before


def test_fault_of_ours_names_the_report_and_spares_the_others(corpus, monkeypatch):
    def stumble(reading, **_):
        if reading.id == "r2":
            raise ZeroDivisionError("oh")
        return f"{reading.id}\n"

    monkeypatch.setattr(work_module, "render_text", stumble)
    result = run(corpus)
    assert result.exit_code == ExitCode.FAULT
    assert ("r1" in result.stdout, "r3" in result.stdout) == (True, True)
    assert "line 2 (report 'r2'): ZeroDivisionError in " in result.stderr
    assert "please report it" in result.stderr


@pytest.fixture
def interrupted(monkeypatch):
    """Ctrl-C after two reports."""
    read_all = run_module.read_all

    def read_two(items, work, jobs, limits):
        outcomes = read_all(items, work, jobs, limits)
        yield next(outcomes)
        yield next(outcomes)
        raise KeyboardInterrupt

    monkeypatch.setattr(run_module, "read_all", read_two)


@pytest.mark.usefixtures("interrupted")
def test_interrupted_array_is_closed(corpus):
    result = run(corpus, "-f", "json")
    assert result.exit_code == ExitCode.INTERRUPTED
    assert [reading["id"] for reading in json.loads(result.stdout)] == ["r1", "r2"]


@pytest.mark.usefixtures("interrupted")
def test_interrupted_file_is_put_beside_its_place(corpus, tmp_path):
    output = write(tmp_path / "out.jsonl", "of yesterday")
    result = run(corpus, "-f", "jsonl", "-o", output)
    assert result.exit_code == ExitCode.INTERRUPTED
    assert output.read_text() == "of yesterday"
    assert ids((tmp_path / "out.jsonl.partial").read_text()) == ["r1", "r2"]
    assert "out.jsonl.partial" in result.stderr


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Shelling killed 3 people in Homs, residents said. " * 5_000, None),
        ("Shelling killed 3 people in Homs " * 2_000, "long_sentence"),
        ('"" ' * 5_000, None),
        (
            "Le bombardement a tué trois personnes dans la ville, ont déclaré des habitants. " * 3,
            "language_not_covered",
        ),
    ],
)
def test_odd_text_is_read_whole(text, code):
    result = run("-", "-f", "jsonl", "--published", "2024-03-14", stdin=text)
    reading = json.loads(result.stdout)
    assert result.exit_code == ExitCode.ALL_READ
    assert reading["report"]["text"] == text
    assert code is None or code in {problem["code"] for problem in reading["problems"]}


def test_closed_pipe_ends_quietly(tmp_path):
    corpus = write(tmp_path / "c.jsonl", rows(*((f"r{n}", TEXT) for n in range(50))))
    command = [sys.executable, "-m", "accordingto", "read", str(corpus), "-f", "jsonl"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == ExitCode.OUTPUT_CLOSED


def test_address_is_fetched_only_when_the_user_says_so(monkeypatch):
    script = page(TEXT.encode(), Content_Type="text/plain")
    with serving({"/story": script}) as server:
        reader = UrlReader(Fetcher(make_transport(server)))
        monkeypatch.setattr(urls, "open_fetch", lambda *, is_wanted: reader if is_wanted else None)
        refused = run(server.url("/story"), "--format", "jsonl")
        assert refused.exit_code == ExitCode.NOTHING_READ
        assert server.requests == []
        fetched = run(server.url("/story"), "--fetch", "--format", "jsonl")
    assert ids(fetched.stdout) == [server.url("/story")]
    assert "add --fetch" in refused.stderr


def test_pages_and_papers_are_read_as_reports(tmp_path):
    write(tmp_path / "a.html", news_page())
    write(tmp_path / "b.pdf", paper([["MARVOY, March 12, 2024 - Shelling killed 12 people."]]))
    result = run(tmp_path / "*.[hp]*", "-f", "jsonl")
    assert result.exit_code == ExitCode.ALL_READ
    article, document = map(json.loads, result.stdout.splitlines())
    assert (article["id"], article["report"]["published"]) == ("a", "2024-03-12")
    assert article["report"]["agencies"] == ["SNA", "Reuters", "Skerry News Agency"]
    assert 12 in {figure["low"] for figure in article["figures"]}
    assert document["figures"][0]["low"] == 12


def test_page_is_read_alike_on_two_processes(tmp_path):
    write(tmp_path / "a.html", news_page())
    write(tmp_path / "b.html", "<html><body></body></html>")
    one, two = (run(tmp_path, "-f", "jsonl", "-j", jobs) for jobs in (1, 2))
    assert one.stdout == two.stdout
    assert one.exit_code == two.exit_code == ExitCode.SOME_REFUSED
    assert "no article's text on this page; expected " in one.stderr
