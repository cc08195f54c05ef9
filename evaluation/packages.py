"""Look into a built wheel and source distribution: `python -m evaluation.packages build/dist`.

What an index of packages or an install would stumble over is told, and ends it with 1.
"""

import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path

MOST_MB = 60
"""What a wheel may weigh."""
NEEDED = {
    "accordingto/py.typed": "types are not found without it",
    "accordingto/gazetteer/places.sqlite": "the place index",
    "accordingto/reader/network/weights/network.onnx": "the network",
    "accordingto/reader/network/weights/card.json": "the network's hash",
    "accordingto/reader/network/weights/MODEL_CARD.md": "what the network may be used for",
    "accordingto/reader/network/weights/confidences.toml": "what its confidence means",
}
SOURCES = {
    "hatch_build.py": "it makes the place index",
    "LICENSE": "the licence",
    "NOTICE": "credits for the places and the network",
    "README.md": "the description",
    "src/accordingto/gazetteer/build.py": "it makes the place index",
    "src/accordingto/gazetteer/data/ged_places.tsv": "places of the index",
    "requirements/build.txt": "what it was built with",
}
SAID = ("Summary", "License-Expression", "Requires-Python", "Keywords")
LICENCES = {"LICENSE", "NOTICE"}
EXTRAS = {"arrow", "pandas", "parquet", "polars", "postgres", "spacy"}
ENTRIES = ("[console_scripts]", "[spacy_factories]")
_MB = 1024 * 1024


def check_wheel(path: Path) -> Iterator[str]:
    """Yield what is wrong with a wheel."""
    if not path.name.endswith("-py3-none-any.whl"):
        yield f"{path.name}: it is for some machines alone; expected -py3-none-any"
    if path.stat().st_size > MOST_MB * _MB:
        yield f"{path.name}: {path.stat().st_size / _MB:.1f} MB; expected at most {MOST_MB}"
    with zipfile.ZipFile(path) as wheel:
        names = set(wheel.namelist())
        yield from _missing(path.name, NEEDED, names)
        strange = sorted({name.split("/")[0] for name in names})
        if len(strange) != 2:
            yield f"{path.name}: installs {', '.join(strange)}; expected one package"
        info = next(name.split("/")[0] for name in names if ".dist-info/" in name)
        yield from check_metadata(message_from_bytes(wheel.read(f"{info}/METADATA")))
        entries = wheel.read(f"{info}/entry_points.txt").decode()
        yield from (f"{path.name}: no {one} in it" for one in ENTRIES if one not in entries)
        for licence in sorted(LICENCES - {name.split("/")[-1] for name in names}):
            yield f"{path.name}: {licence} is not in it"


def check_source(path: Path) -> Iterator[str]:
    """Yield what is wrong with a source distribution."""
    with tarfile.open(path) as source:
        members = source.getmembers()
        names = {member.name.partition("/")[2] for member in members}
        yield from _missing(path.name, SOURCES, names)
        if any(not member.isfile() and not member.isdir() for member in members):
            yield f"{path.name}: links are in it"
        built = {"src/accordingto/gazetteer/places.sqlite", ".venv", "build"} & names
        yield from (f"{path.name}: {one} was built, and is in it" for one in sorted(built))


def check_metadata(said: Message) -> Iterator[str]:
    """Yield what an index of packages would miss."""
    yield from (f"metadata: no {name}" for name in SAID if not said.get(name))
    if said.get("Description-Content-Type") != "text/markdown":
        yield "metadata: the description is not said to be Markdown"
    if not str(said.get_payload()).strip():
        yield "metadata: no description"
    if set(said.get_all("License-File") or ()) != LICENCES:
        yield f"metadata: expected the licence files {', '.join(sorted(LICENCES))}"
    for extra in sorted(EXTRAS - set(said.get_all("Provides-Extra") or ())):
        yield f"metadata: no extra {extra}"
    if any(one.startswith("License ::") for one in said.get_all("Classifier") or ()):
        yield "metadata: a licence among the classifiers, beside the expression"
    for need in said.get_all("Requires-Dist") or ():
        if "://" in need or "@" in need:
            yield f"metadata: needs an address: {need}"


def check_folder(folder: Path) -> Iterator[str]:
    """Yield what is wrong with what was built into a folder."""
    wheels, sources = sorted(folder.glob("*.whl")), sorted(folder.glob("*.tar.gz"))
    if len(wheels) != 1 or len(sources) != 1:
        yield f"{folder}: {len(wheels)} wheels, {len(sources)} sources; expected one of each"
    for wheel in wheels:
        yield from check_wheel(wheel)
    for source in sources:
        yield from check_source(source)


def main(arguments: Iterable[str]) -> int:
    """Tell what is wrong, or how much each weighs."""
    (folder,) = map(Path, arguments)
    wrong = list(check_folder(folder))
    for path in sorted(folder.iterdir()):
        print(f"{path.name}: {path.stat().st_size / _MB:.1f} MB")
    print("\n".join(wrong) or "Nothing is wrong with them.")
    return 1 if wrong else 0


def _missing(where: str, needed: dict[str, str], names: set[str]) -> Iterator[str]:
    for name, why in needed.items():
        if name not in names:
            yield f"{where}: {name} is not in it ({why})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
