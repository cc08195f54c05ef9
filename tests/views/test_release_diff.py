"""What changed from one edition to another: each change with what made it."""

import json

import pytest
from lxml import html

from accordingto.api.exporting import export
from accordingto.api.release_diffs import changes
from accordingto.corroboration.casebook import catch_up, corroborate_pending
from accordingto.errors import ConfigurationError, FilterError
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.records.judgements import Change
from accordingto.views.release_diff_page import render_release_diff_page
from accordingto.views.release_diff_text import diff_to_json, render_release_diff, summary_of
from tests.formats.exchanges import exchange_ledger
from tests.ledger.desks import decide, link
from tests.ledger.incoming import keep, make_incoming
from tests.ledger.warehouse import SHELLED, SHELLED_TOO

LATER = (
    "Shelling killed 21 people in Marenna on Friday, <b>Ossen</b> Health Ministry said. "
    "The Dorrash Guard denied that it shelled Marenna."
)
OTHER = "A car bomb killed 4 people in Dorrash on Tuesday, the Skerry Wire reported."


@pytest.fixture
def may(tmp_path):
    """A ledger, and a snapshot of what is in it."""
    where = exchange_ledger(tmp_path)
    export("snapshot", where, tmp_path / "may", include_unreviewed=True, log=False)
    return where, tmp_path / "may"


def add(where, *texts):
    with Ledger.open(where, Opening.CHANGE) as ledger:
        for number, text in enumerate(texts):
            keep(ledger, make_incoming(text, given_id=f"n{number}", published="2024-03-17"))
        corroborate_pending(ledger)


def sha(text):
    return make_incoming(text).report.sha256


def plain(text):
    return " ".join(text.split())


def test_nothing_has_changed_in_the_same_ledger(may):
    where, folder = may
    diff = changes(folder, where)
    assert diff.is_empty
    assert summary_of(diff) == "nothing has changed"
    assert diff.cautions == ()


def test_new_cases_and_tolls_are_told_with_the_claims_that_made_them(may):
    where, folder = may
    add(where, LATER, OTHER)
    diff = changes(folder, where)
    assert [one.case.kind for one in diff.fresh] == ["bombing"]
    (change,) = [one for one in diff.changed if one.tolls]
    (toll,) = change.tolls
    assert (toll.before, toll.after) == ("14 to 17", "14 to 21")
    assert [one.words for one in toll.came] == ["21 people"]
    assert toll.went == ()
    text = plain(render_release_diff(diff))
    assert "killed, people: 14 to 17 → 14 to 21" in text
    assert "told of by Merrowin Post" in text


def test_denials_that_came_are_told(may):
    where, folder = may
    add(where, LATER)
    told = plain(render_release_diff(changes(folder, where)))
    assert "Dorrash Guard: denied, according to" in told


def test_corrections_stand_with_who_made_them_and_why(may):
    where, folder = may
    with Ledger.open(where, Opening.CHANGE) as ledger:
        decide(ledger, "correct", Change(field="low", value=13), reviewer="Mira", why="a recount",
               text=sha(SHELLED))  # fmt: skip
        catch_up(ledger)
    diff = changes(folder, where)
    (change,) = diff.changed
    assert [one.note.reviewer for one in change.decisions] == ["Mira"]
    told = plain(render_release_diff(diff))
    assert "correct of figure “14 people” (low 14 → 13) by Mira: a recount" in told
    assert change.tolls[0].after == "13 to 17"
    assert "+ “14 people (13 to 14)” - residents" in told


def test_codes_that_people_part_and_join_are_told(may, tmp_path):
    where, folder = may
    with Ledger.open(where, Opening.CHANGE) as ledger:
        link(ledger, "unlink", sha(SHELLED), sha(SHELLED_TOO))
        catch_up(ledger)
    apart = changes(folder, where)
    assert [(one.code != one.codes[0], len(one.codes)) for one in apart.split] == [(True, 1)]
    export("snapshot", where, tmp_path / "apart", include_unreviewed=True, log=False)
    with Ledger.open(where, Opening.CHANGE) as ledger:
        link(ledger, "link", sha(SHELLED), sha(SHELLED_TOO))
        catch_up(ledger)
    joined = changes(tmp_path / "apart", where)
    assert [one.codes for one in joined.merged] == [apart.split[0].codes]
    assert [one.note.decision for one in joined.merged[0].decisions][-1:] == ["link"]
    assert "is told of under" in render_release_diff(joined)


def test_cases_of_which_nothing_is_told_any_more_are_told(may):
    where, folder = may
    with Ledger.open(where, Opening.CHANGE) as ledger:
        for text in (SHELLED, SHELLED_TOO):
            decide(
                ledger, "reject", kind="incident", text=sha(text), why="no event", reviewer="Odd"
            )
        catch_up(ledger)
    diff = changes(folder, where)
    assert [one.case.kind for one in diff.gone] == ["shelling"]
    assert render_release_diff(diff).count("by Odd: no event") == 2


def test_editions_of_two_sorts_are_not_compared_unseen(may, tmp_path):
    where, folder = may
    with pytest.raises(FilterError, match="expected the same of both"):
        changes(folder, where, include_unreviewed=False)
    export("snapshot", where, tmp_path / "reviewed", log=False)
    diff = changes(folder, tmp_path / "reviewed")
    assert "no person reviewed" in diff.cautions[0]
    assert "no person reviewed" in render_release_diff(diff)


def test_pages_and_json_say_the_same_and_run_nothing(may):
    where, folder = may
    add(where, LATER, OTHER)
    diff = changes(folder, where)
    page = html.fromstring(render_release_diff_page(diff))
    assert page.xpath("//script | //b[text()='Ossen']") == []
    told = plain(" ".join(page.itertext()))
    assert "14 to 17 → 14 to 21" in told
    made = json.loads(json.dumps(diff_to_json(diff)))
    assert made["summary"] == summary_of(diff)
    assert made["old"]["as_of"] < made["new"]["as_of"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("snapshot-cases.jsonl", "{"),
        ("snapshot-cases.jsonl", '{"code": 5}'),
        ("snapshot.json", ""),
        ("snapshot-decisions.jsonl", "[" * 5000),
    ],
)
def test_a_snapshot_that_was_tampered_with_is_refused(may, name, line):
    where, folder = may
    (folder / name).write_text(line)
    with pytest.raises(ConfigurationError, match=f"{name}.*expected a folder"):
        changes(folder, where)
