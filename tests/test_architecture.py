"""The rules of docs/architecture.md, read off the source with `ast`: who may import whom, and how long things are."""

from __future__ import annotations

import ast
import re
import statistics
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("normalizers", "extractors", "pipeline")  # each may import those before it, never those after it
MAX_FILE_LINES = 320
MAX_FUNCTION_LINES = 40

# Functions longer than MAX_FUNCTION_LINES, as "file:function", each with the reason why it is not split.
LONG_FUNCTIONS: dict[str, str] = {}

# Libraries that more than one file may import, each with the folders it is confined to and the reason.
SHARED_LIBRARIES = {
    "numpy": (
        ("pipeline/reading/", "normalizers/restoration/", "normalizers/legacy/"),
        "the array type of page images, of the language model and its search, and of texts judged in many encodings",
    ),
    "cv2": (
        (
            "pipeline/reading/preparation",
            "pipeline/reading/tables/rule_lines.py",
            "pipeline/reading/tables/cell_crops.py",
            "pipeline/reading/diacritics/crops.py",
            "pipeline/reading/diacritics/network.py",
        ),
        "image processing: pages made ready, ruled lines, crops of cells and of words, and the network that sees these",
    ),
    "typer": (("pipeline/cli",), "the command line: its commands, those over a store, and how they end"),
    "fastapi": (("pipeline/review/",), "the review page: its application, pages and API, each thin over the store"),
    "sqlalchemy": (("pipeline/archive/",), "the store: every part of the archive asks it in SQLAlchemy's terms"),
}

VAGUE_WORDS = {"util", "utils", "helper", "helpers", "manager", "base", "common", "handler", "handlers", "misc"}
NETWORK = {"socket", "ssl", "urllib", "http", "ftplib", "smtplib", "asyncio", "requests", "httpx", "aiohttp", "urllib3"}
UNSAFE_IMPORTS = {"pickle", "marshal", "shelve", "dill"}
UNSAFE_CALLS = {"eval", "exec", "os.system", "os.popen", "__import__"}
MAY_PRINT = {"pipeline/cli.py", "pipeline/console.py", "pipeline/__main__.py"}
NOT_EXTRACTORS = {"extractors/__init__.py", "extractors/extraction.py", "extractors/subject.py"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def sources() -> list[Path]:
    return sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def package_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).parts[:-1])


def imports(path: Path, *, types: bool = True) -> Iterator[str]:
    """The dotted name of everything `path` imports, relative imports made absolute, wherever they stand in the file.

    Without `types`, what only the type checker imports is left out.
    """
    for node in tree_nodes(tree(path), types):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = package_name(path).split(".")
            above = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            source = ".".join(part for part in (above, node.module) if part)
            yield from (f"{source}.{alias.name}" for alias in node.names)


def tree_nodes(root: ast.AST, types: bool) -> Iterator[ast.AST]:
    """`root` and all below it; without `types`, less the body of ``if TYPE_CHECKING``."""
    yield root
    typing_only = isinstance(root, ast.If) and ast.unparse(root.test) == "TYPE_CHECKING"
    if types or not typing_only:
        for child in ast.iter_child_nodes(root):
            yield from tree_nodes(child, types)


