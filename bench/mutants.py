"""Changes one thing in the rules or the planning at a time, and looks whether the domain's tests notice.

    make mutants                      120 of them, drawn by a seed
    python bench/mutants.py --all     each there is; some hours
    python bench/mutants.py --seed 7 --count 50 --only rules/light.py

The changes are cosmic-ray's. Each is tried in a process of its own that has loaded pytest already, and sees the changed
module in place of the one on the disk, which stays as it is. What survives is told with its line: ``mutants.md`` has
those that were looked at. It ends with 1 where others survived, with 2 where the tests fail without any change.
"""

import argparse
import importlib.machinery
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cosmic_ray.plugins
import hypothesis
import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

ROOT = Path(__file__).parents[1]
DOMAIN = ROOT / "coach" / "domain"
LOOKED_AT = Path(__file__).parent / "mutants.md"
JUDGE = [
    *sorted(path for path in (DOMAIN / "rules").glob("*.py") if path.name != "__init__.py"),
    *(
        DOMAIN / "planning" / f"{name}.py"
        for name in ("capping", "consequences", "course_standing", "earning", "gate", "moves", "performed")
    ),
    *(DOMAIN / "planning" / f"{name}.py" for name in ("planner", "replay", "run_gate", "run_steps", "standing")),
]
"""What judges lights and makes plans. The words for both are left out: pictures and tables of text show those."""
TESTS = ("rules", "planning", "exercises/test_caps.py", "courses", "../reference")
"""In ``tests/domain``. Those of the changed file's own room come first: they notice most, and the first ends it."""
TOO_LONG_S = 180
_POINTLESS = ("Is", "IsNot")
"""``<`` for ``is`` is no slip that anybody makes; ``is`` for ``is not`` is."""
_OPERATORS = """
    AddNot ReplaceTrueWithFalse ReplaceFalseWithTrue ReplaceAndWithOr ReplaceOrWithAnd ReplaceBreakWithContinue
    ReplaceContinueWithBreak NumberReplacer ZeroIterationForLoop ReplaceUnaryOperator_Delete_Not
    ReplaceUnaryOperator_Delete_USub ReplaceComparisonOperator_Is_IsNot ReplaceComparisonOperator_IsNot_Is
    ReplaceBinaryOperator_Add_Sub ReplaceBinaryOperator_Sub_Add ReplaceBinaryOperator_Mul_Div
    ReplaceBinaryOperator_FloorDiv_Mul ReplaceBinaryOperator_Mod_Mul
"""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change. ``line``, ``was`` and ``now``: the first line that differs."""

    path: Path
    operator: str
    occurrence: int
    line: int
    was: str
    now: str
    source: str

    @property
    def name(self) -> str:
        return f"{self.path.relative_to(DOMAIN)}: `{self.was}` → `{self.now}`"


def operators() -> list[str]:
    compared = [
        name
        for name in cosmic_ray.plugins.operator_names()
        if "ComparisonOperator" in name and not set(name.split("_")[1:]) & {*_POINTLESS}
    ]
    return sorted({*(f"core/{name}" for name in _OPERATORS.split()), *compared})


def places(path: Path) -> Iterator[tuple[Path, str, int]]:
    """Every change that can be made in a file."""
    tree = get_ast(path.read_text(encoding="utf-8"))
    nodes = [*ast_nodes(tree)]
    for name in operators():
        operator = cosmic_ray.plugins.get_operator(name)()
        for occurrence in range(sum(len([*operator.mutation_positions(node)]) for node in nodes)):
            yield path, name, occurrence


def made(path: Path, name: str, occurrence: int) -> Mutant:
    before = path.read_text(encoding="utf-8")
    after = mutate_code(before, cosmic_ray.plugins.get_operator(name)(), occurrence)
    assert after is not None
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    line, was, now = next((number, a, b) for number, (a, b) in enumerate(pairs, 1) if a != b)
    return Mutant(path, name, occurrence, line, was.strip(), now.strip(), after)


def survives(mutant: Mutant) -> bool:
    """Whether all the tests pass with it. What never ends is noticed, too."""
    child = os.fork()
    if child == 0:
        _try(mutant)
    until = time.monotonic() + TOO_LONG_S
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _try(mutant: Mutant) -> None:
    usual = importlib.machinery.SourceFileLoader.get_code
    changed = compile(mutant.source, str(mutant.path), "exec", dont_inherit=True)

    def get_code(loader: importlib.machinery.SourceFileLoader, name: str) -> object:
        return changed if Path(loader.path) == mutant.path else usual(loader, name)

    importlib.machinery.SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    # Found is enough: the smallest example of it is not looked for. The same examples each time.
    hypothesis.settings.register_profile(
        "mutants",
        deadline=None,
        max_examples=25,
        derandomize=True,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
        suppress_health_check=[hypothesis.HealthCheck.too_slow],
    )
    own = mutant.path.parent.name if mutant.path.stem != "capping" else "exercises/test_caps.py"
    tests = [f"tests/domain/{each}" for each in sorted(TESTS, key=lambda each: each != own)]
    try:
        code = pytest.main(["-q", "-x", "-p", "no:cacheprovider", "--hypothesis-profile=mutants", "--tb=no", *tests])
    except BaseException:
        code = 1
    os._exit(int(code))


def main() -> int:
    asked = argparse.ArgumentParser(description="Change one thing in the rules at a time; do the tests notice?")
    asked.add_argument("--seed", type=int, default=17)
    asked.add_argument("--count", type=int, default=120)
    asked.add_argument("--all", action="store_true")
    asked.add_argument("--only", default="", help="a part of the path of the files")
    args = asked.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    everything = [each for path in JUDGE if args.only in str(path) for each in places(path)]
    count = len(everything) if args.all else min(args.count, len(everything))
    drawn = sorted(random.Random(args.seed).sample(everything, count))
    known = LOOKED_AT.read_text(encoding="utf-8") if LOOKED_AT.exists() else ""
    path = JUDGE[0]
    if not survives(Mutant(path, "", 0, 0, "", "", path.read_text(encoding="utf-8"))):
        print("The tests fail with nothing changed: mend that first.", file=sys.stderr)
        return 2
    survivors: list[Mutant] = []
    for number, each in enumerate(drawn, 1):
        mutant = made(*each)
        if survives(mutant):
            survivors.append(mutant)
            print(f"{number}/{count} survived: line {mutant.line}, {mutant.name}", flush=True)
    new = [mutant for mutant in survivors if mutant.name not in known]
    print(f"{count} of {len(everything)} changes tried, seed {args.seed}: {count - len(survivors)} were noticed.")
    print(f"{len(survivors)} survived, {len(survivors) - len(new)} of them as bench/mutants.md says.")
    return int(bool(new))


if __name__ == "__main__":
    sys.exit(main())
