import pytest
import spacy
from spacy.tokens import Doc, DocBin

from accordingto.api.spacy_component import GROUPS, find_origins
from accordingto.errors import ConfigurationError
from accordingto.ingest.texts import clean_text
from tests.api.told import STRIKE, read


@pytest.fixture(scope="module")
def nlp():
    made = spacy.blank("en")
    made.add_pipe("accordingto", config={"reader": "rules"})
    return made


def spans(doc, group):
    return [(span.text, span.label_) for span in doc.spans[f"accordingto_{group}"]]


def test_a_doc_has_its_reading_and_groups_of_spans(nlp):
    doc = nlp(STRIKE)
    assert doc._.accordingto == read(STRIKE, published=None)
    assert set(doc.spans) == {f"accordingto_{group}" for group in GROUPS}
    assert ("at least 31 people", "killed") in spans(doc, "figures")
    assert ("Ilvar Dreshko", "medical") in spans(doc, "sources")
    ids = [span.id_ for span in doc.spans["accordingto_figures"]]
    assert ids == [figure.id for figure in doc._.accordingto.figures]


def test_what_is_known_of_a_report_is_given_with_the_doc(nlp):
    doc = nlp.make_doc(STRIKE)
    doc._.accordingto_given = {"id": "r1", "published": "2024-03-13", "publisher": "Skerry Wire"}
    assert nlp(doc)._.accordingto == read(STRIKE, id="r1", publisher="Skerry Wire")
    doc._.accordingto_given = {"date": "2024-03-13"}
    with pytest.raises(ConfigurationError, match=r"has date; expected some of id, published"):
        nlp(doc)


def test_words_within_a_token_take_all_of_it(nlp):
    words = ["Shelling", "killed", "12people", "in", "Homs", "."]
    text = "Shelling killed 12 people in Homs."
    doc = Doc(nlp.vocab, words=["Shelling", "killed 12", "people", "in", "Homs."])
    doc = nlp.get_pipe("accordingto")(doc)
    assert len(words) > len(doc)
    assert doc.text.strip() == text
    assert spans(doc, "figures") == [("killed 12 people", "killed")]


@pytest.mark.parametrize(
    "text", ["", "\ufeffa\r\nb", "a\r\n\r\nb\r", "a\nb", "\r\n", "\ufeff", "a\ufeffb\r\n"]
)
def test_what_is_not_read_is_stepped_over(text):
    cleaned, origins = clean_text(text), find_origins(text)
    assert (origins is None) == (cleaned == text)
    if origins is not None:
        assert "".join(text[at] for at in origins[:-1]) == cleaned
        assert len(origins) == len(cleaned) + 1


def test_spans_stand_where_the_words_are_in_windows_text(nlp):
    doc = nlp("\ufeff" + STRIKE.replace("\n", "\r\n"))
    assert ("at least 31 people", "killed") in spans(doc, "figures")
    assert ("12 people", "killed") in spans(doc, "figures")


@pytest.mark.parametrize("text", ["", " ", "Talks went on."])
def test_nothing_to_read_gives_empty_groups(nlp, text):
    doc = nlp(text)
    assert not any(doc.spans[f"accordingto_{group}"] for group in GROUPS)
    assert doc._.accordingto.figures == ()


def test_docs_are_written_and_read_back(nlp):
    kept = DocBin(docs=[nlp(STRIKE)], store_user_data=True).to_bytes()
    (doc,) = DocBin().from_bytes(kept).get_docs(nlp.vocab)
    assert doc._.accordingto == read(STRIKE, published=None)
    assert len(doc.spans["accordingto_figures"]) == 3


def test_a_doc_that_was_not_read_has_no_reading(nlp):
    assert nlp.make_doc(STRIKE)._.accordingto is None


def test_many_docs_are_read_and_pipelines_go_to_disk(nlp, tmp_path):
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    first, second = again.pipe([STRIKE, "Shelling killed 3 people in Homs."])
    assert len(first.spans["accordingto_figures"]) == 3
    assert spans(second, "figures") == [("3 people", "killed")]
