from accordingto.corroboration.unions import Unions


def test_what_is_joined_through_others_hangs_together():
    unions = Unions(6)
    for one, other in ((5, 3), (3, 1), (0, 2)):
        unions.join(one, other)
    assert unions.groups() == {0: [0, 2], 1: [1, 3, 5], 4: [4]}
    assert unions.find(5) == 1


def test_joining_twice_changes_nothing():
    unions = Unions(3)
    unions.join(0, 2)
    unions.join(2, 0)
    assert unions.groups() == {0: [0, 2], 1: [1]}
