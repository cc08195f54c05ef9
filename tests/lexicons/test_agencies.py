import pytest

from accordingto.errors import LexiconError
from accordingto.lexicons import agencies, loader
from accordingto.lexicons.agencies import cut_words, load_agencies, words_about
from accordingto.lexicons.loader import read_lexicon

ROWS = read_lexicon("agencies")["agency"]


def _named(text):
    return [one.agency for one in load_agencies().find(cut_words(text))]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_each_name_names_its_agency(row):
    for name in row["names"]:
        assert _named(f"MARENNA ({name}) - Shells hit a market.") == [row["name"]]
    assert row["name"] in row["names"]


def test_no_two_agencies_have_one_name():
    names = [name.casefold() for row in ROWS for name in row["names"]]
    assert len(names) - len(set(names)) == sum(
        len(row["names"]) - len({name.casefold() for name in row["names"]}) for row in ROWS
    )


def test_the_longest_name_wins_and_capitals_count():
    assert _named("Thomson Reuters and REUTERS") == ["Reuters", "Reuters"]
    assert _named("Anadolu Agency/The Associated Press") == ["Anadolu Agency", "AP"]
    assert _named("the ap, a spa, Petra's pap and afp") == ["Petra"]


def test_a_name_alone_is_known_in_any_case():
    assert load_agencies().known(" agence france-presse ") == "AFP"
    assert load_agencies().known("Marenna Post") is None


def test_words_keep_their_place_and_lines_their_breaks():
    words = cut_words("Said.--AFP\n")
    assert [word.text for word in words] == ["Said", ".", "-", "-", "AFP", "\n"]
    assert (words[4].start, words[4].end) == (7, 10)
    assert words_about("tags")


@pytest.mark.parametrize("section", ["", '[[agency]]\nid = "x"\nname = "X"\n'])
def test_a_broken_lexicon_says_what_is_wrong(tmp_path, monkeypatch, section):
    (tmp_path / "agencies.toml").write_text(f'schema = 1\nlanguage = "en"\n{section}')
    monkeypatch.setattr(loader, "files", lambda _: tmp_path)
    with pytest.raises(LexiconError, match=r"agencies\.toml"):
        agencies.load_agencies.__wrapped__()
