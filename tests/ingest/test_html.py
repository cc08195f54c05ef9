import pytest

from accordingto.ingest.extracts import NotExtractedError
from accordingto.ingest.html import MAX_MARKUP, extract_html
from tests.ingest.pages import (
    ARTICLE,
    COMMENTS,
    FIRST,
    FOOTER,
    NAVIGATION,
    PARAGRAPHS,
    SECOND,
    THIRD,
    TITLE,
    article,
    json_ld,
    news_page,
    page,
)

ALL = "\n\n".join(PARAGRAPHS)


def text(raw):
    return extract_html(raw).text


def codes(raw):
    return [note.code for note in extract_html(raw).notes]


def test_article_is_read_without_navigation_comments_and_teasers():
    found = text(news_page())
    assert found.endswith(ALL)
    for outside in ("900 killed", "500 dead", "77 in Dorrash", "newsletter"):
        assert outside not in found


@pytest.mark.parametrize(
    "body",
    [
        article(),
        NAVIGATION
        + "<div class='content'>"
        + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
        + "</div>",
        "<table width=600><tr><td>" + "<br><br>".join(PARAGRAPHS) + "</td></tr></table>",
        "<p>".join(["", *PARAGRAPHS]) + COMMENTS,
        "<article>" + "".join(f"<p><b><i>{p}" for p in PARAGRAPHS) + "</article>" + FOOTER,
        "<main><section>" + "".join(f"<div>{p}</div>" for p in PARAGRAPHS) + "</section></main>",
    ],
    ids=["article", "div", "table", "open paragraphs", "marks never closed", "divs"],
)
def test_every_paragraph_is_read_whatever_holds_it(body):
    found = " ".join(text(page(body)).split())
    assert [p for p in PARAGRAPHS if p in found] == list(PARAGRAPHS)
    assert "500 dead" not in found


def test_live_blog_is_read_as_one_report_with_a_note():
    entries = "".join(
        f"<div class='entry'><h3>1{number}:00</h3><p>{p}</p></div>"
        for number, p in enumerate(PARAGRAPHS)
    )
    linked = {**ARTICLE, "@type": "LiveBlogPosting", "liveBlogUpdate": [{}, {}, {}]}
    raw = page(f"<article><h1>{TITLE}</h1>{entries}</article>", json_ld(linked))
    found = text(raw)
    assert all(p in found for p in PARAGRAPHS)
    assert codes(raw) == ["live_blog"]


def test_stub_behind_a_paywall_is_told():
    linked = {**ARTICLE, "isAccessibleForFree": False}
    assert codes(news_page(linked, paragraphs=(FIRST,))) == ["paywalled", "text_short"]


def test_text_that_stands_in_json_ld_alone_is_taken_from_there():
    body = f"<p>{FIRST}</p><p>{SECOND} &amp; more</p><p>{THIRD}</p>" * 4
    raw = page("<div id='app'></div>", json_ld({**ARTICLE, "articleBody": body}))
    assert text(raw).startswith(f"{FIRST}\n\n{SECOND} & more\n\n{THIRD}")
    assert "text_from_json_ld" in codes(raw)


def test_longer_text_on_the_page_is_preferred_to_that_of_json_ld():
    raw = news_page({**ARTICLE, "articleBody": "Another text. " * 40})
    assert text(raw).endswith(ALL)


@pytest.mark.parametrize("raw", [b"", b" \n", b"<html></html>", page(""), page("<img src='x'>")])
def test_page_without_a_text_is_refused(raw):
    with pytest.raises(NotExtractedError, match="no article's text") as refused:
        extract_html(raw)
    assert refused.value.code == "no_text"


def test_page_in_another_language_is_read():
    words = "Обстрел рынка в Марвое: погибли 12 человек, сообщили жители города и врачи больницы. "
    raw = page(f"<article><p>{words * 4}</p></article>", lang="ru")
    assert text(raw) == (words * 4).strip()
    windows = raw.replace(b"utf-8", b"windows-1251").decode().encode("cp1251")
    assert text(windows) == (words * 4).strip()


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("1&#8203;2 people", "1\u200b2 people"),
        ("\u202e21\u202c people", "\u202e21\u202c people"),
        ("12&nbsp;000 people", "12\u00a0000 people"),
        ("sol&shy;diers", "sol\u00addiers"),
        ("R&amp;D, &amp;lt;b&amp;gt;", "R&D, &lt;b&gt;"),
        ("Cafe\u0301 \ufb01re", "Cafe\u0301 \ufb01re"),
        ("a\u2424b \ue000 \U0010fffd", "a\u2424b \ue000 \U0010fffd"),
        ("bell\x07 &#x1;", "bell\x07 \x01"),
        ("𠀀 and 𠀁&#8203;", "𠀀 and 𠀁\u200b"),
    ],
)
def test_characters_are_kept_one_by_one(markup, words):
    raw = page(article(f"Residents said: {markup} killed.", SECOND, THIRD))
    assert f"Residents said: {words} killed." in text(raw)


def test_cells_lists_and_line_breaks_stay_apart():
    rows = "<table><tr><th>Town</th><th>Killed</th></tr><tr><td>Marvoy</td><td>12</td></tr></table>"
    items = "<ul><li>one child</li><li>two women</li></ul>"
    raw = page(
        article(FIRST, f"{SECOND}<br>A line of its own.", THIRD).replace(
            "</article>", f"{rows}{items}<p>{THIRD[::-1]}</p></article>"
        )
    )
    found = text(raw)
    assert "Town\tKilled\n\nMarvoy\t12" in found
    assert "one child\n\ntwo women" in found
    assert "covered market.\nA line of its own." in found


def test_paragraphs_that_repeat_one_another_are_told():
    raw = page(article(FIRST, FIRST, FIRST, SECOND, THIRD))
    assert text(raw).count(FIRST) == 1
    assert codes(raw) == ["repeats_dropped"]


def test_pictures_in_a_saved_page_do_not_count():
    picture = f"<img src='data:image/png;base64,{'iVBORw0KGgo' * 1_000_000}'>"
    assert len(picture) > MAX_MARKUP
    assert text(page(article() + picture)).endswith(ALL)


def test_page_says_where_it_was_saved_from():
    head = "<!-- saved from url=(0042)https://www.skerrywire.example/a -->\n"
    raw = news_page().replace(b"<html", head.encode() + b"<html", 1)
    facts = {fact.name: fact.value for fact in extract_html(raw).facts}
    assert facts["saved:url"] == "https://www.skerrywire.example/a"


def test_tool_names_versions():
    assert extract_html(news_page()).tool.startswith("accordingto-html/1 trafilatura/2.")
