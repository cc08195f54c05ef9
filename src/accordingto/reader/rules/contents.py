"""Contents: what is said, for a cue whose source is known."""

from collections.abc import Sequence

from accordingto.reader.rules import clauses
from accordingto.reader.rules.clauses import Range
from accordingto.reader.rules.cues import Form, Frame
from accordingto.reader.rules.lines import Attribution, Line
from accordingto.reader.rules.sources import segment_start

_JOINTS = frozenset({"and", "but", "while", "whereas", "although", "though", "as"})
_DASHES = frozenset({"—", "–", "-"})
_LEAD_MARKS = frozenset({",", ":", ";", ".", ")"}) | _DASHES
_TAIL_MARKS = frozenset({",", ":", ";", ".", "("}) | _DASHES
_APPOSITION_REACH = 25
_INSIDE_RELATIVE = frozenset({"which", "whom", "who"})
_CLAUSE_BREAKS = frozenset(',:;"“”()')


def find_content(
    line: Line, draft: Attribution, later: Sequence[Attribution], done: Sequence[Attribution]
) -> Range | None:
    """Return the range that a cue's source says; `done` are the attributions before it."""
    frame, form = draft.cue.entry.frame, draft.cue.form
    if frame is Frame.CITING and not draft.is_after:
        return _cited(line, draft, later, done)
    if frame is Frame.HIDDEN or form in {Form.PASSIVE, Form.REDUCED}:
        return _hidden(line, draft, later)
    if form is Form.BY_AGENT:
        return _object_of_passive(line, draft)
    if not draft.is_after:
        return _before(line, draft, done)
    start = (
        _behind_apposition(line, draft.body) if frame in {Frame.AFTER, Frame.CITING} else draft.body
    )
    start = _behind_aside(line, start)
    while line.lower(start) in {",", ":"} | _DASHES or (
        line.lower(start) == "that" and frame is not Frame.OBJECT
    ):
        start += 1
    end = _end(line, start, later)
    if draft.source is not None and line.lower(draft.source[0] - 1) in _INSIDE_RELATIVE:
        end = next((i for i in range(start, end) if _closes_relative(line, i)), end)
    if frame is Frame.OBJECT:
        end = _object_end(line, start, end)
    if draft.source is not None and line.lower(draft.source[0] - 1) == "what":
        end = _clause_end(line, start, _next_opener(line, start, end))
    return (start, end) if end > start else None


def _next_opener(line: Line, start: int, end: int) -> int:
    """Return where the clause around "what X called a crime" goes on: before "after", "when"."""
    return next(
        (i for i in range(start + 1, end) if line.lower(i) in clauses.OPENERS - {"and"}), end
    )


def _behind_aside(line: Line, start: int) -> int:
    """Skip an aside between cue and content: "reported, without naming anyone, that"."""
    if line.lower(start) != ",":
        return start
    for place in range(start + 1, min(line.end - 1, start + _APPOSITION_REACH)):
        if line.quoted[place]:
            return start
        if line.lower(place) == "," and line.lower(place + 1) == "that":
            return place + 1
    return start


def _closes_relative(line: Line, place: int) -> bool:
    """Tell whether a relative clause ends: "which the army said hit a store, killed"."""
    return line.tokens[place].text == "," and not line.quoted[place]


def _cited(
    line: Line, draft: Attribution, later: Sequence[Attribution], done: Sequence[Attribution]
) -> Range | None:
    """Return what "C, citing X" passes on: the content before, or the clause before."""
    last = done[-1].content if done else None
    if last is not None and last[1] <= draft.start:
        return last
    start = line.left_edge(draft.start)
    behind = draft.source[1] if draft.source else draft.body
    if line.lower(behind) == "," and not clauses.has_verb(line.tokens, start, draft.start):
        verb = next((a for a in later if a.cue.first == behind + 1), None)
        start = behind + 1 if verb is None else verb.body
        return start + (line.lower(start) == "that"), line.end
    return (start, draft.start) if draft.start > start else None


def _hidden(line: Line, draft: Attribution, later: Sequence[Attribution]) -> Range | None:
    """Return the clause that a cue without a source modifies."""
    first, body = draft.cue.first, draft.body
    limit = next((a.start for a in later if a.source is not None and not a.is_after), line.end)
    end = _clause_end(line, body, limit)
    back = first - 1
    while line.lower(back) in clauses.ADVERBS:
        back -= 1
    if line.lower(back) not in clauses.AUXILIARIES and _is_reduced(line, draft):
        return (body, end) if end > body else None
    while line.lower(back) in clauses.BEFORE_VERB:
        back -= 1
    if line.lower(first) == "it" or line.lower(back) == "what":
        return (body, limit) if limit > body else None
    if line.lower(back) == "it" and body < line.end and draft.cue.form is Form.PASSIVE:
        return body + (line.lower(body) == "that"), limit
    start, edge = first, line.left_edge(first)
    while (
        start > edge
        and line.tokens[start - 1].text not in _CLAUSE_BREAKS
        and (line.lower(start - 1) not in clauses.OPENERS - {"and"} - clauses.RELATIVES)
    ):
        start -= 1
        if line.lower(start) in clauses.RELATIVES:
            break
    return (start, end) if end > start else None


