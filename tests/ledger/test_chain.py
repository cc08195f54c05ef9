import re
from hashlib import sha256
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import InvalidRecordError, JudgementError
from accordingto.ledger import chain
from accordingto.ledger.chain import (
    Content,
    Entry,
    Head,
    check_heads,
    check_links,
    commit,
    make_entry,
    new_salt,
    open_entry,
    read_entry,
)
from accordingto.records.canonical import canonical_bytes, parse_json
from accordingto.records.judgements import Part
from tests.records.judgements import judge


def salts():
    numbers = count()
    return lambda: f"{next(numbers):064x}"


def chain_of(length: int, reviewer: str = "Odd", start: tuple[Head, ...] = ()) -> list[Entry]:
    entries: list[Entry] = []
    heads = start
    for number in range(length):
        judgement = judge("note", why=f"note {number}", reviewer=reviewer)
        entry, _ = make_entry(judgement, heads, salts())
        entries.append(entry)
        heads = (entry.head,)
    return entries


def test_first_entry_goes_on_from_nothing():
    entry, contents = make_entry(judge("accept", why="as the text has it"), (), salts())
    assert (entry.seq, entry.prev, entry.reviewer) == (0, (), "Odd")
    assert entry.hash == sha256(entry.raw).hexdigest()
    assert [content.part for content in contents] == [Part.WHY, Part.SEEN]


def test_entry_names_the_one_before_by_its_hash():
    first, second, third = chain_of(3)
    assert (second.prev, third.prev) == ((first.hash,), (second.hash,))
    assert [entry.seq for entry in (first, second, third)] == [0, 1, 2]


def test_entry_reads_back_with_the_judgement_whole():
    judgement = judge("correct", why="the text has three", supersedes=("a" * 64,))
    entry, contents = make_entry(judgement, ())
    assert read_entry(entry.raw) == entry
    assert open_entry(entry, contents) == judgement


def test_no_word_of_the_report_or_of_the_reason_is_in_the_entry():
    judgement = judge("correct", why="Ada Varn lives at the mill")
    entry, contents = make_entry(judgement, ())
    assert b"Ada" not in entry.raw
    assert b"12 people" not in entry.raw
    assert any("12 people" in content.content for content in contents)


def test_same_reason_has_another_hash_each_time():
    entries = [make_entry(judge("note", why="doubtful"), (), new_salt)[0] for _ in range(2)]
    assert entries[0].parts != entries[1].parts


def test_erased_parts_leave_the_entry_as_it_is():
    judgement = judge("correct", why="Ada Varn says so")
    entry, contents = make_entry(judgement, ())
    left = [content for content in contents if content.part is not Part.WHY]
    erased = Content(entry.parts[Part.WHY], Part.WHY, None, None)
    for kept in ([*left, erased], left):
        opened = open_entry(entry, kept)
        assert (opened.why, opened.erased, opened.changes) == ("", (Part.WHY,), judgement.changes)
    assert open_entry(entry, ()).erased == (Part.WHY, Part.SEEN, Part.CHANGES)
    assert read_entry(entry.raw).hash == entry.hash


@given(st.data())
def test_any_flipped_byte_of_an_entry_is_seen(data):
    entry, _ = make_entry(judge("correct", why="three"), (), salts())
    place = data.draw(st.integers(0, len(entry.raw) - 1))
    changed = bytearray(entry.raw)
    changed[place] ^= data.draw(st.integers(1, 255))
    try:
        assert read_entry(bytes(changed)).hash != entry.hash
    except InvalidRecordError as error:
        assert "expected" in str(error) or "cannot be read" in str(error)  # noqa: PT017 -- or a hash


@given(st.data())
def test_any_changed_character_of_a_content_or_salt_is_seen(data):
    entry, contents = make_entry(judge("note", why="three, says the clinic"), (), salts())
    why = next(content for content in contents if content.part is Part.WHY)
    field = data.draw(st.sampled_from(["salt", "content"]))
    before = getattr(why, field)
    place = data.draw(st.integers(0, len(before) - 1))
    other = data.draw(st.characters(exclude_categories=["Cs"]).filter(lambda c: c != before[place]))
    after = before[:place] + other + before[place + 1 :]
    parts = {"salt": why.salt, "content": why.content} | {field: after}
    changed = Content(why.commitment, why.part, **parts)
    assert not changed.is_whole
    with pytest.raises(InvalidRecordError, match="not what was recorded"):
        open_entry(entry, [changed])


def test_content_of_one_part_does_not_pass_for_another():
    entry, contents = make_entry(judge("note", why="[]"), (), salts())
    moved = [Content(c.commitment, Part.CHANGES, c.salt, c.content) for c in contents]
    with pytest.raises(InvalidRecordError, match="not what was recorded"):
        open_entry(entry, moved)


def heads_of(entries):
    return chain.heads_of(entry.step for entry in entries)


def faults_of(entries):
    return list(check_links(entry.step for entry in entries))


