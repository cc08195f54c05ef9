"""How results of commands are written, and other choices between words."""

from enum import StrEnum


class Format(StrEnum):
    """How readings are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


class Engine(StrEnum):
    """What does the work."""

    LOCAL = "local"
    SPARK = "spark"


class LogFormat(StrEnum):
    """How the log is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class RereadFormat(StrEnum):
    """How changes are written."""

    TEXT = "text"
    JSONL = "jsonl"


class WhoseNames(StrEnum):
    """Rules by which names are withheld."""

    CHILDREN = "children"
    DETAINEES = "detainees"
    SURVIVORS = "survivors"
    PRIVATE = "private"
    SEXUAL_VIOLENCE = "sexual-violence"
    FACILITIES = "facilities"


class ShowFormat(StrEnum):
    """How a list or a record is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class BriefFormat(StrEnum):
    """How a brief is written."""

    MARKDOWN = "markdown"
    HTML = "html"


class CheckBy(StrEnum):
    """What is matched with rows, once each."""

    CASE = "case"
    INCIDENT = "incident"


class CheckFormat(StrEnum):
    """How a check is written."""

    TEXT = "text"
    CSV = "csv"
    HTML = "html"


class CorroborationFormat(StrEnum):
    """How cases are written."""

    TEXT = "text"
    JSON = "json"


class CorroborationView(StrEnum):
    """What is shown of a corroboration, in text."""

    CASES = "cases"
    CASE = "case"
    LIST = "list"
    TRUCES = "truces"
    SOURCES = "sources"


class DoctorFormat(StrEnum):
    """How what was found of an installation or a ledger is written."""

    TEXT = "text"
    JSON = "json"