def _is_reduced(line: Line, draft: Attribution) -> bool:
    """Tell whether the cue follows the noun it modifies: "a man believed to be"."""
    if draft.cue.entry.id == "suspect-hidden" or draft.cue.form is Form.REDUCED:
        return True
    lower = line.lower(draft.body)
    if lower in {"as", "for", "by", "against", "to", "in"}:
        return True
    return lower.endswith("ing") or (lower.endswith("ed") and line.lower(draft.body + 1) == "by")


def _clause_end(line: Line, start: int, limit: int) -> int:
    """Return where a hidden source's clause ends: at a mark, or before "but" and its like."""
    for place in range(start + 1, limit):
        if line.tokens[place].text in {";"} | _DASHES - {"-"} or (
            place > start + 3
            and (line.tokens[place].text == "," or line.lower(place) in {"but", "while"})
        ):
            return place
    return limit


def _before(line: Line, draft: Attribution, done: Sequence[Attribution]) -> Range | None:
    """Return what stands before a source that follows its content."""
    start, end = line.left_edge(draft.start), draft.start
    last = done[-1] if done else None
    is_row = last is not None and last.cue.entry.id == draft.cue.entry.id == "according-to"
    if last is not None and is_row and not last.is_after and start <= last.start:
        return last.body, end  # "12, according to X, and 57, according to Y"
    if draft.cue.entry.frame is Frame.AFTER and _goes_on(line, draft):
        end = line.end
    return (start, end) if end > start else None


def _goes_on(line: Line, draft: Attribution) -> bool:
    """Tell whether "according to X" stands in the middle of its clause."""
    after = draft.source[1] if draft.source else draft.body
    if line.lower(after) != ",":
        return line.lower(after) in clauses.AUXILIARIES
    if line.lower(after + 1) in clauses.AUXILIARIES:
        return True
    if any(line.lower(i) == "according" for i in range(after, line.end)):
        return False
    is_short = not clauses.has_finite_verb(
        line.tokens, line.left_edge(draft.start), draft.start - 1
    )
    return is_short and clauses.has_verb(line.tokens, after, line.end)


def _object_of_passive(line: Line, draft: Attribution) -> Range | None:
    """Return what is condemned, claimed or announced "by X": the phrase before the verb."""
    place = draft.cue.first
    while line.lower(place - 1) in clauses.BEFORE_VERB:
        place -= 1
    found = clauses.noun_phrase_before(line.tokens, place, segment_start(line.tokens, place))
    if found is None:
        return None
    for inner in range(found[1] - 1, found[0], -1):
        if line.lower(inner) in clauses.JOINERS and line.lower(inner + 1) in {"a", "an"}:
            return inner + 1, found[1]
    return found


def _behind_apposition(line: Line, start: int) -> int:
    """Skip an apposition between marks behind a source at the head of its clause."""
    tokens = line.tokens
    if line.lower(start) not in {",", "("}:
        return start
    closing = ")" if tokens[start].text == "(" else ","
    for place in range(start + 1, min(line.end, start + _APPOSITION_REACH)):
        if tokens[place].text == closing:
            is_clause = clauses.has_verb(tokens, start + 1, place)
            opens = line.lower(start + 1) in clauses.DETERMINERS | clauses.RELATIVES
            return place + 1 if closing == ")" or opens or not is_clause else start
    return start


def _end(line: Line, start: int, later: Sequence[Attribution]) -> int:
    """Return where a content behind its cue ends: at the sentence's end or a next attribution."""
    for other in later:
        if other.start <= start or other.source is None:
            continue
        before = line.lower(other.start - 1)
        is_joint = before in _JOINTS or before in {",", ";"} | _DASHES
        if other.is_joined and (is_joint or other.cue.form is Form.PARTICIPLE):
            return other.start
        if other.cue.entry.frame in {Frame.AFTER, Frame.CITING}:
            return other.start
        if not other.is_after and other.cue.form is not Form.BY_AGENT:
            return other.start
        if (
            is_joint
            and other.cue.form is Form.ACTIVE
            and (before in _JOINTS or before == ";" or other.start > start + 4)
        ):
            return other.start
    return line.end


def _object_end(line: Line, start: int, end: int) -> int:
    """Cut an object before a second verb of the subject: "condemned it and summoned her"."""
    for place in range(start + 1, end - 1):
        if line.lower(place) == "and" and not line.quoted[place]:
            after = line.lower(place + 1)
            is_verb = clauses.is_verbish(line.tokens, place + 1) and not after.endswith("ing")
            if after in clauses.AUXILIARIES or is_verb:
                return place
    return end


def trim(line: Line, content: Range) -> Range | None:
    """Cut marks and joining words off the ends of a content; None when nothing is left."""
    start, end = content
    tokens = line.tokens
    while start < end and (
        tokens[start].text in _LEAD_MARKS
        or (tokens[start].lower in {"but", "and", "that"} and not line.quoted[start])
    ):
        start += 1
    while end > start and (
        tokens[end - 1].text in _TAIL_MARKS
        or (tokens[end - 1].lower in _JOINTS and not line.quoted[end - 1])
    ):
        end -= 1
    return (start, end) if start < end else None
