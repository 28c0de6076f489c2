"""The house holds: no imports in a circle, rooms of a size that one can look over, no class that does everything."""

import ast
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
PACKAGE = CHECKOUT / "coach"
MOST_MODULES = {"coach.library.formats": 24, "coach.tui.screens": 24, "coach.cli": 40}
"""Lists of their kind: a file for each format, screen or command."""
MOST_IN_A_ROOM = 20
MOST_METHODS, MOST_METHODS_OF_A_SCREEN = 15, 25


def modules() -> dict[str, Path]:
    """Every module of the coach by its dotted name; a package by its own."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        name = ".".join(path.relative_to(CHECKOUT).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


MODULES = modules()


def imports(name: str) -> Iterator[str]:
    """The modules that a module imports anywhere in it: within functions, and for types alone, too."""
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: a relative import"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else str(node.module)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def circles(graph: dict[str, set[str]]) -> list[set[str]]:
    """Modules that reach each other: what is left when all go that reach nothing, or that nothing reaches."""
    left = {name: set(others) & graph.keys() for name, others in graph.items()}
    while loose := [name for name, others in left.items() if not others or not any(name in o for o in left.values())]:
        for name in loose:
            del left[name]
        for others in left.values():
            others.difference_update(loose)
    return [{name, *others} for name, others in left.items()]


def test_no_imports_go_in_a_circle() -> None:
    graph = {name: {other for other in imports(name) if other != name} for name in MODULES}
    assert len(graph) > 300
    assert circles(graph) == []


def test_a_circle_would_be_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()})
    assert not circles({"a": {"b"}, "b": {"c"}, "c": set()})


def test_every_room_is_of_a_size_that_one_can_look_over() -> None:
    rooms: dict[str, int] = {}
    for name, path in MODULES.items():
        if path.name != "__init__.py":
            rooms[name.rpartition(".")[0]] = rooms.get(name.rpartition(".")[0], 0) + 1
    assert {room: size for room, size in rooms.items() if size > MOST_MODULES.get(room, MOST_IN_A_ROOM)} == {}


def test_every_room_says_in_a_sentence_what_it_is() -> None:
    for name, path in MODULES.items():
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{name} says nothing of itself"


def public_methods(node: ast.ClassDef) -> list[str]:
    """What others may ask of a class; what the framework asks (``on_…``, ``action_…``) is not counted."""
    return [
        each.name
        for each in node.body
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
        and not each.name.startswith(("_", "on_", "action_"))
    ]
