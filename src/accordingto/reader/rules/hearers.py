"""What stands between a cue and its content: who was told, when, and by which way."""

from accordingto.lexicons.loader import load_words
from accordingto.reader.rules import clauses
from accordingto.reader.rules.clauses import Range
from accordingto.reader.rules.cues import Cue, Frame
from accordingto.reader.rules.lines import Line
from accordingto.reader.rules.sources import can_speak
from accordingto.records.values import Channel

_WORDS = load_words("saying")
_TAIL = 9
"""Words between a way of saying and its "that"."""


def behind_cue(line: Line, cue: Cue) -> tuple[int, Channel | None, Range | None]:
    """Return the place behind cue, hearer and adjuncts, with the channel and the hearer."""
    place, channel = cue.body, cue.entry.channel
    hearer: Range | None = None
    if cue.entry.frame is Frame.TELL:
        hearer = _hearer(line, place)
        place, channel = (hearer[1] if hearer else place), Channel.TOLD_TO
    place, manner = line.skip(place)
    if cue.entry.frame is Frame.CLAUSE and line.lower(place) in {"to", "with"}:
        found = clauses.noun_phrase_after(line.tokens, place + 1, line.end)
        if found is not None and can_speak(line.tokens, found) and line.lower(place + 1) != "be":
            hearer, channel = found, Channel.TOLD_TO
            place, more = line.skip(found[1])
            manner = manner or more
    if manner is not None and line.lower(place).endswith("ed"):  # "in a video posted online that"
        place = next((i for i in range(place, place + _TAIL) if line.lower(i) == "that"), place)
    return place, manner or channel, hearer


def _is_in_name(line: Line, place: int) -> bool:
    """Tell whether a mark or number belongs to a name: "Channel 4", not "Reuters 20 died"."""
    token = line.tokens[place]
    if token.text[0].isdigit():
        after = line.tokens[place + 1] if place + 1 < line.end else None
        return after is None or not after.text[0].islower() or line.lower(place + 1) == "that"
    return not token.text[0].isalpha()


def _hearer(line: Line, place: int) -> Range | None:
    """Return the hearer of "told"; a name ends where its capitals end."""
    tokens = line.tokens
    found = clauses.noun_phrase_after(tokens, place, line.end)
    if (
        found is None
        or not tokens[place].is_capitalised
        or line.lower(place) in clauses.DETERMINERS
    ):
        return found
    end = place
    while end < found[1] and (
        tokens[end].is_capitalised or _is_in_name(line, end) or line.lower(end) in _WORDS["hearers"]
    ):
        end += 1
    return place, end