def own_module(name: str, modules: set[str]) -> str | None:
    """The module of ours that the imported `name` lives in: `a.b.Name` is in `a.b`."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name or None


def module_graph() -> dict[str, set[str]]:
    modules = {module_name(path) for path in sources()}
    graph: dict[str, set[str]] = {}
    for path in sources():
        found = {own_module(name, modules) for name in imports(path)}
        graph[module_name(path)] = {name for name in found if name} - {module_name(path)}
    return graph


def cycle(graph: dict[str, set[str]]) -> list[str]:
    """One chain of modules that ends where it began, or an empty list."""
    state: dict[str, bool] = {}  # False while a module is being visited, True when it is done

    def visit(node: str, chain: list[str]) -> list[str]:
        if node in state:
            return [] if state[node] else [*chain[chain.index(node) :], node]
        state[node] = False
        for target in sorted(graph.get(node, ())):
            if found := visit(target, [*chain, node]):
                return found
        state[node] = True
        return []

    return next((found for start in sorted(graph) if (found := visit(start, []))), [])


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def code_lines(function: Function) -> int:
    """Lines from `def` to the end, less the docstring."""
    body = function.body[0]
    documented = (
        isinstance(body, ast.Expr) and isinstance(body.value, ast.Constant) and isinstance(body.value.value, str)
    )
    docstring = (body.end_lineno or 0) - body.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Each call with the dotted name of what is called."""
    return ((ast.unparse(node.func), node) for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def libraries(path: Path) -> set[str]:
    """The foreign libraries `path` imports at run time, by the first part of their name."""
    return {name.split(".")[0] for name in imports(path, types=False)} - set(LAYERS) - set(sys.stdlib_module_names)


def words_of(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+", name)}


def extractor_modules() -> list[str]:
    """The modules of `extractors` that hold an Extractor: a public function from a Subject to a list of Extractions."""
    return [
        path.stem
        for path in sorted((ROOT / "extractors").rglob("*.py"))
        if short(path) not in NOT_EXTRACTORS
        and any(
            not function.name.startswith("_")
            and function.returns is not None
            and ast.unparse(function.returns) == "list[Extraction]"
            and any(arg.annotation and ast.unparse(arg.annotation) == "Subject" for arg in function.args.args[:1])
            for function in functions(path)
        )
    ]


SOURCES = pytest.mark.parametrize("path", sources(), ids=short)


@SOURCES
def test_imports_go_down_only(path: Path) -> None:
    layer = LAYERS.index(short(path).split("/")[0])
    upward = {name for name in imports(path) if name.split(".")[0] in LAYERS[layer + 1 :]}
    assert not upward, f"{short(path)} imports {sorted(upward)}: {' <- '.join(LAYERS)} only"


def test_no_module_imports_itself_in_a_circle() -> None:
    assert not cycle(module_graph()), " -> ".join(cycle(module_graph()))


def test_each_foreign_library_is_imported_in_one_file() -> None:
    users: dict[str, list[str]] = {}
    for path in sources():
        for library in libraries(path):
            users.setdefault(library, []).append(short(path))
    wrong = {library: files for library, files in users.items() if not _confined(library, files)}
    assert not wrong


def _confined(library: str, files: list[str]) -> bool:
    if library in SHARED_LIBRARIES:
        return all(file.startswith(SHARED_LIBRARIES[library][0]) for file in files)
    return len(files) == 1


@SOURCES
def test_names_say_something(path: Path) -> None:
    classes = {node.name for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)}
    vague = {name for name in {*path.relative_to(ROOT).with_suffix("").parts, *classes} if words_of(name) & VAGUE_WORDS}
    assert not vague


@SOURCES
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_FILE_LINES


def test_long_functions_are_listed_with_a_reason() -> None:
    long = {
        f"{short(path)}:{function.name}"
        for path in sources()
        for function in functions(path)
        if code_lines(function) > MAX_FUNCTION_LINES
    }
    assert long == set(LONG_FUNCTIONS), "list it in LONG_FUNCTIONS with a reason, or split it"


def test_most_functions_are_small() -> None:
    lengths = [code_lines(function) for path in sources() for function in functions(path)]
    assert statistics.median(lengths) <= 8
    assert statistics.quantiles(lengths, n=10)[-1] <= 25


@SOURCES
def test_nothing_reaches_out_or_runs_what_it_reads(path: Path) -> None:
    roots = {name.split(".")[0] for name in imports(path)}
    assert not roots & NETWORK, "vanthu works offline"
    assert not roots & UNSAFE_IMPORTS, "a file that is read must never become code"
    unsafe = {name for name, _ in calls(path)} & UNSAFE_CALLS
    assert not unsafe, "a file that is read must never become code"
    shells = [call for _, call in calls(path) if any(word.arg == "shell" for word in call.keywords)]
    assert not shells, "file names are data: no shell"


@SOURCES
def test_only_the_command_line_prints(path: Path) -> None:
    assert short(path) in MAY_PRINT or "print" not in {name for name, _ in calls(path)}


@pytest.mark.parametrize("layer", LAYERS)
def test_each_package_is_typed(layer: str) -> None:
    assert (ROOT / layer / "py.typed").is_file()


@pytest.mark.parametrize("name", extractor_modules())
def test_each_extractor_has_a_table_of_cases(name: str) -> None:
    files = list((ROOT / "tests").rglob(f"test_{name}.py"))
    assert files, f"extractors/{name}.py needs tests/test_{name}.py with a table of cases"
    assert any(_tables(file) for file in files), (
        f"{files[0].name} has no table: an upper-case list of at least five rows"
    )


def _tables(path: Path) -> list[ast.expr]:
    """The lists and tuples of five rows or more given an upper-case name at the top of the file."""
    assigned = [node for node in tree(path).body if isinstance(node, ast.Assign | ast.AnnAssign)]
    return [
        node.value
        for node in assigned
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and target.id.isupper()
        if isinstance(node.value, ast.List | ast.Tuple) and len(node.value.elts) >= 5
    ]


def test_the_checks_themselves_see_what_they_should(tmp_path: Path) -> None:
    assert cycle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert cycle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []
    assert words_of("PageManager") & VAGUE_WORDS
    assert words_of("text_utils") & VAGUE_WORDS
    assert not words_of("database") & VAGUE_WORDS
    sample = tmp_path / "sample.py"
    sample.write_text('def f():\n    """One\n    two."""\n    return eval("1")\n', encoding="utf-8")
    assert [code_lines(function) for function in functions(sample)] == [2]
    assert {name for name, _ in calls(sample)} == {"eval"}