def edited(entry: Entry, **fields) -> bytes:
    return canonical_bytes(parse_json(entry.raw) | fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"format": "accordingto-decision/2"},
        {"seq": -1},
        {"seq": True},
        {"seq": "0"},
        {"prev": ["x"]},
        {"prev": ["A" * 64]},
        {"prev": ["a" * 64, "a" * 64]},
        {"parts": []},
        {"parts": {"who": "a" * 64}},
        {"parts": {"why": "a"}},
        {"more": 1},
        {"decision": "delete"},
        {"reviewer": ""},
        {"targets": []},
    ],
)
def test_what_is_no_entry_is_refused(fields):
    with pytest.raises(InvalidRecordError):
        read_entry(edited(chain_of(1)[0], **fields))


@pytest.mark.parametrize("raw", [b"", b"[]", b"1", b'"x"', b"{}", b"null"])
def test_other_json_is_no_entry(raw):
    with pytest.raises(InvalidRecordError):
        read_entry(raw)


def test_judgement_of_which_parts_were_erased_cannot_be_recorded_again():
    entry, _ = make_entry(judge("note", why="x"), ())
    with pytest.raises(JudgementError, match="expected it whole"):
        make_entry(entry.judgement, ())


def test_nobody_goes_on_from_the_chain_of_another():
    (head,) = heads_of(chain_of(1, "Ada"))
    with pytest.raises(JudgementError, match="another's chain"):
        make_entry(judge(), [head])


def test_head_is_the_entry_that_none_goes_on_from():
    odd, ada = chain_of(3), chain_of(2, "Ada")
    assert heads_of([*odd, *ada]) == (ada[-1].head, odd[-1].head)
    assert heads_of([]) == ()


def test_branches_of_one_reviewer_are_shown_and_joined_by_the_next_entry():
    trunk = chain_of(2)
    here = chain_of(3, start=(trunk[-1].head,))
    there = chain_of(1, start=(trunk[-1].head,))
    there = [make_entry(judge("note", why="there"), (trunk[-1].head,))[0]]
    all_entries = [*trunk, *here, *there]
    heads = heads_of(all_entries)
    assert {head.hash for head in heads} == {here[-1].hash, there[-1].hash}
    joined, _ = make_entry(judge("note", why="back"), heads)
    assert set(joined.prev) == {here[-1].hash, there[-1].hash}
    assert joined.seq == here[-1].seq + 1
    assert heads_of([*all_entries, joined]) == (joined.head,)
    assert not faults_of([*all_entries, joined])


def test_sound_chains_have_no_fault():
    assert not faults_of([*chain_of(4), *chain_of(2, "Ada")])


@pytest.mark.parametrize("lost", range(4))
def test_entry_lost_from_the_middle_is_seen_and_one_from_the_end_is_not(lost):
    entries = chain_of(4)
    left = entries[:lost] + entries[lost + 1 :]
    faults = faults_of(left)
    assert [fault.entry for fault in faults] == [
        entry.hash for entry in entries[lost + 1 : lost + 2]
    ]


def test_decision_of_another_that_was_superseded_cannot_be_cut_off():
    ada = chain_of(2, "Ada")
    odd, _ = make_entry(judge(supersedes=(ada[-1].hash,)), ())
    faults = faults_of([ada[0], odd])
    assert [(fault.entry, "is not there" in fault.message) for fault in faults] == [
        (odd.hash, True)
    ]


@pytest.mark.parametrize("fields", [{"seq": 5}, {"seq": 0}])
def test_place_that_does_not_follow_is_seen(fields):
    first, second = chain_of(2)
    moved = read_entry(edited(second, **fields))
    assert "expected 1" in faults_of([first, moved])[0].message


def test_going_on_from_another_is_seen():
    (first,) = chain_of(1, "Ada")
    _, second = chain_of(2)
    stolen = read_entry(edited(second, prev=[first.hash]))
    assert "another reviewer" in faults_of([first, stolen])[0].message


@given(st.integers(1, 5), st.integers(0, 5))
def test_cut_tail_is_seen_by_the_heads(length, kept):
    entries = chain_of(length)
    pinned = heads_of(entries)
    left = {entry.hash: entry.head for entry in entries[:kept]}
    assert not faults_of(entries[:kept])
    assert bool(list(check_heads(pinned, left))) == (kept < length)


def test_heads_stay_good_when_a_chain_goes_on():
    entries = chain_of(3)
    pinned = heads_of(entries[:2])
    assert not list(check_heads(pinned, {entry.hash: entry.head for entry in entries}))


def test_edited_heads_are_seen():
    (entry,) = chain_of(1)
    faults = check_heads([Head("Ada", 0, entry.hash)], {entry.hash: entry.head})
    assert "Odd's decision 0" in next(faults).message


def test_commitment_hides_what_it_commits_to():
    assert re.fullmatch("[0-9a-f]{64}", commit(new_salt(), '"yes"'))
    assert commit("a", '"yes"') != commit("b", '"yes"')
