from accordingto.api.tables import COUNT, TEXT, Column, Table, make_table, plain
from accordingto.records.values import State


def test_a_table_has_a_row_for_each_thing():
    cells = (("words", TEXT, str), ("length", COUNT, len))
    table = make_table("words", cells, ["market", "bridge"])
    columns = (Column("words", TEXT), Column("length", COUNT))
    assert table == Table("words", columns, (("market", 6), ("bridge", 6)))


def test_members_of_enumerations_are_their_words():
    assert type(plain(State.KILLED)) is str
    assert (plain(State.KILLED), plain(3), plain(None)) == ("killed", 3, None)
