"""Who makes each claim of a case, and why some of them depend on others."""

from accordingto.views.case_graphs import graphs_of
from tests.corroboration.casebook import blame, figure, make_digest
from tests.views.cases import MINISTRY, OBSERVATORY, found_of, observatory, plain, shown


def two_agencies():
    return (
        make_digest("r1", OBSERVATORY, observatory(14), blame("the army", speaker="obs")),
        make_digest("r2", OBSERVATORY, observatory(14), publisher="Post"),
        make_digest("r3", MINISTRY, figure(6, speaker="min"), publisher="State Press"),
    )


def test_there_is_a_graph_for_each_toll_and_each_blame():
    found = found_of(*two_agencies())
    (linked,), (case,) = found.groups, found.cases()
    graphs = graphs_of(found, linked, case)
    assert [one.claim for one in graphs] == ["killed: people", "the army: accused"]
    assert [len(one.graph.nodes) for one in graphs] == [3, 1]


def test_groups_of_a_graph_are_as_many_as_the_voices_counted():
    found = found_of(*two_agencies())
    (linked,), (case,) = found.groups, found.cases()
    for one in graphs_of(found, linked, case):
        assert len({node.group for node in one.graph.nodes}) == one.voices.with_unnamed


def test_graph_tells_who_depends_on_whom_and_why():
    text = plain(shown(*two_agencies(), whole=True))
    assert (
        "1. Tarn Observatory for Rights [1] (named) + Tarn Observatory for Rights [2] (named) "
        "with Tarn Observatory for Rights [1]: same speaker" in text
    )
    assert "2. Health Ministry of Ossen [3] (named)" in text
