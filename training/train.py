"""Training: examples in, a network out, the same each time on the same kind of processor."""

import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import torch

from accordingto.reader.network.wordpieces import WordPieces
from training.examples import Example
from training.losses import Show, Showing, window_losses
from training.network import Network
from training.swapping import Swapper


@dataclass(frozen=True, slots=True)
class Options:
    """How to train."""

    epochs: int = 17
    rate: float = 1e-4
    """Learning rate of the encoder at its height."""
    rate_of_heads: float = 1e-3
    batch: int = 4
    """Windows a step; they go through one by one, so nothing is padded."""
    seed: int = 1
    average: float = 0.995
    """How slowly the average of the weights, which is what ships, follows them."""
    show: Show = field(default_factory=Show)
    is_short: bool = True
    """Multiply in bfloat16: twice as fast where the processor has it, and as good."""


WARM_UP, LAST_RATE, LONGEST_STEP = 0.08, 0.02, 1.0


def train(
    network: Network,
    examples: Sequence[Example],
    pieces: WordPieces,
    options: Options,
    tell: Callable[[str], None] = print,
) -> None:
    """Teach a network; it ends with the running average of its weights. Tells of each epoch."""
    rng = random.Random(options.seed)  # noqa: S311  # training, not secrets
    torch.manual_seed(options.seed)
    showing = Showing(pieces, Swapper.of(examples, pieces), rng, options.show)
    windows = [(example, window) for example in examples for window in example.windows]
    steps = options.epochs * -(-len(windows) // options.batch)
    optimizer, schedule = _optimizer(network, options, steps)
    average = _Average(network, options.average)
    network.train()
    for epoch in range(options.epochs):
        begun, parts = time.monotonic(), Counter[str]()
        rng.shuffle(windows)
        for start in range(0, len(windows), options.batch):
            row = windows[start : start + options.batch]
            for example, window in row:
                with torch.autocast("cpu", torch.bfloat16, enabled=options.is_short):
                    losses = window_losses(network, showing(example, window), example, window)
                (sum(losses.values(), torch.zeros(())) / len(row)).backward()  # type: ignore[no-untyped-call]
                parts.update({name: float(loss.detach()) for name, loss in losses.items()})
            torch.nn.utils.clip_grad_norm_(network.parameters(), LONGEST_STEP)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            average.follow()
        shown = " ".join(f"{name} {loss / len(windows):.3f}" for name, loss in parts.items())
        tell(f"epoch {epoch + 1}/{options.epochs} {time.monotonic() - begun:.0f} s: {shown}")
    average.settle()
    network.eval()


def _optimizer(
    network: Network, options: Options, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """Return what moves the weights; the pieces' own vectors stay: rare words have no others."""
    network.pieces.weight.requires_grad_(False)
    named = [(name, weight) for name, weight in network.named_parameters() if weight.requires_grad]
    groups = [
        {
            "params": [weight for name, weight in named if network.is_encoder(name)],
            "lr": options.rate,
            "weight_decay": 0.01,
        },
        {
            "params": [weight for name, weight in named if not network.is_encoder(name)],
            "lr": options.rate_of_heads,
            "weight_decay": 0.0,
        },
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(
            step / (WARM_UP * steps), max(LAST_RATE, (steps - step) / ((1 - WARM_UP) * steps))
        ),
    )
    return optimizer, schedule


class _Average:
    """The running average of a network's weights (Polyak and Juditsky 1992)."""

    def __init__(self, network: Network, slowness: float) -> None:
        self._network, self._slowness, self._steps = network, slowness, 0
        self._values = {
            name: weight.detach().clone()
            for name, weight in network.named_parameters()
            if weight.requires_grad
        }

    @torch.no_grad()
    def follow(self) -> None:
        """Take in the weights as they are now; faster in the beginning."""
        self._steps += 1
        keep = min(self._slowness, self._steps / (self._steps + 20))
        for name, weight in self._network.named_parameters():
            if name in self._values:
                self._values[name].lerp_(weight, 1 - keep)

    @torch.no_grad()
    def settle(self) -> None:
        """Put the average in the place of the weights."""
        for name, weight in self._network.named_parameters():
            if name in self._values:
                weight.copy_(self._values[name])
