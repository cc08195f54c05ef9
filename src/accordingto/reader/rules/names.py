"""Named persons who were harmed: "killed commander Abu Omar", "Omar Said, 51, was killed"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token
from accordingto.reader.numbers import Number, load_number_words
from accordingto.reader.people_nouns import PeopleNouns, load_people_nouns
from accordingto.reader.rules.counted import Count
from accordingto.reader.rules.harm import HarmCue, Role, is_active
from accordingto.records.values import Bound, State, Who

MAX_NAME = 8
MAX_APPOSITION = 14
MAX_ROW = 8
"""Names that "and" and commas join."""
_PLURAL_VERBS = frozenset({"were", "are", "have"})
_PERSONAL = {State.KILLED, State.INJURED, State.MISSING, State.ABDUCTED, State.DETAINED}
_PERSONAL |= {State.EVACUATED}


@dataclass(frozen=True, slots=True)
class NameFinder:
    """Finds names of persons right beside a harm cue in one sentence."""

    nouns: PeopleNouns = field(default_factory=load_people_nouns)
    words: Mapping[str, frozenset[str]] = field(default_factory=lambda: load_words("names"))
    numbers: frozenset[str] = field(default_factory=load_number_words)
    context: Mapping[str, frozenset[str]] = field(
        default_factory=lambda: load_words("harm_context")
    )

    def find(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], places: Mapping[int, int]
    ) -> list[tuple[Count, HarmCue]]:
        """Return named persons with the cue that tells their state, in order of the cues.

        `places` holds where the names of places begin and end; none of them is a person.
        """
        found: list[tuple[Count, HarmCue]] = []
        for cue in cues.values():
            if not set(cue.states) <= _PERSONAL:
                continue
            row = self._before(tokens, cue)
            if not row and (behind := self._after(tokens, cues, cue)) is not None:
                row = self._row_behind(tokens, behind, cue)
            found.extend((name, cue) for name in row if not _is_place(tokens, name, places))
        return found

    def before(
        self, tokens: Sequence[Token], end: int, cue: HarmCue, places: Mapping[int, int]
    ) -> list[Count]:
        """Return the names that "and" joins to what begins at a token: "X and two others"."""
        row = self._row_before(tokens, end, cue)
        return [name for name in row if not _is_place(tokens, name, places)]

    def _row_before(self, tokens: Sequence[Token], start: int, cue: HarmCue) -> list[Count]:
        """Read back over "X, 51, Y and ..." from where its last member begins."""
        row: list[Count] = []
        while start > 1 and len(row) < MAX_ROW:
            joints = {tokens[start - 1].lower, tokens[start - 2].lower if not row else ""}
            if "and" not in joints and not (row and "," in joints):
                break
            end = start
            while end and tokens[end - 1].lower in {",", "and"}:
                end -= 1
            end = _before_age(tokens, end)
            name = self._name_ending(tokens, end, cue)
            if name is None or name.name is None or name.name[1] - name.name[0] < 2:
                break
            row.insert(0, name)
            start = name.first
            while start and tokens[start - 1].lower in self.nouns.singular:
                start -= 1
        return row

    def _row_behind(self, tokens: Sequence[Token], first: Count, cue: HarmCue) -> list[Count]:
        """Read on over "killed X, Y and Z"; a row without its "and" is an apposition."""
        row, place, is_closed = [first], first.last, False
        while place + 2 < len(tokens) and not is_closed and len(row) < MAX_ROW:
            place = _behind_age(tokens, place)
            is_closed = "and" in {t.lower for t in tokens[place : place + 2]}
            start = place
            while start < len(tokens) and tokens[start].lower in {",", "and"}:
                start += 1
            last = start
            while last < len(tokens) and self._is_part_of_run(tokens, last):
                last += 1
            if start == place or not self._is_name(tokens, start, last, has_title=False):
                return row[:1]
            if last < len(tokens) and tokens[last].lower in self.words["speech"]:
                return row[:1]
            row.append(self._count(tokens, (start, last), (start, last), cue))
            place = last
        return row if is_closed else row[:1]

    def _after(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], cue: HarmCue
    ) -> Count | None:
        """Read the name that a verb has as its object."""
        if Role.OBJECT not in cue.roles or cue.last >= len(tokens):
            return None
        first = place = cue.last
        title: int | None = None
        while place < len(tokens) and place < first + MAX_NAME:
            token = tokens[place]
            if place in cues:
                break
            if token.lower in self.nouns.singular or _is_age(tokens, place):
                title = place
            elif not (self._is_part(token) or token.lower in self.words["connectors"]):
                break
            place += 1
        start = first if title is None else title + 1
        if not self._is_name(tokens, start, place, has_title=title is not None):
            return None
        return self._count(tokens, (first, place), (start, place), cue)

    def _before(self, tokens: Sequence[Token], cue: HarmCue) -> list[Count]:
        """Read the names that are the subject of a passive, past an apposition."""
        if not cue.roles & {Role.PASSIVE, Role.SUBJECT, Role.AMONG, Role.AFTER}:
            return []
        end = cue.first
        while end and tokens[end - 1].lower in self.context["auxiliaries"]:
            end -= 1
        helpers = {t.lower for t in tokens[end : cue.first]}
        is_one = bool(helpers & self.words["singular_verbs"]) or Role.SUBJECT in cue.roles
        if not (is_one or helpers & _PLURAL_VERBS) or is_active(tokens, cue):
            return []
        if end and tokens[end - 1].text in {",", ")"}:
            end = self._before_apposition(tokens, end - 1)
        name = self._name_ending(tokens, end, cue)
        if name is None:
            return []
        row = self._row_before(tokens, name.first, cue)
        return [*row, name] if is_one or row else []

    def _name_ending(self, tokens: Sequence[Token], end: int, cue: HarmCue) -> Count | None:
        """Read the name that ends before a token."""
        last = end
        while end and self._is_part_of_run(tokens, end - 1):
            end -= 1
        while end < last and not self._is_part(tokens[end]):
            end += 1
        if end and tokens[end - 1].lower in self.context["prepositions"]:
            return None
        if end and (tokens[end - 1].text[0].isdigit() or tokens[end - 1].lower in self.numbers):
            return None
        has_title = end > 0 and tokens[end - 1].lower in self.nouns.singular
        if not self._is_name(tokens, end, last, has_title=has_title or end < last):
            return None
        return self._count(tokens, (end, last), (end, last), cue)

    def _is_part_of_run(self, tokens: Sequence[Token], place: int) -> bool:
        """Tell whether a token goes on a name that is read backwards."""
        return self._is_part(tokens[place]) or tokens[place].lower in self.words["connectors"]

    def _before_apposition(self, tokens: Sequence[Token], place: int) -> int:
        """Step back over ", the mayor of Belvar," and "(51)"; return where the name ends."""
        opener = "(" if tokens[place].text == ")" else ","
        for start in range(place - 1, max(place - MAX_APPOSITION, 0), -1):
            if tokens[start].text == opener:
                if opener == "," and tokens[start - 1].text.isdigit():
                    continue
                return start
        return place

    def _is_part(self, token: Token) -> bool:
        """Tell whether a word can be part of a person's name."""
        return (
            token.is_capitalised
            and token.text[-1] != "."
            and token.lower not in self.nouns.words["stops"]
            and token.lower not in self.words["no_names"]
            and (token.lower not in self.nouns.who or token.lower in self.nouns.singular)
        ) or token.lower in self.words["titles"]

    def _is_name(self, tokens: Sequence[Token], first: int, last: int, *, has_title: bool) -> bool:
        """Tell whether a run of words can name one person."""
        run = tokens[first:last]
        if not run or len(run) > MAX_NAME or not run[-1].is_capitalised:
            return False
        if run[-1].lower in self.nouns.who or any(
            t.text.isupper() and len(t.text) > 1 for t in run
        ):
            return False
        if (
            last < len(tokens)
            and tokens[last].is_capitalised
            and tokens[last].lower in self.nouns.who
        ):
            return False
        words = {t.lower for t in run}
        if words & self.words["organisations"] or words & self.nouns.things:
            return False
        return has_title or len(run) > 1

    def _count(
        self,
        tokens: Sequence[Token],
        evidence: tuple[int, int],
        name: tuple[int, int],
        cue: HarmCue,
    ) -> Count:
        """Make a count of one from a name."""
        near = [t.lower for t in tokens[max(evidence[0] - 2, 0) : name[1]]]
        who = Who.UNKNOWN if State.DETAINED in cue.states else Who.CIVILIAN
        if any(self.nouns.who.get(word) is Who.COMBATANT for word in near):
            who = Who.COMBATANT
        number = Number(evidence[0], evidence[0] + 1, 1, 1, False, Bound.EXACT, evidence[0])
        return Count(evidence[0], evidence[1], number, who=who, is_single=True, name=name)


