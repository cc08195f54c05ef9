import random

import pytest

from accordingto.engine.spark.components import find_components


def components(scratch, pairs, at_once):
    table = scratch.keep(scratch.spark.createDataFrame(pairs, "one bigint, other bigint"), "pairs")
    found = find_components(table, scratch, at_once).collect()
    assert len({row["node"] for row in found}) == len(found)
    return {row["node"]: row["component"] for row in found}


@pytest.mark.parametrize("at_once", [1000, 0], ids=["by one worker", "by stars"])
def test_nodes_hang_together_through_any_number_of_pairs(scratch, at_once):
    draw = random.Random(7)  # noqa: S311 -- nodes of a test
    chain = [(number + 1, number) for number in range(100, 130)]
    star = [(7, 1000 + number) for number in range(40)]
    pairs = [*chain, *star, (5, 5), (chain[3][0], chain[9][0])]
    draw.shuffle(pairs)
    expected = dict.fromkeys(range(100, 131), 100) | {7: 7}
    expected |= {1000 + number: 7 for number in range(40)}
    assert components(scratch, pairs, at_once) == expected


def test_no_pairs_no_components(scratch):
    assert components(scratch, [], 0) == {}
