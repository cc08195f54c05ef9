import pytest

from accordingto.lexicons.tokens import find_tokens
from accordingto.reader.descriptions import describe


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("the foreign minister of Vell, Ana Lind", ("ana", "lind"), "foreign minister of Vell"),
        ("An army spokesman, Colonel Ivo Kell", ("ivo", "kell"), "army spokesman Colonel"),
        ("Ana Lind of the Pell Observatory", ("ana", "lind"), None),
        ("the rebel Oruda Council", ("oruda", "council"), None),
        ("the director of the Oruda hospital in Vell", (), None),
    ],
)
def test_name_is_parted_from_role_and_body(text, name, role):
    found = describe(list(find_tokens(text)), [])
    assert (found.name, found.role) == (name, role)
