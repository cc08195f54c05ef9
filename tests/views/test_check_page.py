import re
from html import unescape

import pytest

from accordingto.views.check_page import render_check_page
from tests.corroboration.checks import make_checked, make_claim
from tests.views.checkings import make_case, make_checking


@pytest.fixture
def page(tmp_path):
    def render(*subjects, **options):
        return render_check_page(*make_checking(tmp_path, *subjects), **options)

    return render


def test_page_holds_a_map_and_every_incident_beside_its_rows(page):
    html = page()
    assert html.count("<details") == 2
    assert '<svg class="map"' in html
    assert "6 more than the row&#39;s highest" in html
    assert "score from base -4.5 (a row near in time and place); days +3.0 (same day)" in html
    assert "it is not the truth" in html


def test_each_report_of_a_case_is_listed_once(page):
    html = page(make_case())
    assert "<h2>Cases</h2>" in html
    assert "2 reports <code>C-4d1m6wz8kt</code>" in html
    assert [html.count(f"Title of {report} ·") for report in ("r1", "r2")] == [1, 1]
    assert "also told: Ossen (1 report)" in html


def test_page_fetches_and_runs_nothing(page):
    html = page(with_reverse=True)
    assert "default-src 'none'" in unescape(html)
    assert "<script" not in html
    assert not re.search(r'(?:src|href)="', html)


def test_words_of_reports_are_escaped(page):
    html = page(make_checked(tolls=[make_claim(words="<b onclick=x>")], title="<img src=x>"))
    assert "<img" not in html
    assert "<b onclick" not in html


def test_rows_that_no_report_mentions_stand_below_when_asked_for(page):
    assert "Upper Tarvo" not in page()
    assert "Rows that no report mentions" in page(with_reverse=True)


def test_page_without_incidents_says_so(tmp_path):
    reference, result = make_checking(tmp_path, make_checked())
    html = render_check_page(
        reference,
        type(result)(
            findings=(),
            rows_compared=2,
            rows_left_out=0,
            coverage=None,
            unmentioned=(),
            within_coverage=0,
        ),
        with_reverse=True,
    )
    assert "The readings tell of no incident." in html
