from hypothesis import given
from hypothesis import strategies as st

from accordingto.ingest.seen import Seen


@given(st.lists(st.text(max_size=3)))
def test_a_string_is_new_once(texts):
    seen, known = Seen(), set()
    for text in texts:
        assert seen.add(text) is (text not in known)
        known.add(text)


def test_many_strings_are_told_apart():
    seen = Seen()
    assert all(seen.add(f"report-{number}") for number in range(20_000))
    assert not any(seen.add(f"report-{number}") for number in range(20_000))
