from accordingto.lexicons.tokens import find_tokens
from accordingto.reader.coreference import Resolver
from accordingto.reader.descriptions import describe
from accordingto.report import Span


def clusters(*phrases, alias=None):
    """The phrases, met in order as speakers, by cluster."""
    resolver = Resolver()
    for place, phrase in enumerate(phrases):
        found = describe(list(find_tokens(phrase)), ())
        given = (alias or {}).get(phrase)
        resolver.meet(Span(place, place + 1), found, alias=given, speaks=True)
    return [[phrases[span.start] for span in cluster.spans] for cluster in resolver.clusters]


def test_a_last_name_finds_the_full_name():
    assert clusters("Ana Lind", "Lind", "Ms. Lind") == [["Ana Lind", "Lind", "Ms. Lind"]]


def test_a_full_name_finds_the_last_name_met_before():
    assert clusters("Lind", "Ana Lind") == [["Lind", "Ana Lind"]]


def test_two_full_names_with_one_last_name_stay_apart():
    assert clusters("Ana Lind", "Bo Lind") == [["Ana Lind"], ["Bo Lind"]]


def test_an_acronym_in_brackets_finds_the_name():
    names = ("the Vell Centre", "VCX")
    assert clusters(*names, alias={"the Vell Centre": "VCX"}) == [list(names)]


def test_an_indefinite_phrase_is_always_somebody_new():
    assert clusters("a medic", "a medic", "another medic") == [
        ["a medic"],
        ["a medic"],
        ["another medic"],
    ]


def test_a_general_noun_finds_the_nearest_of_its_sort():
    assert clusters("the Vell Observatory", "the army", "the group") == [
        ["the Vell Observatory", "the group"],
        ["the army"],
    ]


def test_they_finds_the_nearest_plural_and_it_the_nearest_body():
    assert clusters("residents", "Ana Lind", "they", "she") == [
        ["residents", "they"],
        ["Ana Lind", "she"],
    ]
    assert clusters("the army", "Ana Lind", "it") == [["the army", "it"], ["Ana Lind"]]
