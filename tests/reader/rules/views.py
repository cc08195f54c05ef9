"""Builder: one sentence as the rules for incidents see it."""

from accordingto.lexicons.tokens import find_tokens
from accordingto.reader.rules.parties import Phrase, View
from accordingto.reader.rules.violence import load_lexicon


def view_of(text: str) -> View:
    """The view of a sentence, without what earlier stages find in it."""
    words = load_lexicon()
    tokens = tuple(find_tokens(text))
    deeds = {p for m in words.events.find(tokens) for p in range(m.first, m.last)}
    return View(tokens=tokens, words=words, deeds=frozenset(deeds))


def quote(text: str, view: View, phrase: Phrase) -> str:
    """The words of a phrase."""
    span = view.span(phrase.first, phrase.last)
    return text[span.start : span.end]
