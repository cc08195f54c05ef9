from evaluation.casebook_growth import DRAWN, NEXT, Run, Took, main, render


def test_what_is_added_is_measured_and_told(tmp_path, capsys):
    assert main(["--reports", "6", "8", "--folder", str(tmp_path)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].endswith("| 6 reports | 8 reports | ratio |")
    assert [line.split(" | ")[0] for line in told[2:]] == [
        "| all corroborated",
        "| the next 100 added",
        "| 100 of all days added",
        "| most memory, MB",
    ]


def test_ratio_is_of_the_processor():
    runs = [
        Run(count, Took(count, 9.0), 1.0, {NEXT: Took(count, 9.0), DRAWN: Took(3.0, 9.0)})
        for count in (10, 25)
    ]
    assert [line.split(" | ")[-1] for line in render(runs)][2:5] == ["2.50 |", "2.50 |", "1.00 |"]
