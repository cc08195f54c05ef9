"""A brief as one self-contained page: nothing to fetch, no script, fit for printing."""

from accordingto.views.brief import Brief
from accordingto.views.brief_words import left_out_of
from accordingto.views.html import page_assets, page_environment


def render_brief_html(brief: Brief) -> str:
    """Return a brief as one page of HTML."""
    return (
        page_environment()
        .get_template("brief.html")
        .render(
            assets=page_assets("brief", with_script=False), brief=brief, left_out_of=left_out_of
        )
    )
