"""What is read out of a document: its text, and what the document says about itself."""

from dataclasses import dataclass

MAX_VALUE = 2000
"""Characters of one value that are kept as a fact; the document's bytes have all of it."""
READY = b"ready\n"
"""What the process that reads documents says first."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a document says about itself, as written: `("meta:author", "A. Writer")`."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the reading of a document that a person should know."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The text of one document, with its facts in the order of the document."""

    text: str
    tool: str
    """What read the text out, with its version."""
    facts: tuple[Fact, ...] = ()
    notes: tuple[Note, ...] = ()


class NotExtractedError(ValueError):
    """A document gives no text; `code` says why in a word, the message what to do."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
