import pytest

from accordingto.reader.actors import ActorIndex
from accordingto.records.base import Mention
from accordingto.records.values import ActorKind, Category
from accordingto.report import Span
from tests.builders import make_report, read


def actor(text, words):
    """The actor that some words of a text name."""
    (found,) = [a for a in read(text).actors if words in [m.text for m in a.mentions]]
    return found


def mentions(text, words):
    return [m.text for m in actor(text, words).mentions]


@pytest.mark.parametrize(
    ("text", "together"),
    [
        (
            """Nine died, according to Hamza al-Rashad. Al-Rashad said more were missing.
            Rashad told reporters that help was late. He added that roads were cut.""",
            ["Hamza al-Rashad", "Al-Rashad", "Rashad", "He"],
        ),
        (
            """The Marenna Observatory for Rights said four died. The Observatory said two were
            children. It added that the school had burned.""",
            ["The Marenna Observatory for Rights", "The Observatory", "It"],
        ),
        (
            "The Marenna Observatory for Rights (OBS) said four died. OBS said two were children.",
            ["The Marenna Observatory for Rights", "OBS"],
        ),
        (
            "The Oruda Relief Network said four died. ORN said two were children.",
            ["The Oruda Relief Network", "ORN"],
        ),
        (
            "Vell Rights Watch said nine died. The Oruda-based group said more were missing.",
            ["Vell Rights Watch", "The Oruda-based group"],
        ),
        (
            "A military source said the bridge was gone. The source said the men had fled.",
            ["A military source", "The source"],
        ),
        (
            "Residents said the market burned. They said no one had helped.",
            ["Residents", "They"],
        ),
        (
            "UN special envoy Ana Lind said talks would go on. The envoy said Oruda had agreed.",
            ["UN special envoy Ana Lind", "The envoy"],
        ),
    ],
)
def test_phrases_for_one_actor_are_joined(text, together):
    assert mentions(text, together[0]) == together


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("A resident said he fled. A resident said it was calm.", "A resident", None),
        ("Ana Lind said four died. Bo Lind said five died.", "Ana Lind", "Bo Lind"),
        ("Ana Lind said four died. Bo Vane said five died.", "Ana Lind", "Bo Vane"),
        ("The Oruda army said it won. The Marenna army said it won.", "The Oruda army", None),
    ],
)
def test_different_actors_stay_apart(text, one, other):
    found = [a for a in read(text).actors if any(m.text == one for m in a.mentions)]
    assert all(m.text != (other or "") for a in found for m in a.mentions)
    sources = {s.source.actor for s in read(text).statements if s.cue and s.cue.text == "said"}
    assert len(sources) == 2


def test_pronouns_follow_sex_and_number():
    text = (
        "Spokesman Bo Vane said the bridge was gone. Spokeswoman Ana Lind said it stood. "
        "He said it was hit at dawn. She said it was open."
    )
    assert "He" in mentions(text, "Spokesman Bo Vane")
    assert "She" in mentions(text, "Spokeswoman Ana Lind")


@pytest.mark.parametrize(
    ("source", "category"),
    [
        ("A doctor in the town", Category.MEDICAL),
        ("The Marenna Civil Defence", Category.RESCUE),
        ("The Marenna Observatory for Human Rights", Category.MONITOR),
        ("The foreign minister", Category.OFFICIAL),
        ("The army", Category.MILITARY),
        ("A military source", Category.MILITARY),
        ("Rebels", Category.ARMED_GROUP),
        ("Rebel commander Bo Vane", Category.ARMED_GROUP),
        ("The opposition", Category.OPPOSITION),
        ("Residents", Category.RESIDENT),
        ("The UN envoy", Category.AID_OR_UN),
        ("State television", Category.MEDIA),
        ("Police", Category.COURT_POLICE),
        ("A military analyst", Category.EXPERT),
        ("Sources", Category.UNNAMED),
    ],
)
def test_category_comes_from_role_nouns(source, category):
    assert actor(f"{source} said that the bridge was gone.", source).category is category


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Ana Lind", ActorKind.PERSON),
        ("Spokesman Bo Vane", ActorKind.PERSON),
        ("The Marenna Observatory for Human Rights", ActorKind.ORGANISATION),
        ("The Orudan government", ActorKind.STATE),
        ("Rebels", ActorKind.GROUP),
        ("The Marenna Post newspaper", ActorKind.PUBLISHER),
        ("A resident", ActorKind.UNNAMED),
    ],
)
def test_kind_of_actor(source, kind):
    assert actor(f"{source} said that the bridge was gone.", source).kind is kind


