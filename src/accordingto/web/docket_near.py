"""Cases that may be one with the case of a docket, as they are asked about there."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from accordingto.corroboration.near_cases import NearCase, digest_texts, find_near_cases
from accordingto.ledger.case_orders import find_named
from accordingto.ledger.case_outlines import Outline
from accordingto.records.tolls import ClaimRef
from accordingto.records.values import Kind
from accordingto.views.case_background import Withheld
from accordingto.views.case_words import plural, reason_in_words
from accordingto.views.docket_setting import DocketSetting
from accordingto.views.masks import Mask
from accordingto.views.phrases import describe_value
from accordingto.views.visible import make_plain
from accordingto.web.docket import NearLine
from accordingto.web.sessions import Preferences
from accordingto.web.words_in_reports import link_to_words

NEARLY_SURE = 0.99
PROBABLE, POSSIBLE = 0.5, 0.2
"""Probabilities from which a near case is probably, or perhaps, the same."""


@dataclass(frozen=True)
class NearCases:
    """Tells of near cases, with what a docket withholds."""

    connection: Connection
    setting: DocketSetting
    withheld: Withheld
    mask: Mask
    preferences: Preferences

    def lines(self, code: str) -> Iterator[NearLine]:
        """Yield the cases that may be one with this one, the likeliest first."""
        found = find_near_cases(self.connection, code)
        told = find_named(self.connection, [one.code for one in found])
        texts = digest_texts(self.connection, [one.other_report for one in found])
        ends = [end for one in found for end in (one.own_report, one.other_report)]
        link = link_to_words(self.connection, ends)
        setting = DocketSetting(numbers=self.setting.numbers, link=link)
        for one in found:
            if one.code in told:
                mask = self.mask.joined(self.withheld(texts[one.other_report]))
                yield self._line(one, told[one.code], setting, mask)

    def _line(self, near: NearCase, told: Outline, setting: DocketSetting, mask: Mask) -> NearLine:
        own = ClaimRef(report=near.own_report, record=near.own)
        other = ClaimRef(report=near.other_report, record=near.other)
        is_withheld = bool(told.at_facility) and not self.preferences.are_names_shown
        place = told.admin1 if is_withheld else told.gazetteer_name or told.place
        kind = describe_value(Kind(told.kind))
        where = make_plain(mask.hide(place)) if place else "place not known"
        return NearLine(
            code=near.code,
            title=f"{kind[:1].upper()}{kind[1:]}, {where}",
            first_day=told.first_day,
            last_day=told.last_day,
            size=plural(told.accounts, "account"),
            probability=probability_in_words(near.probability),
            likely=_likely(near.probability),
            reasons=tuple(f"{reason_in_words(term)} ({term.weight:+.1f})" for term in near.terms),
            own=near.own,
            own_quote=setting.quote(own, mask.hide(near.own_quote), ""),
            other=near.other,
            other_quote=setting.quote(other, mask.hide(near.other_quote), ""),
        )


def probability_in_words(score: float) -> str:
    """Return a probability with two digits, never as a certainty.

    >>> probability_in_words(0.4), probability_in_words(0.999)
    ('0.40', 'over 0.99')
    """
    return f"{score:.2f}" if score < NEARLY_SURE else f"over {NEARLY_SURE:.2f}"


def _likely(probability: float) -> str:
    """Return a probability in a word."""
    if probability >= PROBABLE:
        return "Probably"
    return "Perhaps" if probability >= POSSIBLE else "Hardly"
