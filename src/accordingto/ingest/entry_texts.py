"""The text of an entry: what was said, and every word that its records need to point at."""

from collections.abc import Iterable

from accordingto.ingest.texts import clean_text
from accordingto.records.entries import EntryForm
from accordingto.report import Span

UNNAMED = "a source that is not named"
_NAMED = "Named by the person who entered this:"


class EntryText:
    """Text made from a form: quote, translation, description, source, and words beside them.

    The quote stands first and as it is. Words that the records name and that nobody said are put
    at the end, a line each, so that each record has words to point at.
    """

    def __init__(self, form: EntryForm, words: Iterable[str]) -> None:
        self._body = _body(form)
        self._source = source_line(form)
        self._extra = ""
        head = f"{self._body}\n\nSource: "
        self.source = Span(len(head), len(head) + len(self._source))
        self._begin = f"{head}{self._source}\n"
        for needed in words:
            if self.find(needed) is None:
                self._extra += f"\n{_NAMED}\n" if not self._extra else ""
                self._extra += f"- {clean_text(needed)}\n"

    @property
    def text(self) -> str:
        """The whole text."""
        return self._begin + self._extra

    def find(self, words: str) -> Span | None:
        """Return where words stand first: in what was said, else among those beside."""
        wanted = clean_text(words)
        for begin, part in ((0, self._body), (len(self._begin), self._extra)):
            at = _find_whole(part, wanted)
            if at >= 0:
                return Span(begin + at, begin + at + len(wanted))
        return None


def source_line(form: EntryForm) -> str:
    """Return who says it, in words that do not give a protected name away."""
    source = form.source
    name = None if source.protect else source.name
    facts = [fact for fact in (name, source.role, source.affiliation) if fact]
    return ", ".join(clean_text(fact).replace("\n", " ") for fact in facts) or UNNAMED


def _body(form: EntryForm) -> str:
    parts = []
    if form.quote:
        parts.append(clean_text(form.quote))
    if form.translation:
        by = f" by {form.translated_by}" if form.translated_by else ""
        parts.append(f"Translation{by}:\n{clean_text(form.translation)}")
    if form.description:
        parts.append(f"Description:\n{clean_text(form.description)}")
    return "\n\n".join(parts)


def _find_whole(text: str, words: str) -> int:
    """Return where words stand that are not a part of longer ones; -1 where they do not."""
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        before, after = text[at - 1 : at], text[end : end + 1]
        if not (_go_on(before, words[0]) or _go_on(words[-1], after)):
            return at
        at = text.find(words, at + 1)
    return -1


def _go_on(left: str, right: str) -> bool:
    """Tell whether two characters are of one number or one word, where words stand apart."""
    if not (left and right):
        return False
    if left.isdigit() and right.isdigit():
        return True
    return _is_cased(left) and _is_cased(right)


def _is_cased(mark: str) -> bool:
    return mark.lower() != mark.upper()
