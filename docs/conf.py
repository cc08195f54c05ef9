"""How Sphinx makes the site: `make docs`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from reference_pages import write_reference
from sphinx.application import Sphinx

from accordingto import __version__

project = "accordingto"
author = "The accordingto authors"
copyright = author  # noqa: A001 -- Sphinx's own name
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3
# Wordings that point into the repository, not into the site.
suppress_warnings = ["myst.xref_missing", "myst.header", "ref.python"]
autodoc_member_order = "bysource"
autodoc_typehints = "none"
# The extra `spark`, which the documentation is built without.
autodoc_mock_imports = ["py4j", "pyarrow", "pyspark"]
default_role = "code"

html_theme = "furo"
html_title = f"accordingto {release}"
html_show_sphinx = False
html_copy_source = False
# Nothing is fetched when a page is read.
html_theme_options = {"source_repository": ""}


def setup(app: Sphinx) -> None:
    """Write the pages that come from the code before any is read."""
    app.connect("config-inited", lambda app, _: write_reference(Path(app.srcdir) / "reference"))
