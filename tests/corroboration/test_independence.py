import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.corroboration.copies import find_copies
from accordingto.corroboration.origins import FlagCode, find_origins
from accordingto.corroboration.voices import resolve_voices
from accordingto.records.values import ActorKind, Category
from tests.corroboration.texts import DAY, make_digest, make_figure, make_speaker, make_story

WATCH = make_speaker("the Marena Harbour Watch", category=Category.MONITOR)
COUNCIL = make_speaker("the Grey Council", ActorKind.GROUP)
CHIEF = make_speaker("Ada Brandt head of the Marena Harbour Watch", ActorKind.UNNAMED)
MEDIC = make_speaker("a medic", ActorKind.UNNAMED, Category.MEDICAL)


def _digest(number, *speakers, text=None, publisher=None, **changed):
    return make_digest(
        f"r{number}",
        make_story(number) if text is None else text,
        speakers=speakers,
        publisher=publisher or f"Publisher {number}",
        **changed,
    )


def _book(digests):
    return resolve_voices(digests, find_origins(digests, find_copies(digests).groups))


def _tellers(digests):
    """Every speaker of every report, or its own voice where it has none."""
    return [
        (digest.key, speaker.id if speaker else None)
        for digest in digests
        for speaker in (digest.speakers or (None,))
    ]


def _count(*digests):
    found = _book(digests).count(_tellers(digests))
    return found.named, found.with_unnamed


@pytest.mark.parametrize(
    ("digests", "count"),
    [
        ([_digest(1, WATCH)], (1, 1)),
        ([_digest(1, WATCH), _digest(2, WATCH)], (1, 1)),
        ([_digest(1, WATCH), _digest(2, COUNCIL)], (2, 2)),
        ([_digest(1, WATCH), _digest(2, CHIEF)], (1, 1)),
        ([_digest(1, WATCH), _digest(2, MEDIC)], (1, 2)),
        ([_digest(1, MEDIC), _digest(2, MEDIC)], (0, 2)),
        ([_digest(1), _digest(2)], (0, 2)),
        ([_digest(1, publisher="Post"), _digest(2, publisher="Post")], (0, 1)),
        ([_digest(1, WATCH, COUNCIL)], (1, 1)),
        ([], (0, 0)),
    ],
)
def test_voices_are_counted_once_each(digests, count):
    assert _count(*digests) == count


def test_organs_of_one_state_are_one_voice():
    ministry, army = make_speaker("the French defence ministry"), make_speaker("the French army")
    other = make_speaker("the Italian army")
    assert _count(_digest(1, ministry), _digest(2, army)) == (1, 1)
    assert _count(_digest(1, ministry), _digest(2, other)) == (2, 2)


def test_two_texts_of_one_agency_hang_together():
    afp = ["BEIRUT", "(AFP)", "-"]
    one = _digest(1, WATCH, text=[*afp, *make_story(1)])
    other = _digest(2, COUNCIL, text=[*afp, *make_story(2)])
    assert _count(one, other) == (1, 1)


def test_the_graph_says_why_voices_hang_together():
    digests = [_digest(1, WATCH), _digest(2, CHIEF), _digest(3, COUNCIL)]
    graph = _book(digests).graph(_tellers(digests))
    assert [node.group for node in graph.nodes] == [0, 0, 1]
    (edge,) = graph.edges
    assert edge.reasons == ("same body: harbour marena watch",)


def test_the_graph_of_a_thousand_tellers_stays_small():
    digests = [_digest(number, WATCH, text=f"Report {number}") for number in range(1000)]
    assert len(_book(digests).graph(_tellers(digests)).edges) < 1001


@settings(max_examples=15)
@given(copies=st.integers(1, 12), days=st.integers(0, 3), seed=st.integers(0, 99))
def test_copies_change_no_count(copies, days, seed):
    base = [_digest(1, WATCH), _digest(2, COUNCIL), _digest(3, MEDIC), _digest(4)]
    copied = base[seed % 4]
    more = [
        replace(copied, key=f"copy {n}", publisher=f"Copyist {n}", published=DAY + timedelta(days))
        for n in range(copies)
    ]
    assert _count(*base, *more) == _count(*base)


@settings(max_examples=15)
@given(agencies=st.integers(1, 12))
def test_agencies_that_quote_one_speaker_change_no_count(agencies):
    base = [_digest(1, WATCH), _digest(2, COUNCIL)]
    more = [_digest(n, WATCH, publisher=f"Agency {n}") for n in range(10, 10 + agencies)]
    assert _count(*base, *more) == _count(*base)


@settings(max_examples=15)
@given(st.permutations(range(8)))
def test_order_of_arrival_changes_no_count(order):
    speakers = [WATCH, CHIEF, COUNCIL, MEDIC, None, None, WATCH, COUNCIL]
    digests = [_digest(n, *([one] if one else [])) for n, one in enumerate(speakers)]
    digests[5] = _digest(5, text=make_story(4))
    book, other = _book(digests), _book([digests[n] for n in order])
    tellers = _tellers(digests)
    assert book.count(tellers) == other.count([tellers[n] for n in order])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Grey Council", "the Marena Harbour Watch"),
        ("the French army", "the Italian army"),
        ("Tal Marena rebels", "Tarvo rebels"),
    ],
)
def test_parties_that_change_names_change_no_count(one, other):
    def swap(name):
        return name.replace(one, "|").replace(other, one).replace("|", other)

    names = [one, f"a spokesman for {one}", other, f"a source at {other}", one, "activists"]
    straight = [_digest(n, make_speaker(name)) for n, name in enumerate(names)]
    swapped = [_digest(n, make_speaker(swap(name))) for n, name in enumerate(names)]
    assert _count(*straight) == _count(*swapped)


def test_a_thousand_poisoned_copies_count_as_one_and_are_flagged():
    chance = random.Random(1)  # noqa: S311 -- texts of tests
    story = ["At", "least", "12", "people", "were", "killed", *make_story(1), "and", "30", "hurt"]
    first = replace(
        _digest(0, WATCH, text=["BEIRUT", "(AFP)", "-", *story]), figures=(make_figure(12),)
    )
    poisoned = []
    for number in range(1, 1001):
        text = [str(number) if word == "12" else word for word in story]
        text = [word if chance.random() > 0.01 else "other" for word in text]
        kind = number % 3
        head = ["BEIRUT", "(Reuters)", "-"] if kind == 0 else []
        digest = _digest(number, WATCH, text=[*head, *text], days=-9 if kind == 1 else 1)
        poisoned.append(replace(digest, figures=(make_figure(100 + number),)))
    digests = [first, *poisoned]
    assert _count(*digests) == _count(first) == (1, 1)
    (group,) = find_copies(digests).groups
    assert len(group.members) == 1001
    origins = find_origins(digests, (group,))
    codes = [{flag.code for flag in origins[one.key].flags} for one in poisoned]
    assert all(codes)
    assert all(FlagCode.BACK_DATED in codes[n] for n in range(0, 1000, 3))
    assert all(FlagCode.CREDIT_CONTRADICTED in codes[n] for n in range(2, 1000, 3))
    assert sum(FlagCode.TOLL_ALTERED in one for one in codes) > 990
