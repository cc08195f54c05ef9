import pytest

from accordingto.lexicons.tokens import find_tokens
from accordingto.reader.rules import clauses


def tokens_of(text):
    return list(find_tokens(text))


def words(tokens, found):
    return None if found is None else " ".join(t.text for t in tokens[slice(*found)])


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("the army", "the army"),
        ("killed near Vell the army", "the army"),
        ("the head of the northern council", "the head of the northern council"),
        ("because the mayor of Vell", "the mayor of Vell"),
        ("and then he", "he"),
        ("Residents and medics", "Residents and medics"),
        ("reported that police", "police"),
        ("a source in the armed group", "a source in the armed group"),
        ("Lt. Ana Lind", "Lt . Ana Lind"),
        ("when it struck", None),
    ],
)
def test_noun_phrase_that_ends_before_a_verb(text, phrase):
    tokens = tokens_of(text)
    assert words(tokens, clauses.noun_phrase_before(tokens, len(tokens), 0)) == phrase


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Ana Lind, who runs it", "Ana Lind"),
        ("the mayor of Vell on Friday", "the mayor of Vell"),
        ("residents and rescue workers", "residents and rescue workers"),
        ("police and the bridge was gone", "police"),
        ("trusted sources in Vell", "trusted sources in Vell"),
        ("the Vell Centre an activist group", "the Vell Centre"),
        ("they had fled", "they"),
        ("US officials", "US officials"),
        ("on Friday", None),
    ],
)
def test_noun_phrase_that_begins_behind_a_cue(text, phrase):
    tokens = tokens_of(text)
    assert words(tokens, clauses.noun_phrase_after(tokens, 0, len(tokens))) == phrase


@pytest.mark.parametrize(
    ("text", "has_verb", "has_finite"),
    [
        ("the bridge was hit", True, True),
        ("nine men died there", True, True),
        ("holding the bridge", True, False),
        ("the armed group", False, False),
        ("IS positions in the north", False, False),
    ],
)
def test_verbs_are_told_by_class_and_ending(text, has_verb, has_finite):
    tokens = tokens_of(text)
    assert clauses.has_verb(tokens, 0, len(tokens)) is has_verb
    assert clauses.has_finite_verb(tokens, 0, len(tokens)) is has_finite


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("late on Friday that all", "that all"),
        ("on Sunday the army", "the army"),
        ("on 3 May", "on 3 May"),
        ("in Vell", "in Vell"),
    ],
)
def test_words_of_time_are_skipped(text, rest):
    tokens = tokens_of(text)
    place = clauses.skip_time(tokens, 0, len(tokens))
    assert words(tokens, (place, len(tokens))) == rest
