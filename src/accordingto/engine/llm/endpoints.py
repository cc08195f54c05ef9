"""The address of a model, as a user writes it, made into what is asked, or refused."""

from urllib.parse import urlsplit

from accordingto.errors import ConfigurationError
from accordingto.ingest.fetch.addresses import IPAddress, Refusal
from accordingto.ingest.fetch.targets import PORTS, Target

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_OF_HOSTS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-_:")
_PATH = "/chat/completions"
_LONGEST_NAME = 100


def parse_endpoint(url: str) -> Target:
    """Return where chat completions are asked for.

    Raises ConfigurationError for what is no http or https address, and for one that holds a user
    name, a password or a query: these are places where keys hide. None of it is repeated.

    >>> parse_endpoint("https://models.example.org/v1/").url
    'https://models.example.org/v1/chat/completions'
    """
    if "?" in url or "@" in url or "#" in url:
        raise _refusal("has a user name, a query or a fragment in it, where a key may hide")
    if not (url.isascii() and url.isprintable()) or " " in url or "\\" in url:
        raise _refusal("holds blanks, backslashes or letters that are not ASCII")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _refusal("is broken") from None
    if parts.scheme not in PORTS or not host or not _OF_HOSTS.issuperset(host) or port == 0:
        raise _refusal("is none of http or https with a host")
    path = parts.path.rstrip("/").removesuffix(_PATH)
    return Target(parts.scheme, host, port or PORTS[parts.scheme], f"{path}{_PATH}")


def refuse_by(target: Target, *, may_be_plain: bool) -> Refusal:
    """Return what tells of an IP address whether it may not be asked.

    Over https every one may, also on this machine and in its network. Over http the loopback alone
    may, since anybody on the way could read text and key; unless the user wants it. Raises
    ConfigurationError where the address itself tells that it is another machine.
    """
    if target.scheme == "https" or may_be_plain:
        return _refuse_none
    if target.host not in _LOOPBACK:
        raise ConfigurationError(
            f"--llm-url: {target.host_header} would be sent text and key unencrypted (http); "
            "expected https://, or http:// on this machine; --llm-plain-http allows it all the same"
        )
    return _refuse_others


def check_model(name: str) -> str:
    """Return a model's name; raises ConfigurationError for one that cannot be shown in a line."""
    if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
        raise ConfigurationError(
            f"--llm-model: a name of {len(name):,} characters; expected 1 to {_LONGEST_NAME} that "
            "can be printed, as the server lists it"
        )
    return name.strip()


def _refuse_none(_address: IPAddress) -> str | None:
    return None


def _refuse_others(address: IPAddress) -> str | None:
    return None if address.is_loopback else "another machine, and http is not encrypted"


def _refusal(why: str) -> ConfigurationError:
    return ConfigurationError(
        f"--llm-url: an address that {why}; expected https://HOST/v1, or http://127.0.0.1:PORT/v1; "
        "the key belongs into the environment alone (ACCORDINGTO_LLM_KEY)"
    )
