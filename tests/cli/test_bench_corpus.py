import json

import pytest

from accordingto.cli.bench_corpus import REPORTS_A_JOB, WORDS_A_JOB, Corpus, write_corpus
from accordingto.cli.tally import Tally
from accordingto.errors import IngestError
from accordingto.ingest.inputs import Incoming, Skipped
from accordingto.ingest.reports import read_reports
from accordingto.report import Report


def incoming(report):
    return Incoming(report=report, path="a", line=1, size=1)


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def tally():
    return Tally(quiet=True)


def test_reports_are_written_so_that_they_are_read_as_they_were(tmp_path, tally):
    report = Report(
        id="a/b",
        text="Shells fell.\u2028They said \u201cno\u201d.",
        title="War",
        published="2016-09-24",
        publisher="Skerry Wire",
        agencies=("AP",),
    )
    written = write_corpus([incoming(report)], tmp_path, tally)
    (read,) = read_reports([str(written.path)])
    again = read.report
    assert (again.text, again.title, again.agencies) == (report.text, "War", ("AP",))
    assert (again.published, again.publisher) == ("2016-09-24", "Skerry Wire")
    assert not read.problems


def test_reports_and_words_are_counted_and_refusals_told(tmp_path, tally, capsys):
    items = [
        incoming(Report(id="r1", text="Shells fell on Homs.")),
        IngestError("it is empty", path="b.txt", code="empty"),
        Skipped(".hidden", "hidden"),
        incoming(Report(id="r1", text="Calm.")),
    ]
    corpus = write_corpus(items, tmp_path, tally)
    assert (corpus.reports, corpus.words) == (2, 5)
    assert [row["id"] for row in rows(corpus.path)] == ["1", "2"]
    tally.tell(was_interrupted=False)
    assert capsys.readouterr().err == "refused: b.txt: it is empty\n"


def test_there_is_no_corpus_without_a_report(tmp_path, tally):
    assert write_corpus([IngestError("gone", path="a")], tmp_path, tally) is None


@pytest.mark.parametrize(
    ("reports", "words", "jobs", "rounds"),
    [
        (685, 2 * WORDS_A_JOB, 1, 1),
        (685, 2 * WORDS_A_JOB, 2, 1),
        (685, 2 * WORDS_A_JOB, 3, 2),
        (100, WORDS_A_JOB // 10, 1, 10),
        (1, 10 * WORDS_A_JOB, 2, 2 * REPORTS_A_JOB),
        (1, 0, 1, WORDS_A_JOB),
    ],
)
def test_few_reports_are_read_over_until_all_jobs_are_kept_busy(
    tmp_path, reports, words, jobs, rounds
):
    assert Corpus(tmp_path, reports, words).rounds(jobs) == rounds


def test_each_round_has_its_own_ids_so_that_no_report_is_refused(tmp_path, tally):
    text = "word " * (WORDS_A_JOB // 100)
    items = [incoming(Report(id=f"r{number}", text=f"{number} {text}")) for number in range(10)]
    corpus = write_corpus(items, tmp_path, tally)
    repeated = list(read_reports([str(corpus.repeated(1))]))
    assert len(repeated) == 10 * corpus.rounds(1) > 10
    assert all(isinstance(item, Incoming) and not item.problems for item in repeated)
    assert [item.report.text for item in repeated[:10]] == [item.report.text for item in items]


def test_reports_that_are_enough_are_read_once_from_the_file_as_it_is(tmp_path, tally):
    text = "word " * (WORDS_A_JOB // 10)
    reports = (Report(id=f"r{number}", text=text) for number in range(REPORTS_A_JOB))
    corpus = write_corpus(map(incoming, reports), tmp_path, tally)
    assert corpus.repeated(1) == corpus.path
