"""What changed from one edition to another, as one self-contained page."""

from accordingto.views import release_diff, release_diff_text
from accordingto.views.html import page_assets, page_environment
from accordingto.views.release_diff import ReleaseDiff


def render_release_diff_page(diff: ReleaseDiff) -> str:
    """Return what changed as one page of HTML with nothing to fetch and nothing that runs."""
    return (
        page_environment()
        .get_template("release_diff.html")
        .render(
            assets=page_assets("dossier", with_script=False),
            diff=diff,
            words=release_diff_text,
            title_of=release_diff.title_of,
            toll_in_words=release_diff.toll_in_words,
        )
    )