def test_a_name_beside_a_group_word_is_no_person():
    text = "Nur Vellan said it held the hill. Nur Vellan fighters took the town on Monday."
    assert actor(text, "Nur Vellan").kind is not ActorKind.PERSON


def test_a_single_name_is_a_person_when_a_pronoun_says_so():
    text = "Kervan said the bridge was gone. He said the school was safe."
    assert actor(text, "Kervan").kind is ActorKind.PERSON


def test_an_age_behind_a_name_shows_a_person():
    text = '"The roof fell in," said Kervan, 34, a baker from the north.'
    assert actor(text, "Kervan").kind is ActorKind.PERSON


def test_role_and_affiliation_come_from_apposition_or_title():
    text = "Nine died, said Ana Lind, the director of the Vell Hospital, on Monday."
    found = actor(text, "Ana Lind")
    assert (found.role, found.affiliation) == ("the director of the Vell Hospital", "Vell Hospital")
    titled = actor("OCHA spokesman Bo Vane said nine died.", "OCHA spokesman Bo Vane")
    assert (titled.name, titled.role, titled.affiliation) == ("Bo Vane", "OCHA spokesman", "OCHA")


@pytest.mark.parametrize(
    ("source", "is_public"),
    [("Foreign Minister Ana Lind", True), ("Baker Ana Lind", False), ("Farmer Bo Vane", False)],
)
def test_only_offices_make_a_person_public(source, is_public):
    assert actor(f"{source} said nine died.", source).public_office is is_public


def test_a_pronoun_without_antecedent_is_an_unnamed_actor():
    found = actor("He said the bridge was gone.", "He")
    assert (found.kind, found.category) == (ActorKind.UNNAMED, Category.UNNAMED)


def test_mentions_carry_the_id_of_their_actor():
    reading = read("Ana Lind said four died. Lind said more were missing.")
    (found,) = reading.actors
    assert {m.actor for m in found.mentions} == {found.id}
    assert [s.source.actor for s in reading.statements] == [found.id, found.id]


def test_index_gives_words_without_actor_for_a_span_that_names_nobody():
    report = make_report("Ana Lind said four died.")
    index = ActorIndex(read(report.text).actors)
    assert index.mention(report, Span(0, 8)).actor is not None
    assert index.mention(report, Span(9, 13)) == Mention(9, 13, "said", None)


@pytest.mark.parametrize(
    ("text", "words", "category", "body"),
    [
        (
            "The Pell Rights Observatory said four died. Ana Lind, the head of the group, said so.",
            "Ana Lind",
            Category.MONITOR,
            "The Pell Rights Observatory",
        ),
        (
            "The Littoral Relief Fund condemned it. Its director, Ana Lind, said roads were cut.",
            "Its director, Ana Lind",
            Category.AID_OR_UN,
            "The Littoral Relief Fund",
        ),
        (
            """The Oruda Council said nine died. It was a crime, the opposition body said.
            Ana Lind, a spokeswoman for the council, said more were hurt.""",
            "Ana Lind",
            Category.OPPOSITION,
            "The Oruda Council",
        ),
        ("Ana Lind, who runs the Oruda hospital, said so.", "Ana Lind", Category.MEDICAL, None),
    ],
)
def test_a_person_shares_the_walk_of_life_of_the_body_named_before(text, words, category, body):
    found = actor(text, words)
    assert found.category is category
    assert body is None or found.affiliation == body


def test_a_body_called_rebel_elsewhere_is_opposition():
    text = "The Oruda Council said nine died. The army fights the rebel Oruda Council."
    assert actor(text, "The Oruda Council").category is Category.OPPOSITION


def test_a_named_member_of_a_body_is_a_person():
    found = actor("Ana Lind of the Pell Observatory said so.", "Ana Lind of the Pell Observatory")
    assert (found.name, found.kind) == ("Ana Lind of the Pell Observatory", ActorKind.PERSON)
    assert found.affiliation == "Pell Observatory"


@pytest.mark.parametrize("words", ["an official in Oruda", "a resident of Oruda"])
def test_a_place_behind_a_role_is_no_name(words):
    assert actor(f"Nine died, according to {words}.", words).kind is ActorKind.UNNAMED


def test_the_spokesman_is_the_officer_named_before():
    text = "Colonel Ivo Kell said it was over. The army spokesman said so again."
    assert mentions(text, "Colonel Ivo Kell") == ["Colonel Ivo Kell", "The army spokesman"]


def test_who_speaks_for_the_opposition_holds_no_public_office():
    text = "Ana Lind, a spokeswoman for the opposition Accord, said nine died."
    assert not actor(text, "Ana Lind").public_office


def test_people_in_a_name_are_no_residents():
    (actor,) = read("A spokesman for the People's Front rejected the account.").actors
    assert actor.category == "armed_group"
