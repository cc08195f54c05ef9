"""Rival attributions."""

from accordingto.corroboration.blaming import blame_for
from accordingto.records.values import BlameMode, Kind
from tests.corroboration.accounts import make_account
from tests.corroboration.casebook import blame, make_case, make_digest, speaker


def rivals(*digests):
    found = blame_for(make_case(*digests))
    names = {entry.actor.id: entry.actor.name for entry in found.entries}
    return {frozenset(names[one] for one in pair) for pair in found.rivals}


def said(by, *whom, **fields):
    return make_digest(f"r-{by}", *(blame(name, speaker=by, **fields) for name in whom))


def test_independent_voices_that_blame_enemies():
    assert rivals(said("Tarn Watch", "the Maresian army"), said("Colonel Dann", "the rebels")) == {
        frozenset(("the Maresian army", "the rebels"))
    }


def test_names_that_can_be_one_are_no_rivals():
    assert not rivals(
        said("Tarn Watch", "US-led"),
        said("Ossen Relief", "International Coalition"),
        said("Dellit Clinic", "the U.S.-led coalition"),
    )


def test_name_that_fits_both_enemies_hides_no_rivals():
    told = [said("Tarn Watch", "the Maresian army"), said("Colonel Dann", "Maresian rebels")]
    assert rivals(*told, said("Ossen Relief", "Maresian")) == rivals(*told)
    assert rivals(*told)


def test_name_that_fits_two_countries_hides_no_rivals():
    told = [said("Tarn Watch", "Maresian jets"), said("Colonel Dann", "Dorvanian jets")]
    assert rivals(*told, said("Ossen Relief", "warplanes")) == rivals(*told)
    assert rivals(*told) == {frozenset(("Maresian jets", "Dorvanian jets"))}


def test_groups_are_rivals_only_where_a_report_tells_them_apart():
    told = [said("Tarn Watch", "Tarn Front"), said("Colonel Dann", "Ossen Brigades")]
    assert not rivals(*told)
    front, brigades = speaker("x", "Tarn Front"), speaker("y", "Ossen Brigades")
    one = make_digest("r1", blame("Tarn Front", actor="x", speaker="Tarn Watch"), front)
    two = make_digest("r2", blame("Ossen Brigades", actor="y", speaker="Dann"), brigades)
    assert not rivals(one, two)
    assert rivals(one, two, make_digest("r3", front, brigades))


def test_voice_that_blames_both_makes_no_rivals():
    assert not rivals(said("Tarn Watch", "the Maresian army", "the rebels"))


def test_voices_of_one_organisation_are_no_rivals():
    told = []
    for name, whom in (("Aro", "the Maresian army"), ("Ila", "the rebels")):
        person = speaker(name, name, affiliation="Watch")
        told.append(make_digest(f"r-{name}", blame(whom, speaker=name), person))
    assert not rivals(*told)


def test_own_words_beside_a_quoted_accusation_are_no_rival():
    both = blame("the Maresian army"), blame("the rebels", speaker="Tarn Watch")
    assert not rivals(make_digest("r1", *both))
    assert rivals(make_digest("r2", both[0]), make_digest("r3", both[1]))


def test_denial_is_no_rival():
    denied = said("Colonel Dann", "the army", mode=BlameMode.DENIED)
    assert not rivals(denied, said("Tarn Watch", "the rebels"))


def test_clash_has_no_rivals():
    told = []
    for by, whom in (("a", "the army"), ("b", "the rebels")):
        account = make_account(f"r-{by}", kind=Kind.ARMED_CLASH)
        told.append(make_digest(f"r-{by}", blame(whom, speaker=by), account=account))
    assert not rivals(*told)
