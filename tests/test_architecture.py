"""Data flows down, imports point up: DESIGN.md's layout, and STYLE.md's sizes."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src"
ROOMS = ["errors", "report", "records", "lexicons", "gazetteer", "reader", "ingest", "formats"]
ROOMS += ["ledger", "corroboration", "engine", "views", "api", "web", "cli"]
NETWORK = {"ftplib", "http.client", "http.server", "smtplib", "socket", "ssl", "urllib.request"}
TRAINING = {"evaluation", "onnx", "safetensors", "torch", "training", "transformers"}
NETWORK |= {"aiohttp", "asyncio", "httpx", "requests", "socketserver", "urllib3"}
FETCHING = {"accordingto.ingest.fetch", "accordingto.engine.posting"}  # alone may
FETCHING |= {"accordingto.engine.llm.wire"}  # and this, for the reader that asks a model
LISTENING = {"accordingto.web.serving", "accordingto.web.patience"}  # alone may, on the loopback
SERVER = {"fastapi", "starlette", "uvicorn"}  # for web alone, and the command that serves
FORBIDDEN = NETWORK | TRAINING | {"pickle", "marshal", "shelve"}
TERMINAL = {"typer", "rich"}  # for the cli alone
LINES_OF_FILE, LINES_OF_FUNCTION = 400, 60


def _name(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


MODULES = {_name(path): path for path in sorted(SOURCE.rglob("*.py"))}


def _tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def _imports(module: str) -> Iterator[str]:
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                if full != "accordingto.__version__":
                    yield full if full in MODULES or full in FORBIDDEN else str(node.module)


def _rank(module: str) -> int:
    """How far down the house a module lives; the package itself offers what `api` does."""
    room = [*module.split("."), "api"][1]
    return ROOMS.index({"__main__": "cli"}.get(room, room))


def _within(name: str, modules: set[str]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_up(module):
    ours = {name for name in _imports(module) if _within(name, {"accordingto"})}
    below = {name for name in ours if _rank(name) > _rank(module)}
    assert not below, f"{module} imports what lives below it in DESIGN.md's layout"


def test_no_import_goes_round_in_a_circle():
    graph = {module: set(_imports(module)) & set(MODULES) - {module} for module in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


@pytest.mark.parametrize("module", MODULES)
def test_module_imports_nothing_of_the_internet_the_terminal_or_training(module):
    forbidden = FORBIDDEN if _rank(module) == ROOMS.index("cli") else FORBIDDEN | TERMINAL
    if _rank(module) != ROOMS.index("web"):
        forbidden = forbidden | SERVER
    if _within(module, FETCHING | LISTENING):
        forbidden = forbidden - NETWORK
    assert not {name for name in _imports(module) if _within(name, forbidden)}


@pytest.mark.parametrize("module", MODULES)
def test_spark_is_imported_by_its_engine_alone(module):
    if not _within(module, {"accordingto.engine.spark"}):
        assert not {name for name in _imports(module) if _within(name, {"py4j", "pyspark"})}


@pytest.mark.parametrize("module", MODULES)
def test_file_and_functions_fit_on_a_page_or_two(module):
    text = MODULES[module].read_text(encoding="utf-8")
    assert text.count("\n") <= LINES_OF_FILE, "split it: STYLE.md, section 8"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LINES_OF_FUNCTION, node.name
