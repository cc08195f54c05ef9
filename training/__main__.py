"""Make the weights: python -m training GOLD BASE OUT.

GOLD is the folder with train/ and dev/, with the folder of corpora beside it; BASE the encoder's
model folder, OUT where weights and model card go. The network learns from train/ and from the
reports labelled in training/data/; dev/ only measures.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file

from accordingto.reader.network.wordpieces import WordPieces
from training.examples import load_examples
from training.export import export
from training.labelled import load_labelled
from training.model_card import write_model_card
from training.network import Network, load_encoder
from training.out_of_fold import numbered
from training.train import Options, train


def main() -> None:
    """Train, export, measure, write the model card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=Options().epochs)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    begun = time.monotonic()
    network = trained(options.gold, ["train"], options.base, Options(epochs=options.epochs))
    export(network, options.base, options.out)
    minutes = (time.monotonic() - begun) / 60
    write_model_card(options.out, options.gold, minutes, options.threads)
    print(f"{options.out}: written after {minutes:.0f} minutes")


def trained(
    gold: Path,
    splits: Sequence[str],
    base: Path,
    options: Options,
    leave_out: frozenset[str] = frozenset(),
) -> Network:
    """Return a network trained on some splits of the gold, but for some ids, and on our labels."""
    pieces = WordPieces.load(base / "vocab.txt")
    examples = [
        example
        for split in splits
        for example in load_examples(gold / split, pieces)
        if example.id not in leave_out
    ]
    learned = {example.id for example in examples}
    judged = (report.text for _, report in numbered(gold) if report.id not in learned)
    examples += load_labelled(gold.parent / "corpus", pieces, judged)
    torch.manual_seed(options.seed)
    network = Network()
    load_encoder(network, load_file(base / "model.safetensors"))
    train(network, examples, pieces, options, lambda line: print(line, flush=True))
    return network


if __name__ == "__main__":
    main()
