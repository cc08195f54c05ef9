import pytest

from accordingto.reader.rules.deeds import find_deeds, resolve_kind
from accordingto.reader.rules.violence import Effect
from accordingto.records.values import BlameMode, Kind
from tests.reader.rules.views import view_of


def deeds(text):
    view = view_of(text)
    return view, list(find_deeds(view, view.words.events.find(view.tokens), warlike=True))


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("The army allegedly shelled the town.", Effect.SUSPECTED),
        ("The army denied shelling the town.", Effect.DENIED),
        ("The army shelled the town.", None),
    ],
)
def test_words_of_doubt_reach_the_deed(text, effect):
    _, found = deeds(text)
    assert [deed.effect for deed in found] == [effect]


@pytest.mark.parametrize(
    "text", ["The army threatened to shell the town.", "The army could shell the town."]
)
def test_what_never_happened_is_no_deed(text):
    _, found = deeds(text)
    assert found == []


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Nine died in a blast claimed by the Brannik Brigade.", BlameMode.OWN_CLAIM),
        ("The town was shelled by the army or the Brannik Brigade.", BlameMode.SUSPECTED),
        ("The town was shelled by the army.", None),
    ],
)
def test_the_sentence_tells_how_the_doer_is_blamed(text, mode):
    _, found = deeds(text)
    assert found[0].mode is mode


@pytest.mark.parametrize(
    ("text", "flies", "kind"),
    [
        ("A raid hit the town.", True, Kind.AIR_STRIKE),
        ("Rebels attacked the barracks with mortars.", False, Kind.SHELLING),
        ("Rebels attacked army positions.", False, Kind.ARMED_CLASH),
    ],
)
def test_kind_follows_from_weapon_and_target(text, flies, kind):
    view, found = deeds(text)
    assert resolve_kind(view, found[0], flies=flies) is kind
