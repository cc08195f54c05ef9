"""What can be listed, in a module that loads at once: the command line asks it."""

from enum import StrEnum


class What(StrEnum):
    """What a row stands for."""

    REPORT = "report"
    INCIDENT = "incident"
    FIGURE = "figure"
    STATEMENT = "statement"
    AGREEMENT = "agreement"
    ACTOR = "actor"
    SOURCE = "source"


class Listing(StrEnum):
    """What can be listed."""

    REPORTS = "reports"
    INCIDENTS = "incidents"
    CASES = "cases"
    FIGURES = "figures"
    STATEMENTS = "statements"
    SOURCES = "sources"
    AGREEMENTS = "agreements"
    ACTORS = "actors"

    @property
    def what(self) -> What:
        """What the rows of the list are; until reports are linked, cases are incidents."""
        return What.INCIDENT if self is Listing.CASES else What(self.value.removesuffix("s"))

    @property
    def is_of_names(self) -> bool:
        """Tell whether it lists names across reports, in their order."""
        return self in {Listing.SOURCES, Listing.ACTORS}


class ReviewFilter(StrEnum):
    """Which records are wanted, by what people have made of them."""

    REVIEWED = "reviewed"
    """Accepted or corrected by a person, or entered by one."""
    UNREVIEWED = "unreviewed"
    """Found by a machine, and no decision of a person holds; or people are at odds."""
    REJECTED = "rejected"
