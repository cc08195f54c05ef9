import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.cli.outputs import FileOutput


def test_file_is_there_whole_or_not_at_all(tmp_path):
    path = tmp_path / "out.jsonl"
    with FileOutput(path) as output:
        output.write(b"one\n")
        assert not path.exists()
        assert output.keep(is_whole=True) is None
    assert path.read_bytes() == b"one\n"
    assert list(tmp_path.iterdir()) == [path]


def test_old_file_stays_when_the_new_one_is_not_kept(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    with FileOutput(path) as output:
        output.write(b"new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_file_cut_short_stands_beside_the_old_one(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    with FileOutput(path) as output:
        output.write(b"half")
        assert output.keep(is_whole=False) == tmp_path / "out.jsonl.partial"
    assert path.read_text() == "old"
    assert (tmp_path / "out.jsonl.partial").read_text() == "half"


def test_link_is_written_through(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with FileOutput(tmp_path / "link") as output:
        output.write(b"new")
        output.keep(is_whole=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_device_is_written_to_and_not_replaced(tmp_path):
    (tmp_path / "null").symlink_to("/dev/null")
    with FileOutput(tmp_path / "null") as output:
        output.write(b"gone")
        output.keep(is_whole=True)
    assert (tmp_path / "null").is_char_device()


@pytest.mark.parametrize("option", ["--output", "--save-mapping"])
def test_place_that_cannot_be_looked_at_is_told(tmp_path, option):
    (tmp_path / "r.csv").write_text("id,text\nr1,Shells fell on Marenna.\n")
    where = tmp_path / ("w" * 300)
    asked = ["read", str(tmp_path / "r.csv"), "--reader", "rules", option, str(where)]
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert "File name too long" in result.stderr
