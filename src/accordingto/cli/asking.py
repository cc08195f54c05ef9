"""Options for the reader that asks a language model, and a word on what that took."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated

import typer

from accordingto.cli.terminal import say
from accordingto.engine.choices import ReaderChoice, ReaderName
from accordingto.engine.llm.meter import Usage, read_journal
from accordingto.engine.llm.settings import KEY_VARIABLE, TIMEOUT_S, ModelChoice
from accordingto.errors import ConfigurationError
from accordingto.reader.devices import Device

LlmUrlOption = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="With --reader llm: an OpenAI-compatible address, such as https://HOST/v1. Texts of "
        f"reports are sent there. A key is taken from {KEY_VARIABLE} alone.",
        show_default=False,
    ),
]
LlmModelOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="With --reader llm: the model, as its server calls it.",
        show_default=False,
    ),
]
LlmPriceOption = Annotated[
    str | None,
    typer.Option(
        metavar="IN/OUT",
        help="With --reader llm: prices of a million tokens sent and written, as in 0.15/0.60, to "
        "tell at the end what it cost.  [default: tokens alone are told]",
        show_default=False,
    ),
]
LlmTimeoutOption = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="SECONDS",
        help=f"With --reader llm: wait so long for one answer.  [default: {TIMEOUT_S}]",
        show_default=False,
    ),
]
LlmPlainHttpOption = Annotated[
    bool,
    typer.Option(
        "--llm-plain-http",
        help="With --reader llm: send text and key unencrypted (http://) to another machine too.",
    ),
]


@dataclass(frozen=True, slots=True)
class AskedModel:
    """What a user said of a model, each under the name of its option."""

    llm_url: str | None
    llm_model: str | None
    llm_price: str | None
    llm_timeout: int | None
    llm_plain_http: bool

    def named(self) -> Iterator[str]:
        """Yield the options that were given."""
        for field in fields(self):
            if getattr(self, field.name) not in {None, False}:
                yield f"--{field.name.replace('_', '-')}"


@contextmanager
def choosing_reader(
    reader: ReaderName,
    gazetteer: list[Path] | None,
    device: Device,
    asked: AskedModel,
    *,
    quiet: bool,
) -> Iterator[ReaderChoice]:
    """Yield the reader that a user chose; what a language model took is told in the end."""
    choice = ReaderChoice(reader.value, tuple(gazetteer or ()), device.value)
    if reader is not ReaderName.LLM:
        for option in asked.named():
            raise typer.BadParameter(f"{option} is for --reader llm; add that, or leave it out")
        yield choice
        return
    prices = parse_prices(asked.llm_price)
    with NamedTemporaryFile(prefix="accordingto-tokens-") as journal:
        model = _model(asked, Path(journal.name))
        host = _host(model)
        if not quiet:
            say(f"llm: texts of reports are sent to {host}, for {model.model}")
        try:
            yield ReaderChoice(choice.name, choice.gazetteers, choice.device, model=model)
        finally:
            if not quiet:
                say(f"llm: {told(read_journal(Path(journal.name)), prices)}")


def refuse_model(reader: ReaderName) -> None:
    """Refuse the reader `llm` where it is not offered."""
    if reader is ReaderName.LLM:
        raise typer.BadParameter(
            "llm is for read, add, watch and reread on this machine's own engine; expected "
            "network or rules",
            param_hint="--reader",
        )


def parse_prices(typed: str | None) -> tuple[float, float] | None:
    """Return the prices of a million tokens sent and written.

    >>> parse_prices("0.15/0.60")
    (0.15, 0.6)
    """
    if typed is None:
        return None
    try:
        price_in, price_out = map(float, typed.split("/"))
    except ValueError:
        price_in = price_out = math.nan
    if not (0 <= price_in < math.inf and 0 <= price_out < math.inf):
        raise typer.BadParameter(
            f"{typed[:40]!r} is no pair of prices; expected two numbers as in 0.15/0.60, for a "
            "million tokens sent and a million written",
            param_hint="--llm-price",
        )
    return price_in, price_out


def told(usage: Usage, prices: tuple[float, float] | None) -> str:
    """Return in words what asking took.

    >>> told(Usage(answers=2, tokens_in=5000, tokens_out=700), (0.15, 0.6))
    '2 answers, 5,000 tokens sent and 700 written; cost 0.0012 (at 0.15 and 0.6 a million)'
    """
    answers = "1 answer" if usage.answers == 1 else f"{usage.answers:,} answers"
    line = f"{answers}, {usage.tokens_in:,} tokens sent and {usage.tokens_out:,} written"
    if usage.uncounted:
        line += f"; the server did not count the tokens of {usage.uncounted:,}, which are missing"
    if prices is not None:
        line += f"; cost {usage.cost(*prices):,.4f} (at {prices[0]:g} and {prices[1]:g} a million)"
    return line


def _model(asked: AskedModel, journal: Path) -> ModelChoice:
    for option, value in (("--llm-url", asked.llm_url), ("--llm-model", asked.llm_model)):
        if not value:
            raise typer.BadParameter(f"--reader llm asks a model of your own: name {option}")
    return ModelChoice(
        url=asked.llm_url or "",
        model=asked.llm_model or "",
        timeout_s=asked.llm_timeout or TIMEOUT_S,
        may_be_plain=asked.llm_plain_http,
        journal=journal,
    )


def _host(model: ModelChoice) -> str:
    """Return the host of a model; what cannot be asked is refused before anything is read."""
    # Loaded when a model is to be asked: it needs what fetches.
    from accordingto.engine.llm.opening import open_client  # noqa: PLC0415
    from accordingto.ingest.fetch.clocks import SystemClock  # noqa: PLC0415

    try:
        return open_client(model, SystemClock()).host
    except ConfigurationError as error:
        raise typer.BadParameter(str(error)) from error
