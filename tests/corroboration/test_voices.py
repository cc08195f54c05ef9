import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.corroboration.copies import find_copies
from accordingto.corroboration.origins import find_origins
from accordingto.corroboration.voices import resolve_voices
from accordingto.records.values import ActorKind, Category
from accordingto.records.voices import VoiceKind
from tests.corroboration.texts import make_digest, make_speaker, make_story

MONITOR, PERSON = Category.MONITOR, ActorKind.PERSON
WATCH = make_speaker("the Marena Harbour Watch for Civilians", category=MONITOR)


def _book(*reports):
    digests = [
        make_digest(f"r{number}", make_story(number), speakers=tuple(speakers))
        for number, speakers in enumerate(reports)
    ]
    return resolve_voices(digests, find_origins(digests, find_copies(digests).groups))


def _voices(*reports):
    """The voice of the last speaker of each report."""
    book = _book(*reports)
    return [book.voice_of(f"r{n}", speakers[-1].id) for n, speakers in enumerate(reports)]


def _same(*reports):
    return len({voice.id for voice in _voices(*reports)}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Marena Harbour Watch", "The Britain-based Marena Harbour Watch"),
        ("the so-called Marena Harbour Watch", "the Marena Harbour Watch monitor"),
        ("the French defence ministry", "France's Ministry of Defence"),
        ("the French Defense Ministry", "a spokesman for the French defence ministry"),
        ("A spokeswoman for the Grey Council", "the Grey Council"),
        ("state news agency SANA", "the official SANA news agency"),
        ("AFP", "an AFP correspondent in Tal Marena"),
        ("the U.S.-led coalition", "The US-led coalition"),
        ("the United States", "the US"),
        ("the Relief Organization of Marena", "the Relief Organisation of Marena"),
    ],
)
def test_a_body_is_known_again_in_other_words(one, other):
    assert _same([make_speaker(one)], [make_speaker(other)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the French defence ministry", "the Italian defence ministry"),
        ("the French defence ministry", "the French interior ministry"),
        ("the Marena Harbour Watch", "the Tarvo Harbour Watch"),
        ("a monitor", "a monitor"),
        ("activists", "activists"),
        ("the regime", "the regime"),
        ("residents", "Residents"),
        ("French officials", "French officials"),
        ("the Observatory", "the Observatory"),
        ("Footage", "Footage"),
        ("a source at Marena Police Command", "a source at Marena Police Command"),
    ],
)
def test_others_are_kept_apart(one, other):
    assert not _same([make_speaker(one)], [make_speaker(other)])


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the Grey Council", VoiceKind.NAMED),
        ("a spokesman for the Grey Council", VoiceKind.NAMED),
        ("Tal Marena rebels", VoiceKind.UNNAMED),
        ("a source at the Grey Council", VoiceKind.UNNAMED),
        ("Grey Council supporters", VoiceKind.UNNAMED),
        ("state media", VoiceKind.UNNAMED),
        ("the Observatory", VoiceKind.UNNAMED),
        ("", VoiceKind.UNNAMED),
    ],
)
def test_who_has_a_name(words, kind):
    (voice,) = _voices([make_speaker(words, ActorKind.GROUP)])
    assert voice.kind is kind
    assert voice.is_public is (kind is VoiceKind.NAMED)


def test_a_common_noun_is_the_one_body_of_its_report_that_it_can_mean():
    short, noun = make_speaker("the Watch"), make_speaker("a monitor", category=MONITOR)
    other = make_speaker("the Grey Watch", category=MONITOR)
    voices = _voices([WATCH], [WATCH, short], [WATCH, noun], [WATCH, other, noun], [noun], [short])
    assert voices[0] == voices[1] == voices[2]
    assert {voice.kind for voice in voices[3:]} == {VoiceKind.UNNAMED}


def test_an_acronym_is_the_one_body_whose_initials_it_is():
    full = make_speaker("the Grey Council of Marena")
    assert _same([full], [make_speaker("GCM")])
    assert not _same([full], [make_speaker("GMC")])
    rival = make_speaker("the Green Camp of Marena")
    voices = _voices([full], [rival], [make_speaker("GCM")])
    assert len({voice.id for voice in voices}) == 3


def test_a_shorter_name_is_the_fuller_one_where_a_report_says_so():
    full, short = "the Marena Harbour Watch for Civilians", "the Marena Harbour Watch"
    both = make_speaker(full, mentions=(full, short))
    assert _same([make_speaker(full)], [both], [make_speaker(short)])
    assert not _same([make_speaker(full)], [make_speaker(short)])


