"""What is known about a case."""

from accordingto.corroboration import evidence
from accordingto.corroboration.evidence import CaseFile
from accordingto.records.values import ActorKind, Kind, Scope
from accordingto.records.voices import VoiceCount
from tests.corroboration.accounts import make_account
from tests.corroboration.casebook import figure, make_case, make_digest, make_evidence, speaker


def test_part_without_an_incident_has_that_of_its_total():
    digest = make_digest("r1", figure(12))
    part = figure(3, record="p", scope=Scope.PART, part_of="f-12-12")
    account = digest.accounts[0]
    both = make_digest("r1", account=account, figures=(*digest.figures, part))
    told = make_case(both).figures
    assert [one.figure.record for one in told] == ["f-12-12", "p"]


def test_figure_of_another_incident_is_not_of_the_case():
    digest = make_digest("r1", figure(12))
    other = figure(3, record="x", incident="r1-2")
    both = make_digest("r1", account=digest.accounts[0], figures=(*digest.figures, other))
    assert [one.figure.record for one in make_case(both).figures] == ["f-12-12"]


def test_case_is_of_a_clash_when_half_of_its_accounts_are():
    strike, clash = make_account("r1"), make_account("r2", kind=Kind.ARMED_CLASH)
    known = make_evidence(make_digest("r1"), make_digest("r2"))
    assert CaseFile.of([strike, clash], known).is_clash
    assert not CaseFile.of([strike], known).is_clash


def test_two_whom_one_text_quotes_can_contradict_each_other():
    digest = make_digest("r1", figure(12, speaker="a"), figure(30, speaker="b"))
    told = make_case(digest).bodies([("r1", "a"), ("r1", "b"), ("r1", None)])
    assert len(set(told.values())) == 3


def test_people_of_one_organisation_are_one_body():
    people = [speaker(name, name, affiliation="Watch") for name in ("Aro", "Ila")]
    told = make_case(make_digest("r1", *people)).bodies([("r1", "Aro"), ("r1", "Ila")])
    assert set(told.values()) == {"Watch"}


def test_unnamed_who_hang_together_are_one_body():
    known = make_evidence(make_digest("r1", speaker("x", kind=ActorKind.UNNAMED)))
    case = CaseFile.of([], known)
    one, own = (known.voices.voice_of("r1", who).id for who in ("x", None))
    both = VoiceCount(named=0, with_unnamed=1, groups=((one, own),))
    case._counts[("r1", None), ("r1", "x")] = both
    assert len(set(case.bodies([("r1", "x"), ("r1", None)]).values())) == 1


def test_few_reports_are_kept_sorted_at_one_time(monkeypatch):
    monkeypatch.setattr(evidence, "MOST_PAPERS", 2)
    known = make_evidence(*(make_digest(f"r{n}", figure(n)) for n in range(5)))
    papers = [known.paper(f"r{n}") for n in range(5)]
    assert [one.digest.key for one in papers] == [f"r{n}" for n in range(5)]
    assert known.paper("r4") is papers[4]
    assert known.paper("r0") is not papers[0]


def test_actor_that_is_not_listed_keeps_its_id_as_name():
    assert make_evidence(make_digest("r1")).paper("r1").name_of("x") == "x"
