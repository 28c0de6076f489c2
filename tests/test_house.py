"""The house holds: no imports in a circle, rooms of a size that one can look over, no class that does everything."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from textual.screen import Screen

CHECKOUT = Path(__file__).parents[1]
PACKAGE = CHECKOUT / "coach"
MOST_MODULES = {"coach.tui.screens": 24}
"""A list of its kind: a file for each screen."""
MOST_IN_A_ROOM = 20
MOST_METHODS, MOST_METHODS_OF_A_SCREEN = 15, 25
MOST_IN_A_FILE = 320
MOST_LINES = {"coach.system.byte_sifter": 430}
"""One machine: halves of it could not be understood alone."""


def modules() -> dict[str, Path]:
    """Every module of the coach by its dotted name; a package by its own."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        name = ".".join(path.relative_to(CHECKOUT).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


MODULES = modules()


@cache
def tree(path: Path) -> ast.Module:
    """What a module says, taken apart once for all tests of this file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module", autouse=True)
def _trees_are_let_go() -> Iterator[None]:
    yield
    tree.cache_clear()


def imports(name: str) -> Iterator[str]:
    """The modules that a module imports anywhere in it: within functions, and for types alone, too."""
    for node in ast.walk(tree(MODULES[name])):
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
        assert ast.get_docstring(tree(path)), f"{name} says nothing of itself"


def classes() -> Iterator[tuple[str, ast.ClassDef]]:
    """Every class of the coach, with its module."""
    for name, path in MODULES.items():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                yield name, node


def methods(node: ast.ClassDef) -> list[str]:
    """All that a class defines itself, properties too."""
    return [each.name for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]


def public_methods(module: str, node: ast.ClassDef) -> list[str]:
    """What others may ask of a class. What it answers to its framework is not counted: ``on_…`` and ``action_…``, and
    what a class from outside of the coach that it derives from has by the same name.
    """
    public = [name for name in methods(node) if not name.startswith(("_", "on_", "action_", "watch_"))]
    if len(public) <= MOST_METHODS:
        return public
    made = getattr(import_module(module), node.name)
    theirs = [base for base in made.__mro__ if base.__module__.partition(".")[0] not in ("coach", "typing", "builtins")]
    return [name for name in public if not any(hasattr(base, name) for base in theirs)]


def is_screen(module: str, node: ast.ClassDef) -> bool:
    """Whether a class is a screen, dialogs among them. Two classes may share a name, and a base may have another."""
    made = getattr(import_module(module), node.name, None)
    return isinstance(made, type) and issubclass(made, Screen)


def test_no_class_does_everything() -> None:
    sizes = {f"{module}.{node.name}": len(public_methods(module, node)) for module, node in classes()}
    assert len(sizes) > 250
    assert {name: size for name, size in sizes.items() if size > MOST_METHODS} == {}


def test_no_screen_decides_what_belongs_below_it() -> None:
    sizes = {
        f"{module}.{node.name}": len(methods(node))
        for module, node in classes()
        if module.startswith("coach.tui.") and is_screen(module, node)
    }
    assert {"coach.tui.home.home.Home", "coach.tui.screens.session.SessionScreen"} < sizes.keys()
    assert len(sizes) > 25
    assert {name: size for name, size in sizes.items() if size > MOST_METHODS_OF_A_SCREEN} == {}


def test_every_file_can_be_read_in_one_go() -> None:
    sizes = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES.get(name, MOST_IN_A_FILE)} == {}


SHORT = 40
SHORT_FOR_A_REASON = {
    # a screen, a dialog, a widget, a middleware each
    "coach.tui.dialogs.card_offer",
    "coach.tui.widgets.big_word",
    "coach.tui.widgets.choices_lines",
    "coach.host.server.middleware.disk_space",
    "coach.host.server.middleware.idle",
    "coach.host.server.middleware.logging",
    # a rule or a word of a lower floor than its caller
    "coach.domain.teaching.new_exercises",
    "coach.domain.today.purposes",
    "coach.system.control_sequences",
    # what is sent to a terminal, or comes from it, stands in one room
    "coach.tui.terminal.signals",
    "coach.tui.terminal.title",
    # imported only when it is needed
    "coach.cli.training.calendar_file",
    "coach.library.packs.cut_short",
    "coach.tui.base.lean_strips",
    "coach.tui.flow.attention",
    # its caller has no room, or would be imported in a circle
    "coach.library.shelf.broken_files",
    "coach.tui.home.unsaved_lines",
}


def test_a_short_module_that_one_other_asks_for_is_part_of_that() -> None:
    """Where it stands by itself, a reader is told why. Those of commands are named by the parsers, and not counted."""
    callers: dict[str, set[str]] = {}
    for name in MODULES:
        for other in set(imports(name)) - {name}:
            callers.setdefault(other, set()).add(name)
    files = {name: path for name, path in MODULES.items() if path.name != "__init__.py"}
    short = {name for name, path in files.items() if len(path.read_text(encoding="utf-8").splitlines()) < SHORT}
    assert {name for name in short if len(callers.get(name, ())) == 1} == SHORT_FOR_A_REASON


BOTH_FRONT_ENDS = {"Home", "PainCheck"}
"""What the app shows as a screen, plain mode says as lines."""


def types() -> Iterator[tuple[str, str]]:
    """Each public type that a module defines, by its name: its classes, and its names for other types."""
    for module, path in MODULES.items():
        for node in tree(path).body:
            named = node.targets[0] if isinstance(node, ast.Assign) else None
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, module
            elif isinstance(named, ast.Name) and re.fullmatch(r"[A-Z]\w*[a-z]\w*", named.id):
                yield named.id, module


def test_a_type_has_a_name_of_its_own() -> None:
    modules_of: dict[str, list[str]] = {}
    for name, module in types():
        modules_of.setdefault(name, []).append(module)
    assert len(modules_of) > 500
    several = {name: where for name, where in modules_of.items() if len(where) > 1}
    assert {name: where for name, where in several.items() if name not in BOTH_FRONT_ENDS} == {}
    assert several.keys() == BOTH_FRONT_ENDS


COMMAND = re.compile(r"[a-z_.]+:[a-z_]+")
SAME_IN_EACH_FRONT_END = {"learn", "log", "measure", "name_what_matters", "share"}
"""One thing that a runner does, as a command, in plain mode's lines or on screens."""
SAME_TYPED = {"minutes", "moment", "pain", "seconds", "share", "whole"}
"""What a word means: as an argument of the command line (``cli/parsers/values``), as an answer (``plain/answers``)."""
SAME_WITH_ITS_OWN_ERROR = {"make_private"}
"""The store's, which the host's asks and whose error it makes its own."""


