"""Attributions: each cue of a sentence with who says it and on which side it stands."""

from collections.abc import Sequence
from dataclasses import replace

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.reader.rules import clauses
from accordingto.reader.rules.clauses import Range
from accordingto.reader.rules.contents import find_content, trim
from accordingto.reader.rules.cues import Cue, CueEntry, Form, Frame, find_cues
from accordingto.reader.rules.hearers import behind_cue
from accordingto.reader.rules.lines import QUOTES, Attribution, Line
from accordingto.reader.rules.outer_sources import noun_source, source_after, what_told
from accordingto.reader.rules.sources import (
    before_bare_apposition,
    before_relative_clause,
    can_speak,
    first_phrase,
    shorten,
    subject_before,
    with_share,
)

_WORDS = load_words("saying")
_AFTER_FRAMES = frozenset({Frame.AFTER, Frame.CITING, Frame.QUOTING})
_BEFORE_SUBJECT = clauses.RELATIVES | {"what"}
_OPPOSING = frozenset({"while", "whereas", "but", "although", "though"})
_NOBODY = frozenset({"no", "none", "nobody", "neither"})


def find_attributions(line: Line, matcher: PhraseMatcher[CueEntry]) -> list[Attribution]:
    """Return the attributions of a sentence in the order of their cues.

    One without content is kept only where a colon ends the sentence: what is said follows.
    """
    drafts: list[Attribution] = []
    for cue in find_cues(line.tokens, matcher):
        if line.quoted[cue.first]:
            continue
        draft = _attribute(line, cue, drafts)
        if draft is not None and not _is_nobody(line, draft):
            drafts.append(draft)
    done: list[Attribution] = []
    for place, draft in enumerate(drafts):
        content = find_content(line, draft, drafts[place + 1 :], done)
        content = None if content is None else trim(line, content)
        if content is not None and draft.cue.entry.quoted:
            content = content if any(line.quoted[slice(*content)]) else None
        if content is not None or _opens_block(line, draft):
            done.append(replace(draft, content=content))
    return done


def _is_nobody(line: Line, draft: Attribution) -> bool:
    """Tell whether nobody says it: "No group has claimed responsibility"."""
    return draft.source is not None and line.lower(draft.source[0]) in _NOBODY


def _opens_block(line: Line, draft: Attribution) -> bool:
    """Tell whether the sentence ends with a colon behind a cue: what is said follows it."""
    return (
        draft.is_after
        and line.tokens[-1].text == ":"
        and draft.cue.entry.frame in {Frame.CLAUSE, Frame.TELL}
        and draft.source is not None
    )


def _attribute(line: Line, cue: Cue, before: Sequence[Attribution]) -> Attribution | None:
    """Resolve one cue; None when it turns out to be none."""
    frame = cue.entry.frame
    if frame in _AFTER_FRAMES:
        return source_after(line, cue, before)
    if frame is Frame.NOUN:
        return noun_source(line, cue)
    if cue.form is Form.REDUCED and (told := what_told(line, cue)) is not None:
        return told
    if frame is Frame.HIDDEN or cue.form in {Form.PASSIVE, Form.REDUCED}:
        return Attribution(cue, None, is_after=True, body=cue.body, start=cue.first)
    if cue.form is Form.BY_AGENT:
        return _by_agent(line, cue, before)
    return _active(line, cue, before)


def _by_agent(line: Line, cue: Cue, before: Sequence[Attribution]) -> Attribution | None:
    """Resolve "was condemned by X"."""
    if line.lower(cue.first - 1) not in clauses.BE and line.adjuncts.match_at(
        line.tokens, cue.last
    ):  # "X said by telephone"
        return _active(line, replace(cue, form=Form.ACTIVE), before)
    source = clauses.noun_phrase_after(line.tokens, cue.last + 1, line.end)
    if source is None or not can_speak(line.tokens, source):
        return None
    return Attribution(cue, source, is_after=False, body=source[1], start=cue.first)


def _active(line: Line, cue: Cue, before: Sequence[Attribution]) -> Attribution | None:
    """Resolve an active verb: its subject stands before it, behind it, or further back."""
    tokens = line.tokens
    if cue.form is Form.PARTICIPLE:
        return _joined(line, cue, before)
    left = cue.first
    while line.lower(left - 1) in clauses.BEFORE_VERB:
        left -= 1
    follows_mark = left == 0 or tokens[left - 1].text in {",", "?", "!", "."} | QUOTES
    inverted = _inverted(line, cue) if follows_mark else _inverted_bare(line, cue)
    if inverted is not None:
        return inverted
    if line.lower(left - 1) in {"and", "but", "or", "then"}:
        return _joined(line, cue, before)
    source = subject_before(tokens, cue.first)
    if source is None:
        return _inverted(line, cue)
    if cue.entry.weak and not can_speak(tokens, source):
        source = first_phrase(tokens, _opening(line, source[0]), source)
        if not can_speak(tokens, source):
            return None
    return _with_subject(line, cue, source)


