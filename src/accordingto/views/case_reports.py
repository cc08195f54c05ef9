"""The reports of a case as text, by origin, and why they are held to be of one case."""

import re
from collections.abc import Sequence

from accordingto.corroboration.independence import VoiceNode
from accordingto.corroboration.origins import OriginBasis
from accordingto.records.cases import CaseLink
from accordingto.views.case_background import NOTHING_KNOWN, ClaimGraph, ReportFacts
from accordingto.views.case_page import CasePage
from accordingto.views.case_words import (
    count_in_words,
    cut_text,
    plural,
    reason_in_words,
    shorten_quote,
)
from accordingto.views.paper import Style
from accordingto.views.phrases import describe_value, short_day
from accordingto.views.visible import make_plain

MOST_LINKS = 3
"""Links that are told unless everything is shown: the weakest, which are to be doubted first."""
MOST_TERMS = 3
NEARLY_SURE = 0.99
LONGEST_TITLE = 70
"""Characters of a title, about."""


def write_reports(page: CasePage) -> None:
    """Write the reports under the number by which they are cited, those of one origin together."""
    page.title("REPORTS", "By origin, the earliest first; the numbers are those cited above.")
    for group in page.background.by_origin(page.case.reports):
        indent = 2
        if len(group) > 1:
            told = f"one origin, {plural(len(group), 'report')}: {_origin(page, group)}"
            page.paper.write((told, Style.BOLD), indent=2)
            indent = 4
        for report in group:
            _write_report(page, report, indent, is_alone=len(group) == 1)


def _origin(page: CasePage, reports: Sequence[str]) -> str:
    facts = [page.background.reports.get(report, NOTHING_KNOWN) for report in reports]
    agencies = dict.fromkeys(name for one in facts for name in one.agencies)
    return make_plain(", ".join(agencies) or facts[0].publisher) or "not known"


def _write_report(page: CasePage, report: str, indent: int, *, is_alone: bool) -> None:
    facts = page.background.reports.get(report, NOTHING_KNOWN)
    told = [make_plain(facts.publisher)] if facts.publisher else []
    told += [short_day(facts.published)] if facts.published else []
    told += [_credit(facts)] if facts.agencies and (is_alone or facts.basis) else []
    told += [f"text as {page.cite([facts.first])}"] if _is_copy(page, report, facts) else []
    told.append(make_plain(report))
    title = make_plain(facts.title)
    page.paper.write(
        (" · ".join(told), Style.PLAIN),
        *([(f"“{cut_text(title, LONGEST_TITLE)}”", Style.FAINT)] if title else []),
        indent=indent,
        bullet=f"[{page.numbers[report]}]",
    )
    for flag in facts.flags:
        page.paper.write((f"doubtful: {make_plain(flag)}", Style.BOLD), indent=indent + 4)
    if page.is_whole:
        for account in page.case.outline.accounts:
            if account.report == report:
                kind = f"{describe_value(account.kind)}:"
                quote = shorten_quote(account.quote, "", None)
                page.paper.write((kind, Style.PLAIN), (quote, Style.FAINT), indent=indent + 4)


def _credit(facts: ReportFacts) -> str:
    by = make_plain("/".join(facts.agencies))
    return f"credits {by}" if facts.basis is OriginBasis.CREDITED else f"a copy credits {by}"


def _is_copy(page: CasePage, report: str, facts: ReportFacts) -> bool:
    return bool(facts.first) and facts.first != report and facts.first in page.numbers


def write_links(page: CasePage) -> None:
    """Write why the reports are of one case: the weakest links, or all."""
    links = sorted(page.case.outline.links, key=_weakest_first)
    if not links:
        return
    shown = links if page.is_whole else links[:MOST_LINKS]
    title = f"WHY ONE CASE: {plural(len(links), 'link')}"
    page.title(title + (", the weakest first" if len(links) > 1 else ""))
    for link in shown:
        page.paper.write(*_link_pieces(page, link), indent=2, bullet="•")
    if len(shown) < len(links):
        more = f"and {plural(len(links) - len(shown), 'surer link')}"
        page.paper.write((more, Style.FAINT), indent=2)


