"""What a page leaves out is counted."""

from accordingto.views.cutting import Cutter, Part


def test_what_is_cut_off_is_counted_and_nothing_else_is_cut():
    cutter = Cutter({Part.LINKS: 2})
    assert cutter.cut([1, 2, 3, 4, 5], Part.LINKS) == [1, 2]
    assert cutter.cut([1, 2], Part.LINKS) == [1, 2]
    assert cutter.cut([1, 2, 3], Part.CLAIMS) == [1, 2, 3]
    assert cutter.left_out == 3


def test_what_was_told_before_takes_room():
    cutter = Cutter({Part.REPORTS: 3})
    assert cutter.cut("ab", Part.REPORTS) == "ab"
    assert cutter.cut("cd", Part.REPORTS, beyond=2) == "c"
    assert cutter.cut("ef", Part.REPORTS, beyond=3) == ""
    assert cutter.left_out == 3


def test_without_limits_nothing_is_cut():
    cutter = Cutter()
    assert cutter.cut(range(1000), Part.CLAIMS, beyond=5) == range(1000)
    assert cutter.left_out == 0
