import tomllib
from importlib.resources import files

from lxml.html import document_fromstring

from accordingto.ingest.extracts import Fact
from accordingto.ingest.markup import MAX_FACTS, find_facts, find_saving
from tests.ingest.pages import meta, page


def facts(body="", head=""):
    return list(find_facts(document_fromstring(page(body, head))))


def test_facts_come_in_the_order_of_the_page():
    head = (
        "<title>Shells fall |\n Skerry Wire</title>"
        + meta("OG:title", "Shells fall")
        + '<link rel="shortlink canonical" href="https://skerry.example/a">'
    )
    body = (
        '<h1>Shells <b>fall</b></h1><time itemprop="datePublished" datetime="2024-03-12">x</time>'
    )
    assert facts(body, head) == [
        Fact("lang", "en"),
        Fact("title", "Shells fall | Skerry Wire"),
        Fact("meta:og:title", "Shells fall"),
        Fact("canonical", "https://skerry.example/a"),
        Fact("h1", "Shells fall"),
        Fact("itemprop:datePublished", "2024-03-12"),
    ]


def test_dates_are_taken_from_marked_elements_only():
    body = "<time pubdate>12 March 2024</time><time datetime='2011-01-01'>of another article</time>"
    assert facts(body)[1:] == [Fact("pubdate", "12 March 2024")]


def test_fields_that_nobody_knows_and_empty_ones_are_left_out():
    assert facts(head=meta("viewport", "width=1") + meta("author", " ")) == [Fact("lang", "en")]


def test_number_and_length_of_facts_are_bounded():
    found = facts(head=meta("author", "a" * 5000) * 1000)
    assert len(found) == MAX_FACTS
    assert {len(fact.value) for fact in found[1:]} == {2000}


def test_title_of_a_drawing_is_none():
    assert facts("<svg><title>Arrow</title></svg>") == [Fact("lang", "en")]


def test_program_that_saved_a_page_says_from_where_and_when():
    single = (
        "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n"
        " url: https://skerry.example/a \n saved date: Wed Mar 13 2024 09:00:00 GMT+0200 -->"
    )
    assert list(find_saving(single)) == [
        Fact("saved:url", "https://skerry.example/a"),
        Fact("saved:date", "Wed Mar 13 2024 09:00:00 GMT+0200"),
    ]
    mirrored = "<!-- Mirrored from skerry.example/a.html by HTTrack Website Copier -->"
    assert list(find_saving(mirrored)) == [Fact("saved:url", "skerry.example/a.html")]
    assert not list(find_saving("<html><p>Page saved with care, saved date: never</p>"))


def test_names_of_fields_are_lower_case_and_stand_once():
    table = tomllib.loads((files("accordingto.ingest") / "page_fields.toml").read_text("utf-8"))
    names = [name for names in table.values() for name in names]
    assert sorted(set(names)) == sorted(names)
    assert all(name == name.lower().strip() for name in names)