def _weakest_first(link: CaseLink) -> tuple[float, str, str, str, str]:
    ends = (link.one.report, link.one.incident, link.other.report, link.other.incident)
    return (2 if link.score is None else link.score, *ends)


def _link_pieces(page: CasePage, link: CaseLink) -> tuple[tuple[str, Style], ...]:
    one, other = page.cite([link.one.report]), page.cite([link.other.report])
    ends = f"two accounts in {one}" if one == other else f"{one} and {other}"
    score = f", {_probability(link.score)}" if link.score is not None else ""
    told = f"{ends} by {link.rule}{score}" + (":" if link.terms else "")
    if page.is_whole:
        terms = [f"{reason_in_words(term)} ({term.weight:+.1f})" for term in link.terms]
    else:
        terms = [reason_in_words(term) for term in link.terms[:MOST_TERMS]]
    return (told, Style.PLAIN), ("; ".join(terms), Style.FAINT)


def _probability(score: float) -> str:
    """Return a probability with two digits, never as a certainty."""
    return f"{score:.2f}" if score < NEARLY_SURE else f"over {NEARLY_SURE:.2f}"


def write_graphs(page: CasePage) -> None:
    """Write, for each toll and blame, its tellers in the groups that count once, and why."""
    graphs = [one for one in page.background.graphs if len(one.graph.nodes) > 1]
    if not graphs:
        return
    page.title(
        "WHO DEPENDS ON WHOM",
        "Each number is one independent voice; below it, who hangs together in it, and why. "
        "Claims that are made once are left out.",
    )
    for graph in graphs:
        _write_graph(page, graph)


def _write_graph(page: CasePage, claim: ClaimGraph) -> None:
    nodes = claim.graph.nodes
    page.paper.write(
        (make_plain(claim.claim), Style.BOLD),
        (f"· {count_in_words(claim.voices)}", Style.PLAIN),
        indent=2,
    )
    first: dict[int, int] = {}
    for place in sorted(range(len(nodes)), key=lambda place: (nodes[place].group, place)):
        node = nodes[place]
        is_first = first.setdefault(node.group, place) == place
        page.paper.write(
            (_teller(page, node), Style.SPEAKER),
            (f"({describe_value(node.voice.kind)})", Style.PLAIN),
            indent=4 if is_first else 7,
            bullet=f"{node.group + 1}." if is_first else "+",
        )
        for edge in claim.graph.edges:
            if edge.other == place:
                told = f"with {_teller(page, nodes[edge.one])}: {_reasons(page, edge.reasons)}"
                page.paper.write((told, Style.FAINT), indent=9)


def _teller(page: CasePage, node: VoiceNode) -> str:
    return f"{make_plain(node.voice.name)} {page.cite([node.report])}"


def _reasons(page: CasePage, reasons: Sequence[str]) -> str:
    """Return reasons without ids and keys; one speaker is of one body, which need not be said."""
    is_one = any(reason.startswith("same speaker") for reason in reasons)
    told = [
        _reason(page, reason)
        for reason in reasons
        if not (is_one and reason.startswith("same body"))
    ]
    return "; ".join(dict.fromkeys(map(make_plain, told)))


def _reason(page: CasePage, reason: str) -> str:
    kind, _, name = reason.partition(": ")
    match kind:
        case "same speaker":
            return kind
        case "same text":
            return f"{kind}, {page.cite([name])}" if name in page.numbers else kind
        case "same body":
            return f"{kind}: {_BEFORE_NAME.sub('', name)}"
    return reason


_BEFORE_NAME = re.compile(r"^(?:publisher|agency) |@[A-Z]{2} ")
"""What a body's key has before the words of its name."""
