import pytest

from accordingto.cli.tables import NARROWEST, render_table, share_out
from accordingto.views.table_rows import COLUMNS, Column, TableRow

TWO = (Column("Who", 1), Column("What", 3))


def test_lines_that_go_on_are_set_in():
    row = TableRow((("residents of the old town",), ("Shelling killed 12 people.", "It ended.")))
    told = render_table(TWO, [row], width=60, colour=False).split("\n")
    assert told[0] == "Who                  What"
    assert told[2:] == [
        "residents of the     Shelling killed 12 people.",
        "  old town           It ended.",
        "",
        "",
    ]


def test_words_are_never_styled_and_headings_are_where_colours_are():
    row = TableRow((("[bold]x[/bold]",), (":smile:",)))
    plain = render_table(TWO, [row], width=60, colour=False)
    assert "[bold]x[/bold]" in plain
    assert ":smile:" in plain
    assert "\x1b" not in plain
    coloured = render_table(TWO, [row], width=60, colour=True)
    assert coloured.startswith("\x1b[1mWho")
    assert coloured.count("\x1b[1m") == 1


def test_wide_characters_take_their_room():
    row = TableRow((("停火停火停火停火停火停火停火停火",), ("kept",)))
    first = render_table(TWO, [row], width=60, colour=False).split("\n")[2]
    assert first == "停火停火停火停火     kept"


def test_part_without_rows_or_headings_is_nothing():
    assert render_table(TWO, [], width=80, colour=False, with_headings=False) == ""


@pytest.mark.parametrize("width", [1, 60, 80, 141, 200])
def test_room_is_shared_out_whole(width):
    for columns in COLUMNS.values():
        widths = share_out(columns, max(width, NARROWEST))
        assert sum(widths) + 2 * (len(columns) - 1) == max(width, NARROWEST)
        needed = zip(widths, columns, strict=True)
        assert all(room >= column.least for room, column in needed)
