"""A run of `watch`: rounds of adding, and after each what is new in cases."""

import json
import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from accordingto.api.looking import Asked, make_filters
from accordingto.api.news import Alert, Mark, Wanted, find_alerts, mark_now, mark_told
from accordingto.cli.adding import AddRun, run_add
from accordingto.cli.exits import ExitCode
from accordingto.cli.terminal import discard_output, say
from accordingto.cli.watch_state import WatchState, read_state, write_state
from accordingto.corroboration.news import TollBound
from accordingto.engine.notifying import AlertFile
from accordingto.engine.posting import Webhook
from accordingto.errors import ConfigurationError, DeliveryError, FilterError, StoreError
from accordingto.ledger.ledger import Ledger, Opening, read_about
from accordingto.records.news import NewsKind

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_LONGEST_S = 30 * 86_400
_AT_ONCE = 100
"""Alerts of one request."""
_NOT_TOLD = (ExitCode.MISCONFIGURED, ExitCode.INTERRUPTED)
"""How adding ends when there is nothing to tell of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchRun:
    """What a user asked for."""

    adding: AddRun
    asked: Asked
    every: str = "15m"
    is_once: bool = False
    kinds: frozenset[NewsKind] = frozenset(NewsKind)
    toll_change: str = "0"
    alerts: Path | None = None
    webhook: str | None = None
    state: Path | None = None
    tell_all: bool = False


def run_watch(run: WatchRun) -> ExitCode:
    """Watch until it is interrupted, or for one round; errors are told on standard error."""
    try:
        watch = _Watch.of(run)
        code = watch.round()
        while not run.is_once:
            time.sleep(watch.seconds)
            code = watch.round()
    except FilterError as error:
        say(str(error))
        return ExitCode.USAGE
    except (ConfigurationError, StoreError) as error:
        say(str(error))
        return ExitCode.MISCONFIGURED
    except BrokenPipeError:
        discard_output()
        return ExitCode.OUTPUT_CLOSED
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    return code


def parse_time(typed: str) -> int:
    """Return seconds from "90s", "15m", "2h" or "1d".

    Raises ConfigurationError for anything else, and for more than 30 days.

    >>> parse_time("15m")
    900
    """
    found = re.fullmatch(r"([1-9]\d{0,6})([smhd])", typed.strip(), re.ASCII)
    seconds = int(found[1]) * _UNITS[found[2]] if found else _LONGEST_S + 1
    if seconds > _LONGEST_S:
        raise ConfigurationError(
            f"--every {typed[:40]!r} is no time between rounds; expected seconds, minutes, hours "
            "or days as in 90s, 15m, 2h, 1d, and at most 30d"
        )
    return seconds


@dataclass
class _Watch:
    run: WatchRun
    seconds: int
    wanted: Wanted
    state_path: Path
    file: AlertFile | None
    webhook: Webhook | None
    state: WatchState = field(init=False)

    @classmethod
    def of(cls, run: WatchRun) -> "_Watch":
        watch = cls(
            run=run,
            seconds=parse_time(run.every),
            wanted=Wanted(run.kinds, TollBound.parse(run.toll_change), make_filters(run.asked)),
            state_path=run.state or _state_beside(run.adding.ledger),
            file=AlertFile(run.alerts) if run.alerts else None,
            webhook=Webhook(run.webhook) if run.webhook else None,
        )
        watch.state = watch._begin()
        return watch

    def _begin(self) -> WatchState:
        """Return what is remembered; else begin with what comes from now on."""
        with Ledger.open(self.run.adding.ledger, Opening.MAKE) as ledger, ledger.look() as opened:
            name = read_about(opened)["ledger"]
            known = read_state(self.state_path, name)
            if known is not None:
                return known
            state = WatchState(name, Mark() if self.run.tell_all else mark_now(opened))
        write_state(self.state_path, state)
        return state

    def round(self) -> ExitCode:
        """Add what is new, then tell."""
        code = run_add(self.run.adding)
        if code is ExitCode.INTERRUPTED:
            raise KeyboardInterrupt
        if code not in _NOT_TOLD:
            self._tell()
        return code

    def _tell(self) -> None:
        with Ledger.open(self.run.adding.ledger) as ledger:
            with ledger.look() as connection:
                mark = mark_told(connection, self.state.mark)
            plain: list[str] = []
            for alert in find_alerts(ledger, self.state.mark, self.wanted):
                _print(alert)
                told = {"at": ledger.now(), **alert.to_json()}
                plain.append(json.dumps(told, ensure_ascii=False))
        sys.stdout.flush()
        if self._keep(plain):
            self.state = self.state.told(mark, self._send((*self.state.waiting, *plain)))
            write_state(self.state_path, self.state)

    def _keep(self, alerts: list[str]) -> bool:
        """Add alerts to the file; where that fails, they are told again in the next round."""
        if self.file is None or not alerts:
            return True
        try:
            self.file.send(alerts)
        except DeliveryError as error:
            say(f"{error}; told again in the next round")
            return False
        return True

    def _send(self, alerts: tuple[str, ...]) -> tuple[str, ...]:
        """Send alerts, the oldest first; return those that did not arrive."""
        if self.webhook is None:
            return ()
        for at in range(0, len(alerts), _AT_ONCE):
            try:
                self.webhook.send(alerts[at : at + _AT_ONCE])
            except DeliveryError as error:
                waiting = alerts[at:]
                say(f"--webhook {error}; {_waits(len(waiting))} for the next round")
                return waiting
        return ()


def _print(alert: Alert) -> None:
    print("\n".join(alert.lines()), end="\n\n")


def _waits(count: int) -> str:
    return "1 alert waits" if count == 1 else f"{count:,} alerts wait"


def _state_beside(ledger: str) -> Path:
    if "://" in ledger:
        raise ConfigurationError(
            "a ledger on a server has no file beside it; name one with --state, in which to "
            "remember up to where it was told"
        )
    return Path(f"{ledger}.watch.json")
