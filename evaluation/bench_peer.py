"""One measured run of the peer, spaCy, in an interpreter of its own: imports nothing of ours.

`PEER_PYTHON evaluation/bench_peer.py MODEL CORPUS JOBS STARTED` prints one line of JSON, with the
keys of `evaluation.bench_child`.
"""

import json
import resource
import sys
import time
from pathlib import Path

import spacy


def main() -> None:
    """Measure and print: the whole pipeline over the texts, nothing is made of what it finds."""
    model, corpus, jobs, started = sys.argv[1:]
    lines = Path(corpus).read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    pipeline = spacy.load(model)
    docs = pipeline.pipe(texts, batch_size=32, n_process=int(jobs))
    next(docs)
    first = time.monotonic()
    count = 1 + sum(1 for _ in docs)
    end = time.monotonic()
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    measured = {
        "version": f"spaCy {spacy.__version__} with {model} {pipeline.meta['version']}",
        "reports": count,
        "first_s": first - float(started),
        "whole_s": end - float(started),
        "reports_per_s": (count - 1) / (end - first),
        "memory_mb": max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024,
    }
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
