"""A case's dossier: all that is claimed of it, by whom, in which words, and who stands for it.

One self-contained page a case, made to be printed: no script, nothing to fetch.
"""

from collections.abc import Iterator

from accordingto.formats.bundles import Material
from accordingto.formats.datapackage import METHOD
from accordingto.formats.editions import Edition, LeftOut
from accordingto.formats.export_folder import ExportFolder
from accordingto.views.dossier_parts import Dossier, make_dossier
from accordingto.views.html import page_assets, page_environment

HTML = "text/html"
INDEX = "index.html"


class DossierExport:
    """A page for each case, and an index of them."""

    name = "dossier"
    about = "a page for each case with all claims, quotes, sources and decisions, to be printed"
    extra = ""

    def write(
        self, edition: Edition, material: Material, folder: ExportFolder
    ) -> Iterator[LeftOut]:
        """Write one page a case; everything fits."""
        listed: list[tuple[str, str]] = []
        for bundle in material.cases():
            made = make_dossier(bundle, material)
            name = f"{bundle.code}.html"
            page = render_dossier(made, edition).encode("utf-8", "backslashreplace")
            folder.write(name, page, HTML, f"Dossier of case {bundle.code}.")
            listed.append((name, made.title))
        if len(listed) != 1:
            page = _render_index(listed, edition).encode("utf-8", "backslashreplace")
            folder.write(INDEX, page, HTML, "The dossiers.")
        yield from ()


def render_dossier(dossier: Dossier, edition: Edition) -> str:
    """Return the page of one case."""
    return (
        page_environment()
        .get_template("dossier.html")
        .render(
            assets=page_assets("dossier", with_script=False),
            dossier=dossier,
            edition=edition,
            method=METHOD,
        )
    )


def _render_index(listed: list[tuple[str, str]], edition: Edition) -> str:
    return (
        page_environment()
        .get_template("dossiers.html")
        .render(assets=page_assets("dossier", with_script=False), listed=listed, edition=edition)
    )
