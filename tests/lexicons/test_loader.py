from importlib.resources import files
from pathlib import Path

import pytest

from accordingto.errors import LexiconError
from accordingto.lexicons import loader
from accordingto.lexicons.loader import Entry, load_entries, load_words, read_lexicon
from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.lexicons.tokens import find_tokens

NAMES = sorted(Path(str(files("accordingto.lexicons"))).glob("*.toml"))


def rows():
    for path in NAMES:
        for section, entries in read_lexicon(path.stem).items():
            if isinstance(entries, list):
                for row in entries:
                    if "pattern" in row:
                        yield pytest.param(row, id=f"{path.stem}:{section}:{row['id']}")


@pytest.mark.parametrize("row", list(rows()))
def test_entry_matches_its_examples_and_rejects_its_counterexamples(row):
    matcher = PhraseMatcher([(row["pattern"], row["id"])])
    assert row["matches"], "an entry without an example"
    for sentence in row["matches"]:
        assert matcher.find(list(find_tokens(sentence))), sentence
    for sentence in row.get("rejects", ()):
        assert not matcher.find(list(find_tokens(sentence))), sentence


@pytest.mark.parametrize("path", NAMES, ids=lambda path: path.stem)
def test_entries_are_unique_and_sorted(path):
    for entries in read_lexicon(path.stem).values():
        if isinstance(entries, list):
            ids = [row["id"] for row in entries]
            assert ids == sorted(set(ids))


@pytest.mark.parametrize("path", NAMES, ids=lambda path: path.stem)
def test_word_lists_hold_distinct_words_in_lower_case(path):
    if "words" in read_lexicon(path.stem):
        for name, words in load_words(path.stem).items():
            assert words, name
            assert all(word == word.lower() for word in words), name


def lexicon(tmp_path, monkeypatch, body: str) -> None:
    (tmp_path / "made.toml").write_text(body)
    monkeypatch.setattr(loader, "files", lambda _: tmp_path)


ROW = '[[entry]]\nid = "{0}"\npattern = "x"\nmatches = ["x"]\n{1}'


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("schema = 2", "schema is 2, expected 1"),
        ("schema = 1\n" + ROW.format("b", "") + ROW.format("a", ""), "stands after 'b'"),
        ("schema = 1\n" + ROW.format("a", "colour = 1"), "colour"),
        ("schema = 1\n[[entry]]\nid = 'a'\nmatches = []", "pattern"),
        ("schema = 1", "has no entries"),
        ("schema = ", "cannot be read as TOML"),
    ],
)
def test_bad_lexicon_is_refused_with_file_and_reason(tmp_path, monkeypatch, body, message):
    lexicon(tmp_path, monkeypatch, body)
    with pytest.raises(LexiconError, match=message) as caught:
        load_entries("made", "entry", Entry)
    assert caught.value.file == "made.toml"
    assert "made.toml" in str(caught.value)


def test_missing_lexicon_is_refused():
    with pytest.raises(LexiconError, match=r"nowhere\.toml"):
        read_lexicon("nowhere")
