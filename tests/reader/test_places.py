import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.layers import Annotations, Sentence
from accordingto.reader.places import FindPlaces
from accordingto.reader.sentences import FindSentences
from accordingto.report import Report

STAGE = FindPlaces(Gazetteer.open())


def find(text, publisher=""):
    report, found = Report(id="r1", text=text, publisher=publisher), Annotations()
    found.add(Sentence, FindSentences()(report, found))
    return [mention.place for mention in STAGE(report, found)]


def names(text):
    return [place.name for place in find(text)]


def only(text, name):
    (place,) = [place for place in find(text) if place.name == name]
    return place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A market in Idlib was shelled.", ["Idlib"]),
        ("Clashes broke out in Afrin in northern Syria.", ["Afrin", "Syria"]),
        ("Deir ez-Zor and al-Bab were calm.", ["Deir ez-Zor", "al-Bab"]),
        ("Syrias Homs was hit.", ["Syria", "Homs"]),
        ("Strike Kills Five in Aleppo, Medics Say", ["Aleppo"]),
        ("The U.S. sent envoys.", ["U.S."]),
    ],
)
def test_places_are_found_as_written(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Omar al-Homsi wept.",
        "The Aleppo Media Center filmed it.",
        "Damascus University closed.",
        "The Free Syrian Army withdrew.",
        "The Syrian Observatory counted nine.",
        "Syrian troops left.",
        "The ambassador spoke of Assad.",
        "He studied at the University of Damascus.",
        "Reading the news on Friday, they said nothing.",
        "SANA said so.",
    ],
)
def test_other_names_are_no_places(text):
    assert names(text) == []


def test_place_is_resolved_with_its_reason():
    place = only("Shells fell on Douma, Syria.", "Douma")
    assert (place.country, place.where_prec, place.geo_precision) == ("SY", 1, 1)
    assert place.lat == pytest.approx(33.57, abs=0.05)
    assert "Syria" in place.why
    assert place.why.endswith(".")


def test_name_of_many_places_follows_the_report():
    assert only("Troops in Lebanon left Tripoli and Beirut.", "Tripoli").country == "LB"
    assert only("Militias from Benghazi and Misrata fought in Tripoli.", "Tripoli").country == "LY"


def test_place_of_the_same_name_is_the_runner_up():
    place = only("Militias from Benghazi and Misrata fought in Tripoli.", "Tripoli")
    assert place.runner_up
    assert 0 < place.confidence < 1


def test_name_that_nothing_tells_apart_stays_unknown():
    place = only("A fire broke out in the village of San Isidro.", "San Isidro")
    assert (place.country, place.gazetteer_id, place.lat, place.where_prec) == (None,) * 4
    assert "nothing in the report tells" in place.why


def test_unknown_name_is_kept_without_gazetteer_fields():
    place = only("A raid hit the village of Qwxzyla.", "Qwxzyla")
    assert (place.country, place.gazetteer_id, place.lat, place.confidence) == (None,) * 4
    assert "does not know" in place.why


def test_unknown_name_lies_where_the_report_says():
    place = only("A raid hit the village of Qwxzyla in Idlib province, Syria.", "Qwxzyla")
    assert (place.country, place.gazetteer_id) == ("SY", None)


def test_one_far_city_does_not_place_an_unknown_name():
    text = "A raid hit the village of Qwxzyla. The spokesman was speaking in Geneva."
    assert only(text, "Qwxzyla").country is None


def test_qualifier_is_kept_and_lowers_the_precision():
    place = only("They bombed eastern districts of Aleppo in Syria.", "Aleppo")
    assert (place.qualifier, place.where_prec) == ("eastern districts of", 2)
    place = only("They bombed the countryside of Aleppo in Syria.", "Aleppo")
    assert (place.where_prec, place.lat) == (3, None)


@pytest.mark.parametrize(("name", "code"), [("Idlib", 4), ("Syria", 6)])
def test_province_and_country_have_no_point(name, code):
    place = only("Fighting spread in Idlib province of Syria.", name)
    assert (place.where_prec, place.lat, place.lon) == (code, None, None)


