import pytest

from accordingto.corroboration.bodies import country_name, country_of, cut_parts, find_bodies


@pytest.mark.parametrize(
    ("phrase", "keys"),
    [
        ("the Britain-based Marena Watch for Human Rights", ["human marena rights watch"]),
        ("the French defence ministry", ["@FR defence ministry"]),
        ("Frances Ministry of Defense", ["@FR defence ministry"]),
        ("the United States", ["@US"]),
        ("the U.S.-led coalition", ["coalition usled"]),
        ("Grey Council and Tarvo Shield", ["council grey", "shield tarvo"]),
        ("the state news agency SANA", ["agency SANA"]),
        ("SANAs correspondent", ["agency SANA"]),
        ("the Observatorys chief", ["observatory"]),
        ("the French Foreign Minister", ["@FR foreign"]),
        ("the UN childrens agency UNICEF", ["unicef"]),
        ("activists in the town", []),
        ("", []),
    ],
)
def test_bodies_are_found_under_one_key(phrase, keys):
    assert [body.key for body in find_bodies(phrase)] == keys


def test_common_nouns_are_generic_and_acronyms_are_not():
    phrases = ("the Observatory", "an NGO", "the GCM", "the Grey Council")
    assert [find_bodies(one)[0].is_generic for one in phrases] == [True, True, False, False]


@pytest.mark.parametrize(
    ("phrase", "state"),
    [
        ("the French army", "FR"),
        ("France", "FR"),
        ("SANA", "SY"),
        ("Reuters", None),
        ("the French Red Cross", None),
        ("the Grey Council", None),
    ],
)
def test_organs_of_a_state_are_told(phrase, state):
    assert find_bodies(phrase)[0].state == state


def test_initials_leave_out_small_words():
    assert find_bodies("the Grey Council of Tal Marena")[0].initials == "GCTM"


def test_countries_are_known_by_name_and_adjective():
    words = ("France", "French", "Frances", "Marena", "france", "")
    assert [country_of(word) for word in words] == ["FR", "FR", "FR", None, None, None]
    assert (country_name("FR"), country_name("XX")) == ("France", "XX")


def test_possessives_lose_their_mark():
    assert [part.text for part in cut_parts("Marena's U.S.-led al-Tarvo")] == [
        "Marena",
        "U.S.-led",
        "al-Tarvo",
    ]
