"""A run of `gazetteer`: places added, or looked up."""

from pathlib import Path

from accordingto.api.gazetteers import add_places
from accordingto.cli.exits import ExitCode
from accordingto.cli.terminal import say
from accordingto.gazetteer.index import Gazetteer
from accordingto.gazetteer.shelves import GazetteerPlace
from accordingto.views.visible import make_plain


def run_add_places(
    source: str, target: Path, columns: tuple[str, ...], country: str | None, *, quiet: bool
) -> ExitCode:
    """Add the places of a file, and tell what became of its rows."""
    added = add_places(source, target, columns=columns, country=country)
    counts = added.counts
    if not quiet:
        say(f"{source}: {added.what}")
        for line in added.columns:
            say(line, indent=2)
    for why, count in sorted(counts.left_out.items()):
        say(f"left out {count:,}: {why}")
    if not quiet:
        again = f", {counts.replaced:,} known already and replaced" if counts.replaced else ""
        noun = "place" if counts.new == 1 else "places"
        say(f"added {counts.new:,} {noun} to {target}{again}; use it with --gazetteer {target}")
    return ExitCode.ALL_READ if counts.new or counts.replaced else ExitCode.NOTHING_READ


def find_name(name: str, index: Path) -> ExitCode:
    """Print what is known under a name."""
    known = Gazetteer.open()
    if index.exists():
        known = Gazetteer.joined(Gazetteer.from_file(index), known)
    places = known.lookup(name)
    for place in places:
        print(_line(place))
    if not places:
        say(f"nothing is known under {name!r}")
    return ExitCode.ALL_READ if places else ExitCode.NOTHING_READ


def _line(place: GazetteerPlace) -> str:
    where = ", ".join(filter(None, (place.admin2, place.admin1, place.country)))
    point = "no point" if place.lat is None else f"{place.lat:.4f}, {place.lon:.4f}"
    people = f" · {place.population:,} people" if place.population else ""
    return make_plain(f"{place.name} · {place.feature} · {where} · {point}{people} · {place.id}")