def commands() -> set[tuple[str, str]]:
    """The functions that the parsers name as ``module:function``: a command's has its word, or one for a verb of it."""
    named = set()
    for module in ("coach.cli.entry", *(name for name in MODULES if name.startswith("coach.cli.parsers."))):
        for node in ast.walk(tree(MODULES[module])):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and COMMAND.fullmatch(node.value):
                where, _, function = node.value.partition(":")
                named.add((function, f"coach.cli.{where}"))
    return named


def functions() -> Iterator[tuple[str, str]]:
    """Each public function that a module defines, by its name."""
    for module, path in MODULES.items():
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
                yield node.name, module


def test_the_parsers_name_functions_that_are_there_and_no_word_for_two_commands() -> None:
    named = commands()
    assert len(named) > 50
    assert named <= set(functions())
    assert len({function for function, _ in named}) == len(named)


def test_a_function_has_a_name_of_its_own() -> None:
    """What several modules call alike is one thing; else a reader of ``remove(…)`` must look up which is meant."""
    modules_of: dict[str, list[str]] = {}
    for name, module in set(functions()) - commands():
        modules_of.setdefault(name, []).append(module)
    assert len(modules_of) > 1_000
    several = {name: sorted(where) for name, where in modules_of.items() if len(where) > 1}
    allowed = SAME_IN_EACH_FRONT_END | SAME_TYPED | SAME_WITH_ITS_OWN_ERROR
    assert {name: where for name, where in several.items() if name not in allowed} == {}
    assert allowed <= {name for name, _ in functions()}


SAME_IN_EACH_FORMAT = {"FILE_FIELDS", "FILE_REQUIRED"}
"""What a kind of file holds, and must: a contract of ``library/formats``, a module a kind."""


def constants() -> Iterator[tuple[str, str]]:
    """Each public constant that a module defines, by its name."""
    for module, path in MODULES.items():
        for node in tree(path).body:
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            for target in targets:
                for each in target.elts if isinstance(target, ast.Tuple) else [target]:
                    if isinstance(each, ast.Name) and re.fullmatch(r"[A-Z][A-Z0-9_]+", each.id):
                        yield each.id, module


def test_a_constant_that_others_import_has_a_name_of_its_own() -> None:
    """One that stays in its module is read beside its line; one that travels must say by itself what it is."""
    modules_of: dict[str, set[str]] = {}
    for name, module in constants():
        modules_of.setdefault(name, set()).add(module)
    assert len(modules_of) > 500
    travels = {
        (str(node.module), alias.name)
        for path in MODULES.values()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    several = {name: sorted(where) for name, where in modules_of.items() if len(where) > 1}
    shared = {name: where for name, where in several.items() if any((module, name) in travels for module in where)}
    assert {name: where for name, where in shared.items() if name not in SAME_IN_EACH_FORMAT} == {}
    assert shared.keys() >= SAME_IN_EACH_FORMAT
