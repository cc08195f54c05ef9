"""The reports of a case as text, and why they are of one case."""

from accordingto.corroboration.digests import Credit
from tests.corroboration.casebook import day, make_digest
from tests.views.cases import OBSERVATORY, contested, observatory, plain, shown


def credited(report, publisher):
    credit = Credit(agency="Tarn Wire", words="(Tarn Wire)", where="text")
    return make_digest(report, OBSERVATORY, observatory(14), credit=credit, publisher=publisher)


def test_reports_of_one_origin_stand_together():
    text = plain(shown(credited("r1", "Post"), credited("r2", "Herald")))
    assert "2 reports of 1 origin" in text
    assert "one origin, 2 reports: Tarn Wire [1] Post · 16 March 2024 · credits Tarn Wire" in text


def test_report_is_cited_by_the_number_under_which_it_is_listed():
    text = plain(shown(*contested()))
    assert "[4] Ledger · 18 March 2024 · r3" in text
    assert "Tarn Observatory for Rights, 18 March 2024 [4]" in text


def test_doubt_about_a_report_stands_below_it():
    digest = make_digest("r1", OBSERVATORY, observatory(14), given=day(-9))
    assert "doubtful: given as of 2024-03-06" in plain(shown(digest))


def test_links_are_explained_the_weakest_first():
    text = plain(shown(*contested()))
    assert "WHY ONE CASE: 3 links, the weakest first" in text
    assert "both on the same day" in text


def test_whole_case_gives_the_weight_of_each_term():
    assert "both on the same day (+" in plain(shown(*contested(), whole=True))
