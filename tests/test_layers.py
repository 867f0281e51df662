"""Imports run one way."""

import ast
from collections.abc import Iterator
from pathlib import Path

import summarizer

PACKAGE = Path(summarizer.__file__).parent

# What stands in a line may import from its own line and from those above it.
LAYERS = (
    ("errors",),
    ("readers", "segmentation", "document"),
    ("marks", "types"),
    ("schemas", "grounding"),
    ("summary", "question", "answer", "leaves", "parts", "salience", "ahead", "task", "verbatim"),
    ("model",),
    ("asking", "choice", "repair", "checking", "summarize"),
    ("batch",),
    ("evals",),
    ("cli",),
)
RANK = {room: rank for rank, rooms in enumerate(LAYERS) for room in rooms}


def _files(folder: Path = PACKAGE) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):  # rglob would not follow the links to the top folders
        if path.is_dir():
            yield from _files(path)
        elif path.suffix == ".py":
            yield path


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_every_room_has_its_place():
    """A new module must be given a layer before it can be used."""
    rooms = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in _files()}
    assert rooms - {"__init__", "__main__", "prompts"} <= set(RANK)


def test_nothing_imports_from_a_later_layer():
    """The reader of a module never has to know what uses it."""
    upward = []
    for path in _files():
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if room in {"__init__", "__main__"}:
            continue
        for module in _imports(path):
            if module.startswith("summarizer."):
                target = module.split(".")[1]
                if RANK[target] > RANK[room]:
                    upward.append(f"{path.relative_to(PACKAGE)} imports {module}")
    assert upward == []


def test_no_import_hides_in_a_function():
    """What a module needs stands at its top."""
    hidden = []
    for path in _files():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                hidden += [
                    f"{path.relative_to(PACKAGE)}:{node.lineno}"
                    for node in ast.walk(function)
                    if isinstance(node, ast.Import | ast.ImportFrom)
                ]
    assert hidden == []
