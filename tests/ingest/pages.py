"""Pages as they stand on the web and in folders of saved pages; all names are invented."""

import json

FIRST = "Shells killed at least 12 people in Marvoy on Tuesday, residents and a hospital said."
SECOND = (
    "Omar Dell, who directs the Saint Aldric hospital, told the Skerry Wire that 30 wounded people "
    "had been brought in, most of them women and children from the covered market."
)
THIRD = (
    "The army of Merrowin denied that it had fired on the town. A spokesman said rebels had "
    "shelled the market themselves, without giving any evidence for it."
)
PARAGRAPHS = (FIRST, SECOND, THIRD)
TITLE = "Shells kill 12 in Marvoy market"
ADDRESS = "https://www.skerrywire.example/2024/03/12/marvoy-market"
ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2024-03-12T18:30:00+02:00",
    "dateModified": "2024-03-13T07:00:00+02:00",
    "author": [{"@type": "Person", "name": "Ada Brandt"}],
    "publisher": {"@type": "NewsMediaOrganization", "name": "Skerry Wire"},
    "creditText": "SNA/Reuters",
    "sourceOrganization": {"@type": "Organization", "name": "Skerry News Agency"},
    "isBasedOn": {"@type": "NewsArticle", "name": "Market hit", "url": "https://sna.example/7"},
    "mainEntityOfPage": ADDRESS,
}
NAVIGATION = (
    '<header><a href="/">Skerry Wire</a><nav><ul><li><a href="/world">World</a></li>'
    '<li><a href="/war">War: 900 killed so far</a></li></ul></nav></header>'
)
COMMENTS = (
    '<section id="comments" class="comments"><h3>2 comments</h3><div class="comment"><p>I was '
    "there and saw 500 dead people in the street.</p></div><div class='comment'><p>Nobody was "
    "killed at all, this is a lie of the rebels.</p></div></section>"
)
FOOTER = (
    '<aside class="related"><h3>Read more</h3><ul><li><a href="/x">Bomb kills 77 in Dorrash</a>'
    "</li></ul></aside><footer><p>Imprint - Cookies - Sign up for our newsletter</p></footer>"
)


def page(body: str, head: str = "", lang: str = "en") -> bytes:
    """A page around a body and what goes into its head."""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">{head}</head>\n'
        f"<body>{body}</body></html>"
    ).encode()


def meta(name: str, value: str) -> str:
    """A field of a page's head."""
    naming = "property" if ":" in name else "name"
    return f'<meta {naming}="{name}" content="{value}">'


def json_ld(value: object) -> str:
    """A script of JSON-LD; a string goes in as it is."""
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


def article(*paragraphs: str, title: str = TITLE) -> str:
    """An article with its headline."""
    told = "".join(f"<p>{words}</p>" for words in paragraphs or PARAGRAPHS)
    return (
        f"<main><article><h1>{title}</h1><p class='byline'>By Ada Brandt</p>{told}</article></main>"
    )


def news_page(linked: object = ARTICLE, head: str = "", paragraphs: tuple[str, ...] = ()) -> bytes:
    """An article with all that stands around one, as a newspaper has it."""
    title = f"<title>{TITLE} | Skerry Wire</title>"
    head = title + (json_ld(linked) if linked else "") + head
    return page(NAVIGATION + article(*paragraphs) + COMMENTS + FOOTER, head)