def test_dateline_and_refuge_are_not_where_it_happened():
    found = find("BEIRUT (Wire) - Families fled to Damascus after shells hit Homs.")
    roles = {place.name: place.role.value for place in found}
    assert roles == {"BEIRUT": "other", "Damascus": "other", "Homs": "impact"}


def test_surname_of_a_person_is_no_place_later():
    assert names("Warren Gonzalez spoke. Gonzalez left the United States.") == ["United States"]


def test_spelling_is_found_by_sound_where_the_report_speaks_of_the_country():
    place = only("Syria: a blast in the town of Serakeb killed two.", "Serakeb")
    assert place.country == "SY"
    assert place.gazetteer_name == "Saraqib"


WORDS = (
    "in",
    "Aleppo",
    "Syria",
    "al",
    "-",
    "Omar",
    "of",
    "the",
    ",",
    ".",
    "north",
    "Idlib's",
    "\n",
)


@given(st.lists(st.sampled_from(WORDS)))
def test_every_mention_stands_in_the_text(words):
    text = " ".join(words)
    places = find(text)
    starts = [place.evidence.start for place in places]
    assert starts == sorted(starts)
    assert all(text[p.evidence.start : p.evidence.end] == p.name for p in places)


def test_work_grows_with_the_text_only():
    sentence = "Shells hit Idlib and the town of Qwxzyla near Aleppo, 20 km north of Homs. "
    once, often = len(find(sentence * 10)), len(find(sentence * 200))
    assert often == 20 * once


def test_road_between_two_places_keeps_the_first_and_has_no_point():
    place = only("A mine went off on the Homs-Palmyra road in Syria.", "Homs-Palmyra")
    assert (place.gazetteer_name, place.qualifier) == ("Homs", "road")
    assert (place.where_prec, place.lat) == (5, None)


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Homsi spoke of Aleppo in Syria.",
        "The bombs fell on Aleppo. Editing by Anna Willard in New York. Syria and the U.S. spoke.",
    ],
)
def test_names_of_people_are_no_places_of_a_country_that_is_named_too(text):
    assert not {"Homsi", "Willard"} & set(names(text))


def test_countries_in_a_row_are_countries():
    found = {place.name: place.country for place in find("Tags Aleppo Syria United States Turkey")}
    assert found == {"Aleppo": "SY", "Syria": "SY", "United States": "US", "Turkey": "TR"}


def test_lost_apostrophe_after_a_country_is_no_continent():
    assert only("Americas envoy left Aleppo.", "America").country == "US"
    assert only("A man from the Americas left Aleppo.", "Americas").country is None


def test_name_of_a_body_that_holds_a_country_is_no_place():
    text = "The Islamic State of Iraq and the Levant lost Raqqa. He was shot outside a Marbo shop."
    assert names(text) == ["Raqqa"]


@pytest.mark.parametrize(
    ("publisher", "country"), [("Libya Herald", "LY"), ("The Lebanese Gazette", "LB")]
)
def test_publisher_tells_its_country(publisher, country):
    (place,) = find("A market in Tripoli was shelled.", publisher)
    assert (place.country, place.gazetteer_name) == (country, "Tripoli")


def test_country_before_a_person_is_a_country_where_the_words_put_it_so():
    assert only("The envoy in Syria Omar al-Homsi left Aleppo.", "Syria").country == "SY"


def test_states_are_read_behind_a_comma_in_their_short_form():
    text = "Two died in Lebanon, Pa., and in Lexington, Ky., on Monday; one in Huntington, W.Va."
    found = {place.name: place.admin1 for place in find(text)}
    assert found["Lexington"] == found["Ky."] == "Kentucky"
    assert (found["Lebanon"], found["Huntington"]) == ("Pennsylvania", "West Virginia")


def test_city_of_four_letters_opens_a_report():
    assert only("KYIV, Ukraine - Shelling killed two in Kherson.", "KYIV").country == "UA"
    assert "NATO" not in names("NATO, Ukraine and others spoke of the war on Friday.")


def test_one_of_many_is_no_place():
    assert names("He was shot outside a Boots in London.") == ["London"]
    assert names("A strike hit an Idlib hospital in Syria.") == ["Idlib", "Syria"]