def _is_place(tokens: Sequence[Token], name: Count, places: Mapping[int, int]) -> bool:
    """Tell whether a name is that of a place."""
    if name.name is None:
        return False
    first, last = name.name
    return places.get(tokens[first].start, 0) >= tokens[last - 1].end


def _before_age(tokens: Sequence[Token], end: int) -> int:
    """Step back over an age behind a name: ", 51" and "(51)"."""
    if end > 2 and tokens[end - 1].text == ")" and tokens[end - 2].text.isdigit():
        return end - 3
    if end > 1 and tokens[end - 1].text.isdigit() and tokens[end - 2].text == ",":
        return end - 2
    return end


def _behind_age(tokens: Sequence[Token], place: int) -> int:
    """Step over an age behind a name: ", 51," and "(51)"."""
    ahead = [t.text for t in tokens[place : place + 3]]
    if len(ahead) < 3 or not ahead[1].isdigit():
        return place
    if ahead[0] == "(" and ahead[2] == ")":
        return place + 3
    return place + 2 if ahead[0] == "," and ahead[2] in {",", "and"} else place


def _is_age(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a token belongs to "25-year-old"."""
    if tokens[place].text.isdigit():
        return place + 1 < len(tokens) and tokens[place + 1].text == "-"
    return tokens[place].lower in {"-", "year-old"}
