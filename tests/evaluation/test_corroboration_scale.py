import pytest

from evaluation.corroboration_run import Run
from evaluation.corroboration_scale import MORE, SAME, main, render, sizes_of


def run_of(readings, **cpu_s):
    return Run(
        readings=readings,
        cases=readings,
        cpu_s=cpu_s,
        clock_s=1.0,
        peak_mb=100.0,
        written_mb=1.0,
        sha256="0" * 64,
    )


@pytest.mark.parametrize(("density", "days"), [(SAME, [100, 1000]), (MORE, [100, 100])])
def test_war_of_more_readings_lasts_longer_or_has_more_a_day(density, days):
    assert [size.days for size in sizes_of(density, [20_000, 2000])] == days


def test_growth_is_of_the_cost_of_one_reading():
    runs = [run_of(1000, linking=1.0, reading=1.0), run_of(10_000, linking=15.0, reading=10.0)]
    told = list(render(runs))
    assert "| linking | 1.000 | 1.500 | 1.50 |" in told
    assert "| **in all** | 2.00 | 2.50 | **1.25** |" in told


def test_small_run_tells_every_stage(capsys, tmp_path):
    assert main(["--readings", "20", "40", "--density", SAME, "--folder", str(tmp_path)]) == 0
    told = [line.split(" | ")[0] for line in capsys.readouterr().out.splitlines()]
    stages = (
        "reading",
        "copies",
        "linking",
        "voices",
        "cases, writing",
        "truces",
        "sources, writing",
    )
    assert {f"| {stage}" for stage in stages} <= set(told)
    assert not list(tmp_path.iterdir())
