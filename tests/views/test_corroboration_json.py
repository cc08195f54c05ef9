"""Corroboration as JSON."""

import json

from accordingto.api.corroborating import corroborate
from accordingto.views.corroboration_json import corroboration_json
from accordingto.views.privacy import Mask
from tests.builders import make_report, reader

STRIKE = "Air strikes on a market in Aleppo killed 23 people on Tuesday, residents said."


def written(*texts):
    reports = [make_report(text, id=f"r{n}") for n, text in enumerate(texts, start=1)]
    return json.loads("".join(corroboration_json(corroborate(map(reader().read, reports)))))


def test_cases_copies_and_origins_stand_as_the_scorer_asks():
    found = written(f"{STRIKE} (Reuters)", STRIKE, "All is quiet.")
    assert [case["reports"] for case in found["cases"]] == [["r1", "r2"]]
    assert found["origins"] == {"r1": "Reuters", "r2": None, "r3": None}
    assert found["reports"] == 3
    assert found["copies"] == [["r1", "r2"]] or not found["copies"]


def test_case_carries_code_links_figures_blame_and_grade():
    (case,) = written(STRIKE, f"{STRIKE} The wounded lay in the street.")["cases"]
    assert case["id"].startswith("C-")
    assert case["outline"]["links"][0]["one"]
    assert case["figures"]["tolls"][0]["claims"][0]["quote"] == STRIKE
    assert {"entries", "rule"} <= set(case["blame"])
    assert "reasons" in case["grade"]


def test_names_that_are_withheld_in_a_report_are_not_in_its_cases():
    reading = reader().read(make_report(STRIKE))
    found = corroborate([reading])
    text = "".join(corroboration_json(found, lambda _sha256: Mask.of(["residents"])))
    assert "killed 23 people on Tuesday, [name withheld] said." in text
    assert "residents" in "".join(corroboration_json(found))


def test_nothing_is_still_json():
    assert written()["cases"] == []
