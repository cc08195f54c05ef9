from dataclasses import replace
from datetime import timedelta

from accordingto.corroboration.copies import find_copies
from accordingto.corroboration.origins import FlagCode, OriginBasis, find_origins
from tests.corroboration.texts import DAY, make_digest, make_figure, make_story

STORY = make_story(1)
AFP = ["BEIRUT", "(AFP)", "-"]
REUTERS = ["BEIRUT", "(Reuters)", "-"]


def _origins(*digests):
    return find_origins(digests, find_copies(digests).groups)


def _codes(origin):
    return [flag.code for flag in origin.flags]


def test_a_credit_is_the_origin():
    origin = _origins(make_digest("a", [*AFP, *STORY]))["a"]
    assert (origin.agency, origin.basis, origin.words) == ("AFP", OriginBasis.CREDITED, "(AFP)")
    assert origin.keys == {"agency:AFP", "text:a"}


def test_a_text_without_credit_is_its_publishers_own():
    origin = _origins(make_digest("a", STORY))["a"]
    assert (origin.agency, origin.basis, origin.first) == (None, OriginBasis.OWN, "a")
    assert origin.keys == {"text:a"}
    assert not origin.flags


def test_a_copy_has_the_agency_of_the_copy_that_credits_it_but_credits_nobody():
    found = _origins(make_digest("a", STORY), make_digest("b", [*AFP, *STORY]))
    assert found["a"].agencies == ("AFP",)
    assert found["a"].basis is OriginBasis.COPIED
    assert found["a"].agency is None
    assert found["a"].keys & found["b"].keys == {"agency:AFP", "text:a"}
    assert not found["a"].flags
    assert not found["b"].flags


def test_two_credits_for_one_text_contradict_each_other():
    found = _origins(make_digest("a", [*AFP, *STORY]), make_digest("b", [*REUTERS, *STORY]))
    assert _codes(found["a"]) == _codes(found["b"]) == [FlagCode.CREDIT_CONTRADICTED]
    assert found["b"].flags[0].reason == "credits Reuters; a, with this text, credits AFP"
    assert found["b"].flags[0].other == "a"
    assert found["b"].keys & found["a"].keys == {"text:a"}


def test_credits_that_share_an_agency_agree():
    both = [*STORY, "(With", "AFP", "and", "Reuters)"]
    found = _origins(make_digest("a", [*AFP, *STORY]), make_digest("b", both))
    assert not found["a"].flags
    assert found["b"].agencies == ("AFP", "Reuters")


def test_a_credit_that_no_earlier_copy_carries_is_flagged():
    digests = [make_digest(str(number), STORY, days=number) for number in range(3)]
    forged = make_digest("forged", [*REUTERS, *STORY], days=3)
    assert FlagCode.CREDIT_NOT_CARRIED in _codes(_origins(*digests, forged)["forged"])
    first = make_digest("first", [*REUTERS, *STORY], days=-1)
    assert not _codes(_origins(*digests, first)["first"])


def test_a_copy_that_claims_to_be_older_than_the_agencys_text_is_flagged():
    found = _origins(make_digest("a", STORY, days=-5), make_digest("b", [*AFP, *STORY]))
    assert _codes(found["a"]) == [FlagCode.BACK_DATED]
    assert "5 days before b" in found["a"].flags[0].reason
    near = _origins(make_digest("a", STORY, days=-1), make_digest("b", [*AFP, *STORY]))
    assert not near["a"].flags


def test_a_day_given_before_the_day_in_the_text_is_flagged():
    digest = replace(make_digest("a", STORY), given=DAY - timedelta(days=9))
    assert _codes(_origins(digest)["a"]) == [FlagCode.BACK_DATED]


def test_a_copy_with_other_tolls_is_flagged():
    one = replace(make_digest("a", STORY), figures=(make_figure(12),))
    other = replace(make_digest("b", STORY, days=1), figures=(make_figure(90),))
    found = _origins(one, other)
    assert _codes(found["b"]) == [FlagCode.TOLL_ALTERED]
    assert found["b"].flags[0].reason == "says 90 killed; a, with this text, says 12 killed"


def test_a_copy_with_fewer_of_the_same_tolls_is_not():
    one = replace(make_digest("a", STORY), figures=(make_figure(12), make_figure(30)))
    other = replace(make_digest("b", STORY, days=1), figures=(make_figure(12),))
    assert not _origins(one, other)["b"].flags
