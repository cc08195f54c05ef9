"""The verb of a Python user who publishes, and has to say what changed since the last time."""

from pathlib import Path

from accordingto.api.export_material import LedgerMaterial
from accordingto.api.exporting import ExportAsked, edition_of
from accordingto.errors import FilterError
from accordingto.formats.snapshot import Snapshot, load_snapshot, take_snapshot
from accordingto.ledger.filters import NO_FILTERS
from accordingto.ledger.ledger import Ledger
from accordingto.views.release_diff import ReleaseDiff, compare_editions

__all__ = ["changes"]


def changes(
    old: str | Path, new: str | Path, *, include_unreviewed: bool | None = None
) -> ReleaseDiff:
    """Return what changed from one edition to another, with the claims and decisions behind it.

    Each is a folder that `export --to snapshot` wrote, or a ledger: as it is now, or a backup of
    it. Of a ledger only what people reviewed counts, unless `include_unreviewed`; it is taken as
    the snapshot beside it was where nothing is said.

    Raises ConfigurationError for a folder that is none, StoreError for a ledger that cannot be
    opened, FilterError when a snapshot does not hold what is asked for.
    """
    folders = [load_snapshot(Path(one)) if _is_folder(one) else None for one in (old, new)]
    told = [one.with_unreviewed for one in folders if one]
    wanted = include_unreviewed if include_unreviewed is not None else any(told)
    if include_unreviewed is not None and any(one != include_unreviewed for one in told):
        held = "records that nobody reviewed" if told[0] else "reviewed records alone"
        raise FilterError(f"a snapshot holds {held}; expected the same of both editions")
    before, after = (
        kept or _of_ledger(one, with_unreviewed=wanted)
        for kept, one in zip(folders, (old, new), strict=True)
    )
    return compare_editions(before, after)


def _is_folder(place: str | Path) -> bool:
    return "://" not in str(place) and Path(place).is_dir()


def _of_ledger(place: str | Path, *, with_unreviewed: bool) -> Snapshot:
    asked = ExportAsked(format="snapshot", folder=Path(), with_unreviewed=with_unreviewed)
    with Ledger.open(place) as opened, opened.look() as connection:
        material = LedgerMaterial(connection, NO_FILTERS, with_unreviewed)
        return take_snapshot(edition_of(connection, asked), material)
