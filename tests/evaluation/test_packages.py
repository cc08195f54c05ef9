import io
import tarfile
import zipfile

import pytest

from evaluation import packages
from evaluation.packages import EXTRAS, NEEDED, SOURCES, check_folder, main

EXTRA_LINES = "".join(f"Provides-Extra: {extra}\n" for extra in sorted(EXTRAS))
METADATA = f"""\
Metadata-Version: 2.4
Name: accordingto
Version: 1.0
Summary: Reads reports.
License-Expression: Apache-2.0
License-File: LICENSE
License-File: NOTICE
Keywords: news
Requires-Python: >=3.11
Requires-Dist: numpy>=1.26
{EXTRA_LINES}Description-Content-Type: text/markdown

# accordingto
"""
INFO = "accordingto-1.0.dist-info"
WHEEL = {
    **dict.fromkeys(NEEDED, "x"),
    f"{INFO}/METADATA": METADATA,
    f"{INFO}/entry_points.txt": "[console_scripts]\na = b\n\n[spacy_factories]\na = b\n",
    f"{INFO}/licenses/LICENSE": "x",
    f"{INFO}/licenses/NOTICE": "x",
}
SOURCE = {f"accordingto-1.0/{name}": "x" for name in SOURCES}


def build(folder, wheel=WHEEL, source=SOURCE, name="accordingto-1.0-py3-none-any.whl"):
    with zipfile.ZipFile(folder / name, "w") as made:
        for path, content in wheel.items():
            made.writestr(path, content)
    with tarfile.open(folder / "accordingto-1.0.tar.gz", "w:gz") as made:
        for path, content in source.items():
            member = tarfile.TarInfo(path)
            member.size = len(content)
            made.addfile(member, io.BytesIO(content.encode()))
    return list(check_folder(folder))


def test_nothing_is_wrong_with_what_is_whole(tmp_path, capsys):
    assert build(tmp_path) == []
    assert main([str(tmp_path)]) == 0
    assert "Nothing is wrong" in capsys.readouterr().out


@pytest.mark.parametrize("lost", [name for name in WHEEL if not name.startswith(f"{INFO}/M")])
def test_what_a_wheel_lacks_is_told(tmp_path, lost):
    left = {name: text for name, text in WHEEL.items() if name != lost}
    if lost.endswith("entry_points.txt"):
        left[lost] = ""
    assert any(lost.split("/")[-1] in one or "[" in one for one in build(tmp_path, left))


@pytest.mark.parametrize("lost", SOURCES)
def test_what_a_source_lacks_is_told(tmp_path, lost):
    left = {name: text for name, text in SOURCE.items() if not name.endswith(f"/{lost}")}
    assert any(lost in one for one in build(tmp_path, source=left))
    assert main([str(tmp_path)]) == 1


@pytest.mark.parametrize(
    ("line", "other", "told"),
    [
        ("Summary: Reads reports.\n", "", "no Summary"),
        ("Requires-Python: >=3.11\n", "", "no Requires-Python"),
        ("License-File: NOTICE\n", "", "expected the licence files"),
        ("Provides-Extra: spacy\n", "", "no extra spacy"),
        ("text/markdown", "text/plain", "not said to be Markdown"),
        ("# accordingto", "", "no description"),
        ("numpy>=1.26", "numpy @ file:///x", "needs an address"),
        ("Keywords: news\n", "Keywords: a\nClassifier: License :: X\n", "among the classifiers"),
    ],
)
def test_what_metadata_lack_is_told(tmp_path, line, other, told):
    wheel = WHEEL | {f"{INFO}/METADATA": METADATA.replace(line, other)}
    (wrong,) = build(tmp_path, wheel)
    assert told in wrong


def test_what_should_not_be_in_them_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "MOST_MB", 0)
    wheel = WHEEL | {"tests/test_api.py": "x"}
    source = SOURCE | {"accordingto-1.0/src/accordingto/gazetteer/places.sqlite": "x"}
    wrong = "\n".join(build(tmp_path, wheel, source, "accordingto-1.0-cp311-linux.whl"))
    for told in ("for some machines alone", "MB; expected at most", "one package", "was built"):
        assert told in wrong


def test_a_folder_without_them_is_told(tmp_path):
    assert "0 wheels, 0 sources" in next(check_folder(tmp_path))
