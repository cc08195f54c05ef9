"""Who blames whom as a table."""

from accordingto.records.values import BlameMode, Stance
from accordingto.views.blame_matrix import make_matrix, make_said
from accordingto.views.case_background import CaseBackground, facts_of
from accordingto.views.docket_setting import DocketSetting
from tests.corroboration.casebook import blame, figure, make_digest, statement
from tests.views.cases import MINISTRY, OBSERVATORY, contested, found_of


def matrix_of(*digests, new=()):
    found = found_of(*digests)
    (case,) = found.cases()
    background = CaseBackground(reports=facts_of(found, case))
    setting = DocketSetting.of(case, background, lambda ref: f"/{ref.report}", frozenset(new))
    return make_matrix(case.blame, setting), make_said(case.blame.statements, setting)


def rival():
    accused = make_digest("r1", OBSERVATORY, figure(3), blame("the army", speaker="obs"))
    denial = blame("the army", BlameMode.DENIED, speaker="min")
    rebels = blame("rebels", speaker="min")
    return accused, make_digest("r2", MINISTRY, figure(3), denial, rebels, publisher="Post")


def test_rows_say_it_and_columns_are_spoken_of():
    matrix, _ = matrix_of(*rival())
    columns = [column.name for column in matrix.columns]
    assert sorted(columns) == ["rebels", "the army"]
    army = columns.index("the army")
    told = {row.name: [one.mode for one in row.cells[army]] for row in matrix.rows}
    assert told == {
        "Tarn Observatory for Rights": [BlameMode.ACCUSED],
        "Health Ministry of Ossen": [BlameMode.DENIED],
    }


def test_every_cell_has_its_mode_in_words_and_the_words_of_a_report():
    matrix, _ = matrix_of(*rival())
    cells = [one for row in matrix.rows for cell in row.cells for one in cell]
    assert {one.words for one in cells} == {"accuses", "denies that they did it"}
    assert all(one.quotes and one.reports for one in cells)
    assert all(len(row.cells) == len(matrix.columns) for row in matrix.rows)


def test_blame_that_may_be_a_fault_of_reading_is_marked_as_doubtful():
    quote = "The ministry denied that the army fired."
    taken = blame("the army", speaker="min", quote=quote)
    denies = statement(Stance.DENIES, "the army fired", ["r1-1"], speaker="min", quote=quote)
    matrix, _ = matrix_of(make_digest("r1", MINISTRY, figure(3), taken, denies))
    assert matrix.rows[0].cells[0][0].doubts == ("also read as a denial: to be checked",)


def test_what_is_new_is_marked_and_nothing_else():
    matrix, said = matrix_of(*contested(), new={"r4"})
    assert all(one.is_new for row in matrix.rows for cell in row.cells for one in cell)
    assert [one.is_new for one in said] == [True]
    matrix, said = matrix_of(*contested())
    assert not any(one.is_new for row in matrix.rows for cell in row.cells for one in cell)


def test_denials_are_told_first_and_with_their_words():
    _, said = matrix_of(*contested())
    assert (said[0].stance, said[0].name) == (Stance.DENIES, "Health Ministry of Ossen")
    assert said[0].quotes


def test_no_blame_is_an_empty_table():
    matrix, said = matrix_of(make_digest("r1", OBSERVATORY, figure(3)))
    assert (matrix.columns, matrix.rows, matrix.rivals, said) == ((), (), (), ())
