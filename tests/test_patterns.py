"""No pattern in the source can backtrack without end: STYLE.md, section 3."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from accordingto.lexicons.patterns import find_backtracking

SOURCE = Path(__file__).resolve().parents[1] / "src"
ELSEWHERE = "# pattern: checked where it is loaded"
TAKE_A_PATTERN = {"compile", "findall", "finditer", "fullmatch", "match", "search", "split"}
TAKE_A_PATTERN |= {"sub", "subn"}


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls of `re`'s functions; a compiled pattern has been checked where it was made."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "re":
            named = {alias.name for alias in node.names} & TAKE_A_PATTERN
            assert not named, "write re.compile(...), so that this test finds the pattern"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if (
                isinstance(owner, ast.Name)
                and owner.id == "re"
                and node.func.attr in TAKE_A_PATTERN
            ):
                yield node


def _flags(call: ast.Call) -> int:
    """The flags of a call; a compiled pattern takes them second, the other functions last."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    second = call.args[1] if len(call.args) > 1 and call.func.attr == "compile" else None
    flags = named.get("flags", second)
    return eval(ast.unparse(flags), {"re": re}) if flags else 0  # noqa: S307 - our own source


def _faults(text: str) -> Iterator[str]:
    lines = text.splitlines()
    for call in _calls(ast.parse(text)):
        pattern = call.args[0] if call.args else None
        if isinstance(pattern, ast.Constant) and isinstance(pattern.value, str | bytes):
            value = pattern.value
            value = value if isinstance(value, str) else value.decode("latin-1")
            fault = find_backtracking(value, _flags(call))
        elif any(ELSEWHERE in line for line in lines[call.lineno - 1 : call.end_lineno]):
            fault = None
        else:
            fault = f"not a literal pattern: write one, or check it and say so: {ELSEWHERE}"
        if fault:
            yield f"{call.lineno}: {fault}"


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE))
)
def test_no_pattern_can_backtrack(path):
    assert list(_faults(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (r're.compile(r"\d+ dead")', "1: unbounded repeat before"),
        (r're.search(r"\d+ dead", text)', "1: unbounded repeat before"),
        (r're.compile(rb"\d+ dead")', "1: unbounded repeat before"),
        (r're.compile(r"a #+b", re.X)', None),
        (r're.compile(r"\d{1,9}" r" dead", flags=re.IGNORECASE | re.X)', None),
        ("re.compile(entry.pattern)", "1: not a literal pattern"),
        (f"re.compile(entry.pattern)  {ELSEWHERE}", None),
        ("compiled.search(text)", None),
    ],
)
def test_the_check_itself(line, fault):
    found = list(_faults(line))
    assert len(found) == (fault is not None)
    assert all(text.startswith(fault) for text in found)
