"""Readings of any content, for round trips."""

from hypothesis import strategies as st

from accordingto.records.base import Mention
from accordingto.records.readings import Reading

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_MENTION = st.builds(
    Mention,
    start=st.integers(0, 10**7),
    end=st.integers(0, 10**7),
    text=_TEXT,
    actor=st.none() | st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
)
st.register_type_strategy(Mention, _MENTION)
st.register_type_strategy(str, _TEXT)


def readings() -> st.SearchStrategy[Reading]:
    """Readings with every record and field, built from the types."""
    return st.from_type(Reading)
