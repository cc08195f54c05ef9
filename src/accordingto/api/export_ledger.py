"""A ledger whole, in our own JSON: what comes back into an empty ledger without loss."""

from collections.abc import Iterable, Iterator

from accordingto.api.export_material import LedgerMaterial
from accordingto.errors import FilterError
from accordingto.formats.bundles import Material
from accordingto.formats.editions import Edition, LeftOut
from accordingto.formats.export_folder import ExportFolder
from accordingto.ledger.transfers import (
    code_lines,
    decision_lines,
    publication_lines,
    withheld_lines,
)

LINES = "application/jsonl"
READINGS, PUBLICATIONS = "readings.jsonl", "publications.jsonl"
DECISIONS, CODES, WITHHELD = "decisions.jsonl", "codes.jsonl", "withheld.jsonl"


class LedgerJson:
    """Readings with their texts, publications, decisions, codes of cases, names withheld.

    Nothing is masked: it is for another ledger, not for readers.
    """

    name = "ledger-json"
    about = "all of a ledger's readings and decisions, unmasked, for another ledger"
    extra = ""

    def write(
        self, edition: Edition, material: Material, folder: ExportFolder
    ) -> Iterator[LeftOut]:
        """Write the lines; raises FilterError unless all was asked for."""
        if edition.filters or not edition.with_unreviewed:
            raise FilterError(
                "--to ledger-json takes out all readings and decisions with whole texts, names "
                "that are withheld elsewhere among them; expected no filters, and "
                "--include-unreviewed to say that you mean it"
            )
        if not isinstance(material, LedgerMaterial):
            raise FilterError("--to ledger-json is of a ledger; expected one")
        connection = material.connection
        lines = (one.reading for one in publication_lines(connection))
        _write(folder, READINGS, lines, "Current readings with their texts, as they were read.")
        lines = (one.publication for one in publication_lines(connection))
        _write(folder, PUBLICATIONS, lines, "How the reports came, line for line.")
        _write(folder, DECISIONS, decision_lines(connection), "The log of decisions, hash-chained.")
        _write(folder, CODES, code_lines(connection), "Codes of cases, in the order of minting.")
        about = "What people decided on names that are withheld."
        _write(folder, WITHHELD, withheld_lines(connection), about)
        yield from ()


def _write(folder: ExportFolder, path: str, lines: Iterable[str], about: str) -> None:
    with folder.open(path, LINES, about) as stream:
        for line in lines:
            stream.write(line.encode("utf-8", "backslashreplace") + b"\n")
