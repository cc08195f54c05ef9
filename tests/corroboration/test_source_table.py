"""The table of sources."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from accordingto.corroboration.blaming import blame_for
from accordingto.corroboration.reconciliation import reconcile
from accordingto.corroboration.source_table import (
    CaseFindings,
    SourcePart,
    join_parts,
    make_source_table,
)
from accordingto.records.values import ActorKind, BlameMode, Category, Stance
from tests.corroboration.casebook import (
    blame,
    day,
    figure,
    make_case,
    make_digest,
    speaker,
    statement,
)


def findings(code, *digests):
    case = make_case(*digests)
    return CaseFindings(code=code, case=case, tolls=reconcile(case), blame=blame_for(case))


def table(*found):
    return {row.name: row for row in make_source_table(found).rows()}


def said(by, low, when=1, *claims):
    report = f"r-{by}-{low}-{when}"
    told = figure(low, speaker=by, said=day(when), record=report)
    return make_digest(report, told, *claims, speaker(by))


def test_toll_stands_beside_the_range_of_the_others():
    rows = table(
        findings("C1", said("Watch", 12), said("Relief", 30), said("Clinic", 20)),
        findings("C2", said("Watch", 5)),
    )
    watch = rows["Watch"]
    assert (watch.cases, watch.figures) == (2, 2)
    assert (watch.below, watch.within, watch.above, watch.no_other) == (1, 0, 0, 1)
    first = watch.comparisons[0]
    assert first.others
    assert (first.low, first.others.low, first.others.high) == (12, 20, 30)
    assert (rows["Relief"].above, rows["Clinic"].within) == (1, 1)


def test_rows_of_parts_of_the_cases_are_joined_into_those_of_all():
    found = [
        findings("C1", said("Watch", 12, 0), said("Relief", 15, 2)),
        findings("C2", said("Watch", 7, 1), said("Relief", 7, 1)),
        findings("C3", said("Watch", 5, 3), said("Clinic", 9, 3)),
    ]
    parts: dict[str, list[SourcePart]] = {}
    for one in found:
        for part in make_source_table([one]).parts():
            parts.setdefault(part.row.name, []).append(part)
    assert {name: join_parts(some) for name, some in parts.items()} == table(*found)


def test_open_range_of_the_others_is_not_exceeded():
    others = make_digest("r9", figure(20, None, speaker="Relief"), speaker("Relief"))
    assert table(findings("C1", said("Watch", 30), others))["Watch"].within == 1


def test_who_was_first():
    rows = table(
        findings("C1", said("Watch", 12, 0), said("Relief", 15, 2)),
        findings("C2", said("Watch", 7, 1), said("Relief", 7, 1)),
        findings("C3", make_digest("r7", figure(4, speaker="Watch", said=None), speaker("Watch"))),
    )
    assert (rows["Watch"].first, rows["Watch"].first_shared, rows["Watch"].dated) == (1, 1, 2)
    assert (rows["Relief"].first, rows["Relief"].first_shared) == (0, 1)
    assert (rows["Watch"].first_said, rows["Watch"].last_said) == (day(0), day(1))


def test_report_that_was_first_in_its_own_voice_is_first():
    own = make_digest("r1", figure(12, said=date(2024, 3, 15)))
    row = table(findings("C1", own, said("Watch", 12, 2)))["Watch"]
    assert (row.first, row.first_shared) == (0, 0)


def test_private_persons_and_unnamed_sources_have_no_row():
    private = speaker("a", "Ilo Senn", kind=ActorKind.PERSON, category=Category.RESIDENT)
    unnamed = speaker("b", "a source", kind=ActorKind.UNNAMED)
    told = make_digest(
        "r1", figure(12, speaker="a"), figure(13, speaker="b"), figure(14), private, unnamed
    )
    assert not table(findings("C1", told))


def test_office_holder_speaks_for_the_organisation():
    head = speaker("a", "Aro Venn", kind=ActorKind.PERSON, affiliation="Watch", public_office=True)
    told = make_digest("r1", figure(12, speaker="a"), head)
    row = table(findings("C1", told, said("Watch", 12)))["Watch"]
    assert row.speakers == ("Aro Venn", "Watch")
    assert (row.figures, row.no_other) == (1, 1)


def test_blame_denials_and_statements_are_counted():
    told = make_digest(
        "r1",
        blame("the army", speaker="Watch"),
        blame("the army", BlameMode.DENIED, speaker="Watch"),
        blame("Tarn Front", BlameMode.OWN_CLAIM, speaker="Watch"),
        statement(Stance.DEMANDS, "an inquiry", ["r1-1"], speaker="Watch"),
        speaker("Watch"),
    )
    row = table(findings("C1", told))["Watch"]
    assert (row.blame, row.denials, row.own_claims, row.statements) == (1, 1, 1, 1)


def test_replaced_figures_are_counted():
    row = table(findings("C1", said("Watch", 12, 0), said("Watch", 17, 2)))["Watch"]
    assert (row.figures, row.superseded) == (2, 1)


@given(st.lists(st.tuples(st.sampled_from("AB"), st.integers(1, 40)), min_size=1, max_size=5))
def test_copies_and_order_change_no_row(told):
    digests = [said(by, low, low % 3) for by, low in dict.fromkeys(told)]
    copies = [
        make_digest(f"{one.key}-again", *one.figures, *one.speakers) for one in reversed(digests)
    ]
    assert table(findings("C1", *digests)).keys() == table(findings("C1", *digests[::-1])).keys()
    before, after = table(findings("C1", *digests)), table(findings("C1", *copies, *digests))
    for name, row in before.items():
        other = after[name]
        for count in ("figures", "first", "first_shared", "within", "below", "above", "no_other"):
            assert getattr(row, count) == getattr(other, count)
