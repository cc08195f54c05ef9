"""Build hook: make the place index, so that every wheel and editable install carries it."""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PlaceIndexHook(BuildHookInterface):
    """Calls `build_index` of `accordingto.gazetteer.build`, as it stands in the source tree."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write `src/accordingto/gazetteer/places.sqlite`, whole or not at all."""
        source = Path(self.root, "src", "accordingto")
        builder = source / "gazetteer" / "build.py"
        if not builder.is_file():
            raise SystemExit(
                f"{builder} is missing, and it makes the place index: build from a whole checkout"
            )
        target = source / "gazetteer" / "places.sqlite"
        partial = target.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        try:
            _import_bare("accordingto.gazetteer.build", source).build_index(partial)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)


def _import_bare(name: str, source: Path) -> ModuleType:
    """Import a module, but not its packages' `__init__`: those need what only an install has."""
    package = name.rpartition(".")[0]
    folder = source.parent
    for part in package.split("."):
        folder /= part
        dotted = ".".join(folder.relative_to(source.parent).parts)
        bare = ModuleType(dotted)
        bare.__path__ = [str(folder)]
        sys.modules[dotted] = bare
    return import_module(name)
