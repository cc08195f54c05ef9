"""Who makes each claim of a case, and why some of them depend on others."""

from collections.abc import Iterator

from accordingto.corroboration.blaming import blamed_ids
from accordingto.corroboration.corroborating import Corroboration
from accordingto.corroboration.evidence import CaseFile, Said
from accordingto.corroboration.linking import Linked
from accordingto.records.cases import Case
from accordingto.records.tolls import Standing
from accordingto.records.values import BlameMode
from accordingto.views.case_background import ClaimGraph
from accordingto.views.case_blame import actors_in_order
from accordingto.views.case_tolls import in_order
from accordingto.views.case_words import toll_in_words
from accordingto.views.phrases import describe_value


def graphs_of(found: Corroboration, linked: Linked, case: Case) -> tuple[ClaimGraph, ...]:
    """Return the graph of each toll, then of each blame, in the order in which they are shown."""
    return tuple(_graphs(found, CaseFile.of(linked.accounts, found.evidence), case))


def _graphs(found: Corroboration, file: CaseFile, case: Case) -> Iterator[ClaimGraph]:
    for toll in in_order(case.figures.tolls):
        standing = (claim for claim in toll.claims if claim.standing is Standing.STANDS)
        tellers = [file.speakers[claim.ref] for claim in standing]
        if tellers:
            graph = found.voices.graph(tellers)
            yield ClaimGraph(claim=toll_in_words(toll), voices=toll.voices, graph=graph)
    blamed = _blame_tellers(file)
    for entries in actors_in_order(case.blame.entries):
        for entry in entries:
            tellers = blamed[entry.actor.id, entry.mode]
            label = f"{entry.actor.name}: {describe_value(entry.mode)}"
            graph = found.voices.graph(tellers)
            yield ClaimGraph(claim=label, voices=entry.voices, graph=graph)


def _blame_tellers(file: CaseFile) -> dict[tuple[str, BlameMode], list[Said]]:
    """Return who makes each blame, by actor and mode."""
    tellers: dict[tuple[str, BlameMode], list[Said]] = {}
    for held, actor in zip(file.blame, blamed_ids(file), strict=True):
        said = held.account.report, held.blame.speaker
        tellers.setdefault((actor, held.blame.mode), []).append(said)
    return tellers
