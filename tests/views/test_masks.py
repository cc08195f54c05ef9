import re

from hypothesis import given
from hypothesis import strategies as st

from accordingto.views.masks import Mask

WORDS = st.sampled_from(["Ada", "Varn", "Orn", "al", "Lia", "Holt"])
NAMES = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), max_size=5)
TEXTS = st.lists(
    st.tuples(st.one_of(WORDS, WORDS.map(str.upper), st.just("said")), st.sampled_from("  -\n"))
).map(lambda row: "".join(word + gap for word, gap in row))


def test_names_that_overlap_are_one_range_so_that_no_part_is_left():
    mask = Mask.of(["Ada Varn", "Varn Holt"])
    assert mask.hide("Ada Varn Holt fled") == "[name withheld] fled"


def test_part_of_a_name_is_withheld_where_it_has_a_capital():
    mask = Mask.of(["Hope Varn"], parts=["Hope", "Varn"])
    assert mask.hide("Hope spoke. VARN lost hope.") == (
        "[name withheld] spoke. [name withheld] lost hope."
    )


def test_label_says_what_the_name_was_of():
    mask = Mask.of(["Ada Varn"], labels={"Orn Clinic": "[clinic, name withheld]"})
    assert mask.hide("Ada Varn, Orn clinic") == "[name withheld], [clinic, name withheld]"
    assert Mask().joined(mask) == mask
    assert Mask().is_empty
    assert not mask.is_empty


@given(NAMES, TEXTS)
def test_no_part_of_a_whole_name_is_left(names, text):
    mask = Mask.of(names)
    spans = list(mask.find_names(text))
    words = [(found.span(), found.group().casefold()) for found in re.finditer(r"\w+", text)]
    for name in names:
        sought = name.casefold().split()
        for at in range(len(words) - len(sought) + 1):
            here = words[at : at + len(sought)]
            if [word for _, word in here] == sought:
                start, end = here[0][0][0], here[-1][0][1]
                assert any(one.start <= start and end <= one.end for one in spans)
    assert mask.hide(mask.hide(text)) == mask.hide(text)
