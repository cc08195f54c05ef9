from datetime import date

import pytest

from accordingto.ingest.extracts import Fact
from accordingto.ingest.metadata import MAX_KEPT, describe
from tests.ingest.pages import ADDRESS, TITLE


def told(*facts, text="", url=""):
    return describe([Fact(*fact) for fact in facts], text, url, date(2024, 3, 20))


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ([("ld:headline", TITLE), ("meta:og:title", "Other"), ("title", "x")], TITLE),
        ([("meta:twitter:title", "Other"), ("meta:og:title", TITLE), ("h1", "x")], TITLE),
        ([("title", "x"), ("h1", TITLE)], TITLE),
        ([("title", f"{TITLE} - Skerry Wire"), ("meta:og:site_name", "Skerry wire")], TITLE),
        ([("title", f"{TITLE} - Skerry Wire")], f"{TITLE} - Skerry Wire"),
        ([("title", TITLE), ("h1", "Latest"), ("h1", "Sport")], TITLE),
        ([("pdf:Title", "Microsoft Word - final2.docx")], ""),
        ([("pdf:Title", "SITREP no 7")], "SITREP no 7"),
        ([], ""),
    ],
)
def test_title_is_the_articles_own(facts, title):
    assert told(*facts, text="Sitrep No. 7\nShells fell.").title == title


@pytest.mark.parametrize(
    ("credit", "agencies"),
    [
        ("Reuters", ("Reuters",)),
        ("SNA/Reuters", ("SNA", "Reuters")),
        ("RFE/RL", ("RFE/RL",)),
        ("© 2024 AFP", ("AFP",)),
        ("With reporting by AP, Reuters and dpa", ("AP", "Reuters", "dpa")),
        ("Trinidad and Tobago Weekly", ("Trinidad and Tobago Weekly",)),
        ("Bywater News", ("Bywater News",)),
        ("Photo: A. Lind/AFP via Getty Images", ()),
        ("Skerry Wire", ()),
        ("x" * 200, ()),
        ("Reuters; reuters; AFP", ("Reuters", "AFP")),
    ],
)
def test_agencies_are_read_from_the_credit(credit, agencies):
    found = told(("ld:publisher", "Skerry Wire"), ("ld:creditText", credit))
    assert found.agencies == agencies
    assert found.metadata["creditText"] == credit


def test_source_organisation_is_an_agency_and_provider_is_not():
    found = told(("ld:provider", "Cloud Co"), ("ld:sourceOrganization", "Skerry News Agency"))
    assert found.agencies == ("Skerry News Agency",)
    assert found.metadata == {
        "provider": "Cloud Co",
        "sourceOrganization": "Skerry News Agency",
    }


@pytest.mark.parametrize(
    ("came", "said", "address"),
    [
        ("", ADDRESS, ADDRESS),
        ("https://skerrywire.example/amp/x", ADDRESS, ADDRESS),
        ("https://m.skerrywire.example/x?utm=1", f"{ADDRESS}#comments", ADDRESS),
        ("https://www.skerrywire.example/x", "/2024/03/12/marvoy-market", ADDRESS),
        (
            "https://www.skerrywire.example/x",
            "javascript:alert(1)",
            "https://www.skerrywire.example/x",
        ),
        ("", "/2024/relative", ""),
        ("", "file:///etc/passwd", ""),
        ("", "http://[", ""),
        ("", "https://", ""),
    ],
)
def test_address_is_the_pages_own(came, said, address):
    found = told(("canonical", said), url=came)
    assert found.url == address
    assert "address_elsewhere" not in {problem.code for problem in found.problems}


def test_address_on_another_server_is_not_believed():
    found = told(("canonical", "https://reuters.example/x"), url=ADDRESS)
    assert found.url == ADDRESS
    assert found.problems[0].code == "address_elsewhere"


def test_program_that_saved_the_page_says_where_it_came_from():
    assert told(("saved:url", ADDRESS)).url == ADDRESS
    assert told(("saved:url", "file:///home/x.html"), ("canonical", ADDRESS)).url == ADDRESS


def test_page_kept_by_a_web_archive_is_the_page_itself():
    kept = f"https://web.archive.org/web/20240315000000/{ADDRESS}"
    found = told(("canonical", kept), ("meta:date", "2024-03-12"), url=kept)
    assert (found.url, found.published, found.problems) == (ADDRESS, "2024-03-12", ())
    assert told(("canonical", ADDRESS), url=kept).url == ADDRESS
    later = told(("canonical", kept), ("meta:date", "2024-03-18"))
    assert [problem.code for problem in later.problems][:1] == ["page_date_impossible"]
    assert "after 2024-03-15" in later.problems[0].message


def test_page_was_not_published_after_it_was_saved():
    saved = ("saved:date", "Wed Mar 13 2024 09:00:00 GMT+0200 (Eastern European Time)")
    assert told(saved, ("meta:date", "2024-03-12")).published == "2024-03-12"
    assert told(saved, ("meta:date", "2024-03-18")).published is None


def test_entities_in_json_ld_are_characters():
    assert told(("ld:headline", "Marvoy&#8217;s dead &amp; hurt")).title == "Marvoy’s dead & hurt"


def test_everything_said_is_kept_as_written():
    found = told(
        ("ld:datePublished", "2024-03-12T18:30:00+02:00"),
        ("ld:author", "Ada Brandt"),
        ("ld:author", "Bo Lind"),
        ("meta:author", "Ada Brandt"),
        ("ld:isBasedOn", "https://sna.example/7"),
    )
    assert found.published == "2024-03-12"
    assert found.metadata == {
        "datePublished": "2024-03-12T18:30:00+02:00",
        "author": "Ada Brandt; Bo Lind",
        "isBasedOn": "https://sna.example/7",
    }


def test_metadata_are_bounded():
    found = told(*(("meta:author", f"{number:04}" * 500) for number in range(400)))
    assert len(found.metadata["author"]) <= MAX_KEPT
