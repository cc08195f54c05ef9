import json

import pytest

from accordingto.ingest.extracts import Fact
from accordingto.ingest.json_ld import MAX_NODES, MAX_SCRIPT, MAX_VALUES, read_json_ld
from tests.ingest.pages import ADDRESS, ARTICLE

ORGANISATION = {"@id": "#org", "@type": "Organization", "name": "Skerry Wire"}


def read(*values, urls=()):
    return read_json_ld([json.dumps(value) for value in values], urls)


def facts(*values, urls=()):
    return [(fact.name, fact.value) for fact in read(*values, urls=urls).facts]


def test_article_says_who_when_and_from_whom():
    assert facts(ARTICLE) == [
        ("ld:headline", "Shells kill 12 in Marvoy market"),
        ("ld:datePublished", "2024-03-12T18:30:00+02:00"),
        ("ld:dateModified", "2024-03-13T07:00:00+02:00"),
        ("ld:creditText", "SNA/Reuters"),
        ("ld:author", "Ada Brandt"),
        ("ld:publisher", "Skerry Wire"),
        ("ld:sourceOrganization", "Skerry News Agency"),
        ("ld:isBasedOn", "Market hit https://sna.example/7"),
        ("ld:mainEntityOfPage", ADDRESS),
    ]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ada Brandt", ["Ada Brandt"]),
        (["Ada Brandt", {"name": "Bo Lind"}], ["Ada Brandt", "Bo Lind"]),
        ({"@type": "Person", "name": ["Ada Brandt", "Bo Lind"]}, ["Ada Brandt", "Bo Lind"]),
        ({"@id": "#org"}, ["Skerry Wire"]),
        ({"@id": "#nobody"}, []),
        ([{"@id": ["#x"]}, None, 7, [], {}], []),
    ],
)
def test_author_may_be_written_in_many_ways(value, names):
    found = facts({"@graph": [{"@type": "NewsArticle", "author": value}, ORGANISATION]})
    assert [text for name, text in found if name == "ld:author"] == names


def test_article_of_this_address_is_taken_and_no_other():
    other = {"@type": "Article", "headline": "Other", "url": "https://skerry.example/other"}
    assert facts(other, ARTICLE, urls=[ADDRESS])[0] == ("ld:headline", ARTICLE["headline"])
    assert facts(other, ARTICLE)[0] == ("ld:headline", "Other")


def test_page_without_an_article_says_nothing():
    assert facts(ORGANISATION, [], "NewsArticle", None, 1) == []


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ('{"@type": "NewsArticle", ', "broken JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "nested too deeply"),
        ('{"@type": "NewsArticle", "n": ' + "9" * 5000 + "}", "number too long"),
        (
            '{"@type": "Article", "datePublished": "2024-03-12", "datePublished": "2011-01-01"}',
            "twice",
        ),
        (" " * (MAX_SCRIPT + 1), "characters"),
    ],
    ids=["broken", "lists", "objects", "huge number", "one name twice", "long"],
)
def test_odd_script_is_left_out_with_a_note_and_others_are_read(script, words):
    found = read_json_ld([script, json.dumps(ARTICLE)])
    assert Fact("ld:headline", ARTICLE["headline"]) in found.facts
    [note] = found.notes
    assert note.code == "json_ld_unreadable"
    assert words in note.message


def test_numbers_that_are_none_and_line_ends_in_strings_are_no_obstacle():
    script = (
        '{"@type": "Article", "headline": "a\nb", "wordCount": NaN, "x": 1e999, "y": -Infinity}'
    )
    assert read_json_ld([script]).facts == (Fact("ld:headline", "a b"),)


def test_half_a_character_can_be_written():
    assert (
        read_json_ld(['{"@type": "Article", "headline": "a\\ud800"}']).facts[0].value == "a\ufffd"
    )


def test_values_of_a_field_are_bounded():
    assert len(
        facts({"@type": "Article", "author": ["A"] * 9_000, "datePublished": ["x"] * 9_000})
    ) == (2 * MAX_VALUES)
    [(_, headline)] = facts({"@type": "Article", "headline": "x" * 100_000})
    assert len(headline) == 2000


def test_live_blog_and_body_are_told_of():
    found = read({"@type": "LiveBlogPosting", "articleBody": "x", "liveBlogUpdate": [{}, {}]})
    assert (found.body, found.updates) == ("x", 2)


def test_objects_beyond_many_are_not_looked_at_and_that_is_told():
    found = read([{}] * MAX_NODES, ARTICLE)
    assert found.facts == ()
    assert [note.code for note in found.notes] == ["json_ld_unreadable"]
