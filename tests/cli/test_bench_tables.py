import json
from pathlib import Path

import pytest

from accordingto.cli.bench_corpus import WORDS_A_JOB, Corpus
from accordingto.cli.bench_tables import Findings, render_json, render_tables
from accordingto.engine.contests import Contestant, Course, Series
from accordingto.engine.measuring import Measured
from accordingto.engine.peers import Peer

PEER = Peer(Contestant("spaCy", ()), "spaCy 3.8 with small 1")


def made_series(name, jobs, *rates, memory=174.4):
    runs = (
        Measured(reports=685, first_s=0.4, whole_s=6.0, reports_per_s=rate, memory_mb=memory)
        for rate in rates
    )
    return Series(name, Course(Path("c.jsonl"), jobs, 300.0), tuple(runs))


def findings(*series, peer=None, is_samples=False, words=2 * WORDS_A_JOB):
    return Findings(
        corpus=Corpus(Path("c.jsonl"), 1000, words),
        is_samples=is_samples,
        repeats=3,
        peer=peer,
        series=series,
    )


CONTEST = findings(
    made_series("network", 1, 30.0, 28.0, 29.04),
    made_series("rules", 1, 120.0, 123.0, 110.0),
    made_series("spaCy", 1, 24.0, 20.0, 24.1, memory=None),
    made_series("network", 2, 60.0),
    made_series("rules", 2, 200.0),
    made_series("spaCy", 2, 40.0),
    peer=PEER,
)


def test_table_shows_medians_with_their_spread_one_contestant_beside_the_other():
    rows = {
        line[:18].strip(): line[18:].split("  ") for line in render_tables(CONTEST).splitlines()
    }
    assert [cell.strip() for cell in rows["reports/s"] if cell] == ["60.0", "200", "40.0"]
    text = render_tables(CONTEST)
    for cell in ("29.0 (28.0-30.0)", "120 (110-123)", "24.0 (20.0-24.1)", "8,712 (8,400-9,000)"):
        assert cell in text


def test_each_reader_has_its_ratio_to_the_peer():
    text = render_tables(CONTEST)
    assert "spaCy 3.8 with small 1" in text
    assert "reports/s, network to the peer: 1.2" in text
    assert "reports/s, rules to the peer: 5.0" in text
    assert "reports/s, network to the peer: 1.5" in text
    assert "spaCy to the peer" not in text


def test_without_a_peer_there_is_no_ratio():
    assert "peer" not in render_tables(findings(made_series("rules", 1, 3.0)))


def test_what_the_machine_does_not_tell_is_not_known():
    assert "not known" in render_tables(CONTEST)


@pytest.mark.parametrize(
    ("words", "told"), [(2 * WORDS_A_JOB, "\n2 jobs\n"), (1000, "all reports read 200 times over")]
)
def test_repeating_is_told(words, told):
    assert told in render_tables(findings(made_series("rules", 2, 3.0), words=words))


@pytest.mark.parametrize("is_samples", [True, False])
def test_samples_are_told_to_be_samples(is_samples):
    text = render_tables(findings(made_series("rules", 1, 3.0), is_samples=is_samples))
    assert ("bundled samples" in text) is is_samples


def test_json_holds_all_that_was_measured():
    found = json.loads(render_json(CONTEST))
    assert found["peer"] == "spaCy 3.8 with small 1"
    assert (found["reports"], found["words"], found["repeats"]) == (1000, 2 * WORDS_A_JOB, 3)
    first, _, peer, *_ = found["series"]
    assert (first["name"], first["jobs"], first["rounds"], first["failed"]) == ("network", 1, 1, 0)
    assert first["reports_per_s"] == {"median": 29.04, "lowest": 28.0, "highest": 30.0}
    assert first["ratio_to_peer"] == pytest.approx(1.21)
    assert (peer["ratio_to_peer"], peer["memory_mb"]) == (None, None)


def test_no_machine_is_named_by_more_than_its_kind():
    found = json.loads(render_json(CONTEST))
    assert found["cores"] >= 1
    assert found["machine"]