def test_words_before_a_known_name_are_left_out():
    name, long = "the Grey Council", "the village of Tal Marena Grey Council"
    assert _same([make_speaker(name)], [make_speaker(name)], [make_speaker(long)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ramo Abdel Velkan", "Ramo Abdul-Velkan"),
        ("Ramo Abdelvelkan", "Ramo Abdul Velkan"),
        ("Mohammed al-Tarvi", "Muhammad Tarvi"),
        ("Sergey Marenskoy", "Sergei Marenskoi"),
        ("Dr. Ada Brandt", "Ada Brandt"),
        ("Ada Maria Brandt", "Ada Brandt"),
    ],
)
def test_a_person_is_known_again_in_other_spellings(one, other):
    assert _same([make_speaker(one, PERSON)], [make_speaker(other, PERSON)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ali Hasan", "Ali Husein"),
        ("Omar", "Omar"),
        ("Abu Omar", "Abu Omar"),
        ("Ada Brandt", "Ida Brandt"),
        ("Ada Brandt", "Ada Brenner"),
    ],
)
def test_other_people_and_given_names_alone_are_kept_apart(one, other):
    assert not _same([make_speaker(one, PERSON)], [make_speaker(other, PERSON)])


def test_namesakes_who_contradict_each_other_are_kept_apart():
    doctor = make_speaker("Ada Brandt", PERSON, Category.MEDICAL)
    fighter = make_speaker("Ada Brandt", PERSON, Category.ARMED_GROUP)
    unclear = make_speaker("Ada Brandt", PERSON)
    voices = _voices([doctor], [doctor], [fighter], [unclear])
    assert voices[0] == voices[1]
    assert len({voice.id for voice in voices}) == 3


def test_a_person_belongs_to_the_body_of_the_role():
    chief = make_speaker("Ada Brandt", PERSON, MONITOR, role="Watch chief", affiliation="Watch")
    voice = _voices([WATCH, chief])[0]
    assert voice.name == "Ada Brandt"
    assert voice.organisation == "Marena Harbour Watch for Civilians"
    assert not voice.is_public
    byname = make_speaker("Abu Omar", PERSON, affiliation="Grey Council")
    assert _same([byname], [byname])


def test_a_person_is_found_in_words_without_commas():
    head = make_speaker("Ada Brandt head of the Grey Council", ActorKind.UNNAMED)
    after = make_speaker("the Grey Council spokesman Col. Ada Brandt")
    assert _same([head], [after])
    assert _voices([head])[0].organisation == "Grey Council"


def test_who_speaks_to_an_agency_is_not_the_agency():
    speaker = make_speaker("Speaking to Anadolu Agency Ada Brandt", ActorKind.PUBLISHER)
    assert _same([speaker], [make_speaker("Ada Brandt", PERSON)])


def test_own_voice_is_that_of_the_origin_or_the_publisher():
    digests = [
        make_digest("a", ["BEIRUT", "(AFP)", "-", *make_story(1)]),
        make_digest("b", make_story(2), publisher="sana"),
        make_digest("c", make_story(3)),
    ]
    book = resolve_voices(digests, find_origins(digests, ()))
    voices = [book.voice_of(key, None) for key in "abc"]
    assert [voice.name for voice in voices] == ["AFP", "SANA", "Marenna Post"]
    assert {voice.kind for voice in voices} == {VoiceKind.OWN_VOICE}


def test_a_speaker_whom_the_digest_does_not_list_is_unnamed():
    voice = _book([]).voice_of("r0", "x")
    assert (voice.kind, voice.name) == (VoiceKind.UNNAMED, "unnamed")


def test_named_voices_are_listed_with_their_reports():
    listed = _book([WATCH], [WATCH, make_speaker("activists")]).named()
    assert [(voice.name, reports) for voice, reports in listed.values()] == [
        ("Marena Harbour Watch for Civilians", 2)
    ]


@settings(max_examples=20)
@given(st.permutations(range(6)))
def test_order_of_arrival_changes_no_voice(order):
    names = ["GCM", "the Grey Council of Marena", "Ada Brandt head of the Grey Council of Marena"]
    names += ["Ada Brandt", "the Council", "activists"]
    digests = [
        make_digest(str(n), make_story(n), speakers=(make_speaker(name),))
        for n, name in enumerate(names)
    ]
    one = resolve_voices(digests, {})
    other = resolve_voices([digests[n] for n in order], {})
    for number, name in enumerate(names):
        assert one.voice_of(str(number), name) == other.voice_of(str(number), name)
