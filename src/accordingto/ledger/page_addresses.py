"""Addresses of pages, compared as people write them: with `www.` or without, `http` or `https`."""

from sqlalchemy import Connection, select

from accordingto.ledger.store_tables import publications, texts


def plain_address(url: str) -> str:
    """Return what of an address is compared: not how it is fetched, nor where on the page.

    >>> plain_address("HTTPS://www.Example.org/a/#top")
    'example.org/a'
    """
    plain = url.partition("#")[0].partition("://")[2].rstrip("/")
    host, slash, rest = plain.partition("/")
    return f"{host.lower().removeprefix('www.')}{slash}{rest}"


def forms_of(plain: str) -> list[str]:
    """Return the ways in which an address may be written."""
    return [
        f"{scheme}://{www}{plain}{slash}"
        for scheme in ("https", "http")
        for www in ("", "www.")
        for slash in ("", "/")
    ]


def texts_at(connection: Connection, url: str) -> list[str]:
    """Return the hashes of the texts of all publications at an address, each once."""
    here = (
        select(texts.c.sha256)
        .join(publications, publications.c.text_id == texts.c.id)
        .where(publications.c.source.in_(forms_of(plain_address(url))))
        .order_by(publications.c.id)
    )
    return list(dict.fromkeys(connection.scalars(here)))
