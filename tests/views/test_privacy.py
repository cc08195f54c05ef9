from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from accordingto.records.values import Age, State
from accordingto.views.privacy import Mask, mask_for, withhold_names
from tests.views.readings import Sketch, market


def test_name_is_found_across_hyphens_and_line_ends_and_in_any_case() -> None:
    mask = Mask.of(["Omar al-Sell"])
    assert mask.hide("OMAR\nAL-SELL and Omar al-Sellan") == "[name withheld] and Omar al-Sellan"


def test_longest_name_wins() -> None:
    mask = Mask.of(["Omar", "Omar Sell"])
    assert mask.hide("Omar Sell, Omar") == "[name withheld], [name withheld]"


def test_child_is_known_by_age_by_role_or_by_the_figure() -> None:
    sketch = Sketch("Ana Bel Cim Dor Eli")
    six = sketch.figure("Ana", 6, 6, age=Age.CHILDREN)
    sketch.person("Ana", 17)
    sketch.person("Bel", None, role="schoolgirl")
    sketch.person("Cim", None, figure=six.id)
    sketch.person("Dor", 18, role="boy")
    sketch.person("Eli", None)
    mask = mask_for(sketch.reading())
    assert mask.hide("Ana, Bel, Cim, Dor, Eli").count("[name withheld]") == 3
    assert mask.hide("Dor, Eli") == "Dor, Eli"


def test_name_of_a_detained_person_is_withheld() -> None:
    sketch = Sketch("Bram Holk was arrested.")
    sketch.person("Bram Holk", 40, state=State.DETAINED)
    assert mask_for(sketch.reading()).hide("Bram Holk") == "[name withheld]"


def test_withholding_leaves_the_report_and_the_ids_as_they_are() -> None:
    reading = market().reading()
    hidden = withhold_names(reading, mask_for(reading))
    assert hidden.report == reading.report
    assert [figure.id for figure in hidden.figures] == [figure.id for figure in reading.figures]
    assert hidden.people[0].name == "[name withheld]"


@given(st.text(), st.lists(st.text(min_size=1)))
def test_spans_are_in_order_within_the_text(text: str, names: list[str]) -> None:
    spans = list(Mask.of(names).find_names(text))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
