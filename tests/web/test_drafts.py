"""Files that were brought: kept under harmless names, let go when there are too many."""

import pytest

from accordingto.web.drafts import MOST, Drafts, ending_of, plain_name
from accordingto.web.refusals import RefusedError


def test_file_is_kept_as_it_came_until_it_is_dropped():
    drafts = Drafts()
    draft = drafts.keep("cases.csv", b"a,b\n")
    assert (drafts.find(draft.id), draft.path.read_bytes()) == (draft, b"a,b\n")
    drafts.drop(draft.id)
    assert not draft.path.exists()
    with pytest.raises(RefusedError, match="bring it again"):
        drafts.find(draft.id)


def test_oldest_goes_when_there_are_too_many():
    drafts = Drafts()
    first, *others = [drafts.keep("cases.csv", b"") for _ in range(MOST + 1)]
    assert not first.path.exists()
    assert all(drafts.find(one.id) for one in others)


@pytest.mark.parametrize(
    "name", ["../../x.csv", "/etc/passwd", "..", "a\0b", "\u202efdp.exe", "x" * 5000, "", "a\nb"]
)
def test_name_of_a_file_leads_nowhere(name):
    drafts = Drafts()
    draft = drafts.keep(name, b"")
    assert draft.path.parent == drafts.keep("a", b"").path.parent
    assert not set(draft.name) & set("/\\\0\n\u202e")
    assert len(draft.name) <= 100


def test_ending_is_an_ordinary_one_or_none():
    names = ("a.CSV", "a.warc.gz", "a.c s", "a." + "x" * 40, "a.\u0661", "a")
    assert [ending_of(name) for name in names] == [".csv", ".warc.gz", "", "", "", ""]
    assert plain_name("C:\\reports\\a.txt") == "a.txt"
