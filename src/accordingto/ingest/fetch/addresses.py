"""Which IP addresses may be asked: servers of the public network, and no others."""

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

from pydantic import BaseModel, ConfigDict, TypeAdapter

IPAddress = IPv4Address | IPv6Address
IPNetwork = IPv4Network | IPv6Network

Refusal = Callable[[IPAddress], str | None]
"""Tells what an address is when it may not be asked, else None."""

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_ISATAP = frozenset({0x0000_5EFE, 0x0200_5EFE})


class Network(BaseModel):
    """A range of addresses that are nobody's public server."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    range: str
    name: str
    """What it is, as it stands in a message."""
    holds: list[str]
    """Addresses in it."""


def load_networks() -> list[Network]:
    """Return the entries of `networks.toml`."""
    table = tomllib.loads(files(__package__).joinpath("networks.toml").read_text("utf-8"))
    return TypeAdapter(list[Network]).validate_python(table["network"])


@cache
def _ranges() -> tuple[tuple[IPNetwork, str], ...]:
    """Ranges and what they are, the narrower ones first."""
    found = [(ip_network(entry.range), entry.name) for entry in load_networks()]
    return tuple(sorted(found, key=lambda pair: -pair[0].prefixlen))


def refuse_inner(address: IPAddress) -> str | None:
    """Tell what an address is when it is no public server's, else return None.

    What is not known to be public is refused, above all IPv6 addresses that carry an IPv4 address
    within them: a router might unpack it.

    >>> refuse_inner(IPv4Address("169.254.169.254"))
    'the local link'
    >>> refuse_inner(IPv4Address("8.8.8.8"))
    """
    for network, name in _ranges():
        if address.version == network.version and address in network:
            return name
    if isinstance(address, IPv6Address):
        if address not in _GLOBAL_UNICAST:
            return "no public address"
        if int(address) >> 32 & 0xFFFF_FFFF in _ISATAP:
            return "IPv4 inside IPv6 (ISATAP)"
    return None if address.is_global and not address.is_multicast else "no public address"