def _joined(line: Line, cue: Cue, before: Sequence[Attribution]) -> Attribution | None:
    """Give a verb without a subject of its own that of the attribution or clause before it."""
    tokens = line.tokens
    source = next((a.source for a in reversed(before) if a.source is not None), None)
    is_bare = cue.form is Form.PARTICIPLE and cue.first and tokens[cue.first - 1].text != ","
    if is_bare and line.lower(cue.first - 1) in _WORDS["documents"]:
        source = clauses.noun_phrase_before(tokens, cue.first, 0)
    elif source is None and is_bare and cue.entry.frame is Frame.OBJECT:
        return None
    if source is None:
        source = clauses.noun_phrase_after(tokens, _main_clause(line), cue.first)
        if source is None or not can_speak(tokens, source):
            return None
    body, channel, _ = behind_cue(line, cue)
    return Attribution(cue, source, True, body, cue.first, is_joined=True, channel=channel)


def _main_clause(line: Line) -> int:
    """Return the place behind the time and the joints that open a sentence."""
    place = clauses.skip_time(line.tokens, 0, line.end)
    while line.lower(place) == "," or line.lower(place) in clauses.OPENERS:
        place += 1
    return place


def _inverted(line: Line, cue: Cue) -> Attribution | None:
    """Resolve "...", said X: the subject stands behind the verb."""
    tokens = line.tokens
    if cue.entry.frame is not Frame.CLAUSE or cue.first == 0:
        return None
    source = clauses.noun_phrase_after(tokens, cue.last, line.end)
    if source is None or not can_speak(tokens, source):
        return None
    after = source[1]
    if (
        after < line.end
        and clauses.is_verbish(tokens, after)
        and not line.lower(after).endswith("ing")
    ):
        return None
    body, channel = line.skip(after)
    return Attribution(cue, source, is_after=False, body=body, start=cue.first, channel=channel)


def _inverted_bare(line: Line, cue: Cue) -> Attribution | None:
    """Resolve "... in the north said the Observatory", the comma lost."""
    tokens = line.tokens
    if cue.entry.id not in {"say", "add"}:
        return None
    found = clauses.noun_phrase_after(tokens, cue.last, line.end)
    if found is None or not can_speak(tokens, found):
        return None
    end = found[1]
    closes = (
        end >= line.end
        or line.lower(end) in _WORDS["closing"] | clauses.TIMES | clauses.DETERMINERS
    )
    tail = next((i for i in range(end, line.end) if line.lower(i) in _WORDS["tails"]), line.end)
    if not closes or clauses.has_finite_verb(tokens, end, tail):
        return None
    if not clauses.has_verb(tokens, line.left_edge(cue.first), cue.first):
        return None
    body, channel = line.skip(end)
    return Attribution(cue, found, is_after=False, body=body, start=cue.first, channel=channel)


def _with_subject(line: Line, cue: Cue, source: Range) -> Attribution:
    """Decide whether the content stands before the subject or behind the verb."""
    tokens = line.tokens
    body, channel, hearer = behind_cue(line, cue)
    source = with_share(tokens, source)
    left = (line.left_edge(source[0]), source[0])
    is_post = cue.entry.frame is not Frame.OBJECT and _is_post(line, cue, left, body)
    if is_post:
        source = before_bare_apposition(tokens, source) or shorten(tokens, source)
    else:
        source = first_phrase(tokens, _opening(line, source[0]), source)
        source = before_relative_clause(tokens, source) or source
    return Attribution(cue, source, not is_post, body, source[0], channel=channel, relay=hearer)


def _opening(line: Line, end: int) -> Range:
    """Return the range before `end` in which a subject may begin, behind time and joints."""
    start, _ = line.skip(line.left_edge(end))
    while line.lower(start) in _WORDS["light"]:
        start += 1
    return min(start, end), end


def _is_post(line: Line, cue: Cue, left: Range, body: int) -> bool:
    """Tell whether source and cue stand behind their content: "..., the army said on Friday"."""
    tokens = line.tokens
    before = line.lower(left[1] - 1)
    if before in _BEFORE_SUBJECT or (before in _OPPOSING and body < line.end):
        return False
    if before == "by" and not clauses.has_finite_verb(tokens, left[0], left[1] - 2):
        return False  # "Residents contacted by the agency reported"
    has_left = left[1] - left[0] >= 2 and clauses.has_verb(tokens, *left)
    is_marked = left[1] > left[0] and tokens[left[1] - 1].text in QUOTES | {","}
    is_quoted = is_marked and line.quoted[left[1] - 1]
    ends = body >= line.end or _tail_follows(line, cue, body)
    if not ends and has_left and cue.entry.id == "say" and tokens[body].text not in QUOTES | {":"}:
        ends = not clauses.has_finite_verb(tokens, body, line.end)
    if ends and not has_left and is_marked and not is_quoted:
        ends = not clauses.has_verb(tokens, body, line.end)
    return ends and (has_left or is_marked)


def _tail_follows(line: Line, cue: Cue, body: int) -> bool:
    """Tell whether what follows a cue is a tail, not the content."""
    token, lower = line.tokens[body], line.lower(body)
    if token.text in {",", ".", ";", ")", "—", "–", "-"}:
        opens_quote = body + 1 < line.end and line.tokens[body + 1].text in QUOTES
        return not (opens_quote and not any(line.quoted[: cue.first]))
    if lower in _WORDS["content_openers"]:
        return False
    is_participle = lower.endswith(("ing", "ed")) and clauses.is_verbish(line.tokens, body)
    if lower == "seen" or is_participle:
        return True
    if lower in {"a", "one", "two", "three"} and line.lower(body + 1) in clauses.TIMES:
        return True
    return lower in clauses.JOINERS or lower in clauses.OPENERS or lower in _WORDS["tail_openers"]
