import pytest

from accordingto.ingest.entry_words import evidence_words, figure_words, needed_words
from tests.ingest.forms import make_form


def figure(**fields):
    return make_form(figures=[{"state": "killed", **fields}]).figures[0]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"low": 12, "high": 12}, "12"),
        ({"low": 12}, "at least 12"),
        ({"high": 12}, "up to 12"),
        ({"low": 12, "high": 15}, "12 to 15"),
        ({"low": 12, "words": "a dozen"}, "a dozen"),
    ],
)
def test_number_is_told_in_words_that_keep_its_bounds(fields, words):
    assert figure_words(figure(**fields)) == words


def test_evidence_is_given_or_said_in_plain_words():
    form = make_form(
        figures=[{"state": "killed", "low": 12}, {"state": "killed", "words": "many"}],
        incidents=[
            {"kind": "air_strike", "place": {"name": "Dorrash"}},
            {"kind": "shelling", "evidence": "shells fell"},
        ],
        statements=[{"content": "It was them."}],
        agreements=[{"step": "took_effect", "subject": "the truce"}, {"step": "agreed"}],
    )
    assert [evidence_words(record) for record in form.records()] == [
        "at least 12 killed",
        "many",
        "air strike, Dorrash",
        "shells fell",
        "It was them.",
        "took effect: the truce",
        "agreed",
    ]


def test_all_words_that_records_point_at_are_needed():
    form = make_form(
        figures=[{"state": "killed", "low": 1, "source": "s1", "label": "l1"}],
        incidents=[
            {
                "kind": "shelling",
                "place": {"name": "p1"},
                "places": [{"name": "p2"}],
                "targets": ["t1"],
                "weapon": "w1",
                "blame": [{"actor": "a1", "mode": "accused", "source": "s2"}],
            }
        ],
        statements=[{"content": "c1", "cue": "said", "via": ["v1"], "accused": ["a2"]}],
        agreements=[{"step": "agreed", "parties": ["p3"], "brokers": ["b1"], "terms": ["x1"]}],
        people=[{"name": "n1", "state": "killed"}],
        actors=[{"name": "g1", "kind": "group"}],
    )
    wanted = "s1 l1 p1 p2 t1 w1 a1 s2 c1 said v1 a2 p3 b1 x1 n1 g1"
    assert set(wanted.split()) <= set(needed_words(form))
