"""Counts of people as reports write them, by the codebook, read by both readers."""

import pytest

from tests.robustness.reading import READERS, figures, read_by

KILLED, INJURED, MISSING, ABDUCTED = "killed", "injured", "missing", "abducted"
DETAINED, DISPLACED, EVACUATED = "detained", "displaced", "evacuated"
CASES = [
    # bounds
    ("At least 70 people were killed in the raid.", ("At least 70 people", KILLED, 70, None)),
    ("The raid killed more than 70 people.", ("more than 70 people", KILLED, 70, None)),
    ("The raid killed over 70 people.", ("over 70 people", KILLED, 70, None)),
    ("The raid killed up to 30 people.", ("up to 30 people", KILLED, None, 30)),
    ("The raid killed fewer than 30 people.", ("fewer than 30 people", KILLED, None, 30)),
    ("As many as 40 people were killed in the raid.", ("As many as 40 people", KILLED, None, 40)),
    ("Between 20 and 30 people died in the raid.", ("Between 20 and 30 people", KILLED, 20, 30)),
    ("The raid killed 20 to 30 people.", ("20 to 30 people", KILLED, 20, 30)),
    ("The raid killed some 20 people.", ("some 20 people", KILLED, 20, 20)),
    ("The raid killed about 20 people.", ("about 20 people", KILLED, 20, 20)),
    ("The raid killed nearly 20 people.", ("nearly 20 people", KILLED, 20, 20)),
    ("An estimated 400 people died in the raid.", ("An estimated 400 people", KILLED, 400, 400)),
    ("The raid killed 12 or more people.", ("12 or more people", KILLED, 12, None)),
    ("Two or three people were killed in the raid.", ("Two or three people", KILLED, 2, 3)),
    # vague quantities
    ("The raid killed a few soldiers.", ("a few soldiers", KILLED, 3, None)),
    ("Several people were killed in the raid.", ("Several people", KILLED, 3, None)),
    ("Dozens of civilians were killed.", ("Dozens of civilians", KILLED, 24, None)),
    ("Several dozen people were killed.", ("Several dozen people", KILLED, 24, None)),
    ("Scores of people were wounded.", ("Scores of people", INJURED, 40, None)),
    ("Hundreds of people were killed.", ("Hundreds of people", KILLED, 200, None)),
    ("Thousands of people fled the town.", ("Thousands of people", DISPLACED, 2000, None)),
    (
        "Tens of thousands of people fled.",
        ("Tens of thousands of people", DISPLACED, 20_000, None),
    ),
    (
        "Hundreds of thousands of people were displaced.",
        ("Hundreds of thousands of people", DISPLACED, 200_000, None),
    ),
    ("Millions of people were displaced.", ("Millions of people", DISPLACED, 2_000_000, None)),
    ("The shelling killed tens of people.", ("tens of people", KILLED, 20, None)),
    ("The shelling killed tens.", ("tens", KILLED, 20, None)),
    ("A dozen people were killed.", ("A dozen people", KILLED, 12, 12)),
    ("Two dozen people were killed.", ("Two dozen people", KILLED, 24, 24)),
    # numbers in words, and with marks
    ("Twenty-three people were killed.", ("Twenty-three people", KILLED, 23, 23)),
    ("Twenty three people were killed.", ("Twenty three people", KILLED, 23, 23)),
    ("A hundred and four people died.", ("A hundred and four people", KILLED, 104, 104)),
    ("Three hundred people were wounded.", ("Three hundred people", INJURED, 300, 300)),
    ("The siege displaced 1,200 people.", ("1,200 people", DISPLACED, 1200, 1200)),
    ("The war displaced 1.9 million people.", ("1.9 million people", DISPLACED, *[1_900_000] * 2)),
    ("Half a dozen people were killed.", ("Half a dozen people", KILLED, 6, 6)),
    # one person
    ("A child was killed by the shelling.", ("A child", KILLED, 1, 1)),
    ("The shelling killed a woman.", ("a woman", KILLED, 1, 1)),
    ("A 42-year-old was killed by a sniper.", ("A 42-year-old", KILLED, 1, 1)),
    ("A 9-year-old girl was killed by a sniper.", ("A 9-year-old girl", KILLED, 1, 1)),
    ("Omar Vell, 42, was killed by a sniper.", ("Omar Vell", KILLED, 1, 1)),
    ("Soldier killed in raid\nIt was in Tarvo.", ("Soldier", KILLED, 1, 1)),
    # families and shares
    ("The shelling killed a family of five.", ("a family of five", KILLED, 5, 5)),
    ("The strike killed 33, mostly children, residents said.", ("33", KILLED, 33, 33)),
    (
        "The strike killed 33 people, mostly children, residents said.",
        ("33 people", KILLED, 33, 33),
    ),
    (
        "Two people each were killed in Tarvo and Velmora.",
        ("Two people", KILLED, 2, 2),
    ),
    # two states
    ("The blast left 15 killed or wounded.", ("15", KILLED, None, 15), ("15", INJURED, None, 15)),
    ("Dozens were killed and wounded in the blast.", ("Dozens", KILLED, 24, None)),
    ("The blast caused 20 casualties.", ("20 casualties", KILLED, 20, 20)),
    (
        "The blast killed 12 people and wounded 30.",
        ("12 people", KILLED, 12, 12),
        ("30", INJURED, 30, 30),
    ),
    ("4 dead, 9 wounded in blast in Tarvo", ("4 dead", KILLED, 4, 4), ("9", INJURED, 9, 9)),
    # nobody
    ("There were no casualties in the blast.", ("no casualties", KILLED, 0, 0)),
    ("Nobody was hurt in the blast.", ("Nobody", INJURED, 0, 0)),
    ("No one was killed in the blast.", ("No one", KILLED, 0, 0)),
    ("The blast caused no injuries.", ("no injuries", INJURED, 0, 0)),
    # parts
    (
        "The strike killed 20 people, including 6 children.",
        ("20 people", KILLED, 20, 20),
        ("6 children", KILLED, 6, 6),
    ),
    (
        "The strike killed 35 people, 29 of them soldiers.",
        ("35 people", KILLED, 35, 35),
        ("29 of them soldiers", KILLED, 29, 29),
    ),
    (
        "The strike killed 20 people, 6 of them women or children.",
        ("20 people", KILLED, 20, 20),
        ("6 of them women or children", KILLED, 6, 6),
    ),
    # other states
    ("Gunmen abducted four nurses.", ("four nurses", ABDUCTED, 4, 4)),
    ("Police arrested 12 protesters.", ("12 protesters", DETAINED, 12, 12)),
    ("Five rebels were captured.", ("Five rebels", DETAINED, 5, 5)),
    ("Six miners are missing after the blast.", ("Six miners", MISSING, 6, 6)),
    ("The shelling forced 300 families to flee.", ("300 families", DISPLACED, 300, 300)),
    ("Rescue workers evacuated 40 patients.", ("40 patients", EVACUATED, 40, 40)),
    # spelling
    ("The harbour mine killed 9 labourers.", ("9 labourers", KILLED, 9, 9)),
    ("The harbor mine killed 9 laborers.", ("9 laborers", KILLED, 9, 9)),
    ("Two paediatricians were killed.", ("Two paediatricians", KILLED, 2, 2)),
]
NOTHING = [
    "The army carried out 12 air strikes on Monday.",
    "The shelling destroyed 30 houses and 4 hospitals.",
    "Two sisters, 12 and 14, sang at the school on Monday.",
    "The minister met 40 officers in Tarvo.",
    "The new law would kill thousands, the opposition said.",
    "The news killed hope.",
    "The town is 40 km from the front.",
    "A father of three spoke to reporters.",
]
AGES = [
    ("Two sisters, 12 and 14, were hurt by the shelling.", ("Two sisters", INJURED, 2, 2)),
    (
        "Three brothers, 5, 7 and 9, were wounded by the shelling.",
        ("Three brothers", INJURED, 3, 3),
    ),
    ("The boy, aged 9, was killed by the shelling.", ("The boy", KILLED, 1, 1)),
    ("Sami Doran (51) was killed by the shelling.", ("Sami Doran", KILLED, 1, 1)),
]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_count_is_read_by_the_codebook(reader, case):
    text, *expected = case
    assert figures(read_by(reader, text)) == set(expected)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("case", AGES, ids=lambda case: case[0])
def test_age_is_no_toll(reader, case):
    text, *expected = case
    assert figures(read_by(reader, text)) == set(expected)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", NOTHING)
def test_what_counts_nobody_harmed_is_no_figure(reader, text):
    assert figures(read_by(reader, text)) == set()


@pytest.mark.parametrize("reader", READERS)
def test_women_or_children_are_not_women_alone(reader):
    text = "The strike killed 20 people, 6 of them women or children, a medic said."
    part = next(f for f in read_by(reader, text).figures if f.low == 6)
    assert (part.sex, part.age) == ("unknown", "mixed")


@pytest.mark.parametrize("reader", READERS)
def test_who_fled_is_not_killed_whatever_stands_before_it(reader):
    lines = (
        "- Two soldiers were killed in Homs on Monday, the army said",
        "- Five rebels were captured",
        "- 1,200 families fled the town",
    )
    expected = {
        ("Two soldiers", KILLED, 2, 2),
        ("Five rebels", DETAINED, 5, 5),
        ("1,200 families", DISPLACED, 1200, 1200),
    }
    assert figures(read_by(reader, "\n".join(lines))) == expected
