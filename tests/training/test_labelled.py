import hashlib
import json

import pytest

from accordingto.reader.network.model import FOLDER
from accordingto.reader.network.wordpieces import WordPieces
from training.labelled import CORPORA, load_labelled

TEXT = "Shelling killed two people in Tarvo, the ministry said."


@pytest.fixture(scope="module")
def pieces():
    return WordPieces.load(FOLDER / "vocabulary.txt")


@pytest.fixture
def corpora(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in CORPORA:
        (folder / name).write_text("")
    row = {"id": "one", "title": "", "published": "2031-05-02", "publisher": "", "text": TEXT}
    (folder / CORPORA[0]).write_text(json.dumps(row) + "\n")
    return folder


def span(words):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def labels(**changed):
    row = {
        "id": "one",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "figures": [
            {
                "evidence": span("two people"),
                "state": "killed",
                "low": 2,
                "high": 2,
                "approximate": False,
                "who": "unknown",
                "scope": "incident",
                "source": span("the ministry"),
                "incident": "i1",
            }
        ],
        "statements": [],
        "incidents": [
            {
                "id": "i1",
                "evidence": span("Shelling"),
                "kind": "shelling",
                "date_from": None,
                "date_to": None,
                "place": {"name": None, "country": "SY", "evidence": span("Tarvo")},
                "actors": [],
                "targets": [span("two people")],
                "certainty": "reported",
                "blame": [],
            }
        ],
        "agreements": [],
    }
    return row | changed


def load(folder, corpora, pieces, *rows, judged=()):
    data = folder / "data"
    data.mkdir()
    (data / "some.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return list(load_labelled(corpora, pieces, judged, data))


def words_labelled(example, name):
    return [
        example.words.tokens[place].text
        for place, label in enumerate(example.labels[name])
        if label > 0
    ]


def test_labels_find_their_words_in_the_corpus(tmp_path, corpora, pieces):
    (example,) = load(tmp_path, corpora, pieces, labels())
    assert example.id == "one"
    assert words_labelled(example, "figure") == ["two", "people"]
    assert words_labelled(example, "incident") == ["Shelling"]


def test_report_written_for_it_brings_its_own_text(tmp_path, corpora, pieces):
    own = labels(id="ours", text=TEXT, title="", published="2031-05-02", publisher="")
    (example,) = load(tmp_path, corpora, pieces, own)
    assert words_labelled(example, "figure") == ["two", "people"]


def test_another_text_than_the_labelled_one_is_refused(tmp_path, corpora, pieces):
    with pytest.raises(ValueError, match="not the one that was labelled"):
        load(tmp_path, corpora, pieces, labels(sha256="0" * 64))


def test_report_that_stands_in_no_corpus_is_named(tmp_path, corpora, pieces):
    with pytest.raises(ValueError, match="report two stands in none of syria"):
        load(tmp_path, corpora, pieces, labels(id="two"))


@pytest.mark.parametrize(
    ("judged", "count"),
    [
        (TEXT, 0),
        ("On Friday shelling killed two people in Tarvo, the ministry said. Calm came later.", 0),
        ("A bus fell into a ravine near Tarvo, the ministry said, and nobody was hurt in it.", 1),
        ("Calm.", 1),
    ],
)
def test_what_shares_much_text_with_a_judged_report_is_no_lesson(
    tmp_path, corpora, pieces, judged, count
):
    assert len(load(tmp_path, corpora, pieces, labels(), judged=[judged])) == count
