"""A brief as Markdown."""

import pytest
from markdown_it import MarkdownIt

from accordingto.records.values import Step
from accordingto.views.brief_markdown import escape_markdown, render_markdown
from tests.views.briefs import REVIEWED, brief_of, shown
from tests.views.hostile import HOSTILE, hostile_sketch
from tests.views.readings import market


def lines_of(*reports, **more):
    return render_markdown(brief_of(*reports, **more)).splitlines()


def line_with(words, *reports, **more):
    return next(line for line in lines_of(*reports, **more) if words in line)


def test_sections_stand_in_their_order():
    headings = [line for line in lines_of(shown(market())) if line.startswith("## ")]
    assert headings == [
        "## Largest tolls given",
        "## What happened",
        "## Other tolls",
        "## Truces and talks",
        "## Contested",
        "## Without a day or a place",
    ]


def test_toll_has_speaker_quote_report_and_record_in_one_line():
    line = next(one for one in lines_of(shown(market())) if one.startswith("  - **at least 31"))
    assert line == (
        "  - **at least 31 killed** - according to Ilvar Dreshko, director of the hospital "
        "“at least 31 people” (Skerry Wire, 2024-03-14, dorrash; figure 000000000000; "
        "**not reviewed**)"
    )


def test_blame_has_mode_and_accuser_in_its_line():
    line = line_with("held responsible", shown(market()))
    assert line.startswith("  - held responsible: the Tavresian army - accused by The rebels “")


def test_parts_stand_below_their_whole():
    assert line_with("**6 killed**", shown(market())).startswith("    - ")


def test_contested_entry_says_so_and_is_told_again_with_all_sides():
    told = lines_of(shown(market()))
    assert "  - contested: blame is contested" in told
    below = told[told.index("### Blame is contested") :]
    assert "denied by the Tavresian army" in below[4]


def test_empty_brief_is_not_an_empty_page():
    told = render_markdown(brief_of(subject=REVIEWED, reports=2, left_out=3))
    assert "Nothing of this period and area is reviewed. 3 records" in told
    assert "--include-unreviewed" in told


def test_steps_of_one_deal_stand_below_its_name():
    sketch = market()
    step = sketch.agreements[1]
    sketch.agreement("collapsed", Step.COLLAPSED, step.date_from, deal=step.deal)
    told = lines_of(shown(sketch))
    assert told[told.index("- **The truce**:") + 1].startswith(
        "  - **Saturday 2 March 2024 · agreed"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_is_text(text):
    rendered = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = rendered.parseInline(f"It says {escape_markdown(text)}.")[0].children
    assert {token.type for token in tokens} <= {"text", "text_special"}
    assert "".join(token.content for token in tokens) == f"It says {text}."


@pytest.mark.parametrize("text", HOSTILE)
def test_no_word_of_a_report_is_markup(text):
    rules = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    blocks = []
    for said in (text, "plain words"):
        tokens = rules.parse(render_markdown(brief_of(shown(hostile_sketch(said)))))
        blocks.append([token.type for token in tokens])
        inner = {child.type for token in tokens for child in token.children or ()}
        assert inner == {"text", "text_special", "softbreak", "strong_open", "strong_close"} & inner
    assert blocks[0] == blocks[1]


def test_addresses_are_no_links():
    assert escape_markdown("https://a.example www.b.example") == (
        "https\\://a.example www\\.b.example"
    )
