"""Dossiers: all of a case on a page that can be printed, and nothing that runs."""

from pathlib import Path

import pytest
from lxml import etree, html

from accordingto.api.archives import import_archives
from accordingto.api.exporting import export
from accordingto.corroboration.casebook import catch_up, corroborate_pending
from accordingto.ledger.ledger import Ledger, Opening
from tests.formats.exchanges import exchange_ledger
from tests.ledger.desks import decide
from tests.ledger.incoming import keep, make_incoming
from tests.ledger.warehouse import HOSPITAL, SHELLED

HOSTILE = (
    "Shelling killed 8 people in Dorrash on Friday, \u202e<script>alert(1)</script> Brigade said. "
    'The "onmouseover=alert(1)" Front & sons blamed the army.'
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The pages of all cases by what they are about, unreviewed records too."""
    home = tmp_path_factory.mktemp("dossier")
    where = exchange_ledger(home)
    with Ledger.open(where, Opening.CHANGE) as ledger:
        keep(ledger, make_incoming(HOSTILE, given_id="<h1>", title="</title><script>x()</script>",
                                   url="javascript:alert(1)", publisher="<i>Post</i>"))  # fmt: skip
        corroborate_pending(ledger)
        decide(ledger, "reject", kind="statement", text=make_incoming(SHELLED).report.sha256,
               reviewer="Mira", why="said by <nobody>")  # fmt: skip
        catch_up(ledger)
    table = home / "aa.csv"
    table.write_text("link,archive location\nhttps://merrowin.example/far,https://keep.example/1\n")
    import_archives(table, where)
    export("dossier", where, home / "out", include_unreviewed=True, log=False)
    return {path.name: path.read_text(encoding="utf-8") for path in (home / "out").glob("*.html")}


def page_with(pages, words):
    return next(
        text for name, text in sorted(pages.items()) if words in text and name != "index.html"
    )


def text_of(page):
    return " ".join(" ".join(html.fromstring(page).itertext()).split())


def test_every_case_has_a_page_and_the_index_leads_to_it(pages):
    index = html.fromstring(pages["index.html"])
    assert sorted(index.xpath("//li/a/@href")) == sorted(set(pages) - {"index.html"})
    assert len(pages) == 6


@pytest.mark.parametrize("part", ["script", "*[@onmouseover]", "img", "link", "iframe", "i"])
def test_pages_hold_nothing_that_runs_or_is_fetched(pages, part):
    for page in pages.values():
        assert html.fromstring(page).xpath(f"//{part}") == []
        (policy,) = html.fromstring(page).xpath("//meta[@http-equiv]/@content")
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "script-src" not in policy


def test_pages_are_well_formed(pages):
    for page in pages.values():
        parser = etree.HTMLParser(recover=False)
        etree.fromstring(page.encode(), parser)


def test_words_of_reports_stay_words(pages):
    page = page_with(pages, "8 people")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "[U+202E]" in page
    assert html.fromstring(page).xpath("//a[starts-with(@href, 'javascript')]") == []


def test_claims_stand_side_by_side_with_words_and_who_says_so(pages):
    page = html.fromstring(page_with(pages, "17 people"))
    rows = [" ".join(" ".join(row.itertext()).split()) for row in page.xpath("//table[1]//tr")]
    assert any("killed: 14 people accepted by Odd residents" in row for row in rows)
    assert any("killed: 17 people not reviewed Skerry Wire" in row for row in rows)
    assert any("contested" in one for one in page.xpath("//p[@class='facts']/text()"))


def test_decisions_stand_with_their_reasons(pages):
    told = text_of(page_with(pages, "17 people"))
    assert "Mira reject statement" in told
    assert "said by <nobody>" in told
    assert "Odd accept figure" in told


def test_the_grade_has_its_reasons_and_the_page_says_how_it_was_made(pages):
    told = text_of(page_with(pages, "17 people"))
    assert "Suggested grade" in told
    assert "not a finding" in told
    assert "rules: airwars-like/1" in told


def test_what_is_withheld_elsewhere_is_withheld_here(pages):
    assert all("Harrow" not in page for page in pages.values())
    page = page_with(pages, "Aleppo")
    assert "Orn Hospital" not in page
    assert "the exact place is withheld" in page
    assert "Orn Hospital" in HOSPITAL


def test_one_case_alone_is_one_page(tmp_path):
    where = exchange_ledger(tmp_path)
    export("dossier", where, tmp_path / "all", include_unreviewed=True, log=False)
    code = sorted(tmp_path.joinpath("all").glob("C-*.html"))[0].stem
    export("dossier", where, tmp_path / "one", include_unreviewed=True, log=False, case=code)
    assert [path.name for path in Path(tmp_path / "one").glob("*.html")] == [f"{code}.html"]


def test_only_what_people_stand_for_is_in_it_by_itself(tmp_path):
    where = exchange_ledger(tmp_path)
    export("dossier", where, tmp_path / "out", log=False)
    (page,) = (path.read_text() for path in (tmp_path / "out").glob("*.html"))
    assert "Only records that a person stands for are in it." in page
    assert "17 people" not in page
    assert 'class="mark unreviewed"' not in page
