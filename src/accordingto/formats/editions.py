"""An edition: what was asked of a ledger, and all that makes the export the same the next time."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from accordingto.formats.bundles import Material
from accordingto.formats.export_folder import ExportFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What was asked of a ledger, and of which ledger, as it was when it last changed.

    No clock is in it: one ledger, version and question give the same bytes.
    """

    format: str
    """Name of the format."""
    ledger: str
    """The ledger's random id."""
    state: str
    """SHA-256 over all readings, decisions and codes of cases in the ledger."""
    as_of: str
    """When the ledger last changed, UTC: `2016-09-24T10:00:00Z`."""
    program: str
    """`accordingto 1.2.3`."""
    rules: tuple[str, ...]
    """Names of the rules by which records were put together: `linking/1`, `airwars-like/1` ..."""
    filters: tuple[tuple[str, str], ...] = ()
    """What it was narrowed to, as typed: ("--from", "2016-09")."""
    with_unreviewed: bool = False
    """Records that no person stands for are in it, and marked."""
    licence: str = ""
    """As the user names it: "CC-BY-4.0"; empty where none was named."""
    title: str = ""
    """As the user names the dataset."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that does not fit a format."""

    what: str
    """Code of a case, key of a report, id of a record."""
    why: str


class Exporter(Protocol):
    """One format: writes files into a folder, each through what the folder gives."""

    @property
    def name(self) -> str:
        """What `--to` takes: `ged-like`."""
        ...

    @property
    def about(self) -> str:
        """One line for the list of formats."""
        ...

    @property
    def extra(self) -> str:
        """The extra that must be installed; empty where none need be."""
        ...

    def write(
        self, edition: Edition, material: Material, folder: ExportFolder
    ) -> Iterable[LeftOut]:
        """Write the files; yield what does not fit, in the order in which it came.

        Whatever is yielded is listed in `left_out.csv` of the folder, and told to the user. Raises
        ConfigurationError when the extra is not installed.
        """
        ...
