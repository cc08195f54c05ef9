"""Characters of a text that nobody sees, and that may make it read otherwise than it looks."""

import re
from collections import Counter
from dataclasses import replace

from accordingto.ingest.inputs import Incoming
from accordingto.records.base import Mention
from accordingto.records.readings import Problem
from accordingto.report import Report, Span

CODE = "hidden_characters"
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    r"\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    r"\U000e0000-\U000e007f]"
    # Joiners belong to many scripts and to emoji; beside Latin letters and figures they do not.
    r"|(?<=[0-9A-Za-z])[\u200c\u200d\ufe00-\ufe0e]|[\u200c\u200d](?=[0-9A-Za-z])"
)
_KINDS_SHOWN = 5
_AROUND = 20


def tell_hidden(incoming: Incoming) -> Incoming:
    """Return the input with a problem that tells of hidden characters, if its report has any.

    Controls, zero-width and bidirectional marks, soft hyphens, fillers and tags. The text stays as
    it is. Telling twice changes nothing more.
    """
    if any(problem.code == CODE for problem in incoming.problems):
        return incoming
    problem = find_hidden(incoming.report)
    return replace(incoming, problems=(*incoming.problems, problem)) if problem else incoming


def find_hidden(report: Report) -> Problem | None:
    r"""Return what is to be said of the hidden characters in a report's text and title.

    >>> find_hidden(Report(id="r1", text="1\u200b2 people")).message
    'the text holds characters that cannot be seen (U+200B 1 time): it may ... than it looks'
    """
    places = [found.start() for found in _HIDDEN.finditer(report.text)]
    in_title = len(_HIDDEN.findall(report.title))
    if not places and not in_title:
        return None
    counts = Counter(report.text[place] for place in places)
    told = [
        f"U+{ord(mark):04X} {count:,} {'time' if count == 1 else 'times'}"
        for mark, count in counts.most_common(_KINDS_SHOWN)
    ]
    told += ["and others"] if len(counts) > _KINDS_SHOWN else []
    told += ["some in the title"] if in_title else []
    return Problem(
        stage="ingest",
        code="hidden_characters",
        message=(
            f"the {'text' if places else 'title'} holds characters that cannot be seen "
            f"({', '.join(told)}): it may mean something else to a program than it looks"
        ),
        evidence=_word_at(report, places[0]) if places else None,
    )


def _word_at(report: Report, place: int) -> Mention:
    """Return the word around a place, cut to some length."""
    text = report.text
    start, end = place, place + 1
    while start > max(0, place - _AROUND) and not text[start - 1].isspace():
        start -= 1
    while end < min(len(text), place + _AROUND) and not text[end].isspace():
        end += 1
    return Mention.at(report, Span(start, end))
