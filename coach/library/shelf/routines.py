"""Builds the routines in use from their files, once the exercises are known; including those that extend others.

Left out: which of several files of one layer is used (``precedence``), and everything but routines (``resolve``).
"""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from coach.domain.exercises.exercise import Exercise
from coach.domain.exercises.routine import Routine
from coach.library.formats.reading import Built, FileGroup, Kind, Reading, RoutineFile
from coach.library.formats.routine_file import RoutineDraft, build
from coach.library.shelf.in_use import Origin, last_origin
from coach.library.toml.diagnostics import did_you_mean
from coach.library.toml.fields import is_slug
from coach.library.toml.spelling import nearest

DEEPEST = 3
"""The longest chain of routines below one, each extending the next."""

Version = tuple[FileGroup, RoutineFile, Routine]


class RoutineLayers:
    """The routines of all layers, lowest first. ``failed``: files without errors of their own that cannot be used."""

    def __init__(
        self,
        files: Mapping[str, Sequence[tuple[FileGroup, RoutineFile]]],
        exercises: Mapping[str, Exercise],
        broken: frozenset[str],
        broken_routines: frozenset[str],
        *,
        advise: bool,
    ) -> None:
        self._files = files
        self._exercises = exercises
        self._broken = broken
        self._broken_routines = broken_routines
        self._advises = advise
        self._good: dict[str, list[Version]] = {}
        self.failed: set[Reading] = set()
        self.origins: dict[tuple[Kind, str], Origin] = {}

    def in_use(self) -> dict[str, Routine]:
        """The highest valid version of each routine."""
        found: dict[str, Routine] = {}
        for identity in self._files:
            good = self._versions(identity)
            if good:
                found[identity] = good[-1][2]
                self.origins["routine", identity] = last_origin([(part, file) for part, file, _ in good])
        return found

    def check_base(self, file: RoutineFile) -> None:
        """Report what is wrong with the base of a file that has errors of its own."""
        said = file.document.data.get("extends")
        if isinstance(said, str) and not is_slug(said):
            known = {str(each.draft.values.get("name")): key for key, files in self._files.items() for _, each in files}
            known |= {key: key for key in self._files}
            meant = nearest(said, known)
            file.problems.hint(("extends",), f' (did you mean "{known[meant]}"?)' if meant else "")
        if file.draft.extends and file.draft.extends != file.draft.id:
            why = self._why_no_base(file, self._base_of(file))
            if why:
                file.draft.top.say(why, "extends")

    def _versions(self, identity: str) -> list[Version]:
        """The valid versions of a routine, lowest layer first."""
        good = self._good.get(identity)
        if good is None:
            files = self._files.get(identity, ())
            made = [(part, file, routine) for part, file in files if (routine := self._build(file))]
            good = self._good[identity] = made
        return good

    def _build(self, file: RoutineFile) -> Routine | None:
        """The routine of a file; the cached one while its base and the exercises that it names are the same."""
        base = self._base_of(file)
        if file.built is not None and file.built.base is base and self._holds(file.built):
            return file.built.routine
        file.problems.rewind()
        made = self._made(file, base)
        if made is None and file.stale and file.whole is not None:  # its base has changed: use the kept whole draft
            made = self._routine(file.whole)
            file.built = None if made is None else Built(made, self._exercises, file.whole, base)
        if made is None:
            self.failed.add(file)
        return made

    def _holds(self, built: Built) -> bool:
        return built.holds_with(self._exercises, built.draft.names)

    def _made(self, file: RoutineFile, base: RoutineDraft | None) -> Routine | None:
        draft: RoutineDraft | None = file.draft
        file.built = None
        if file.draft.extends:
            why = self._why_no_base(file, base)
            if why:
                file.draft.top.say(why, "extends")
            draft = _whole(file.draft, base) if base is not None and not why else None
        made = self._routine(draft) if draft is not None else None
        if made is None or draft is None:
            return None
        file.built = Built(made, self._exercises, draft, base)
        if draft is not file.draft:
            file.whole = draft
        if self._advises and not file.stale:
            from coach.library.formats.advice import advise_routine

            advise_routine(made, draft, self._exercises)
            if file.draft.extends:
                from coach.library.formats.routine_keys.change_words import advise_changes

                advise_changes(draft.values, self._exercises, file.draft.extends, file.problems)
        return made

    def _routine(self, draft: RoutineDraft) -> Routine | None:
        made = build(draft, self._exercises, self._broken)
        if made is None or not draft.extends:
            return made
        from coach.library.formats.routine_keys.change_words import changes_in_words

        return replace(made, extends=draft.extends, changes=changes_in_words(draft.values, self._exercises))

    # --- what it extends --------------------------------------------------------------------------------------------

    def _base_of(self, file: RoutineFile) -> RoutineDraft | None:
        """The whole draft of the routine that a file extends; None when it extends none, or none that is usable."""
        if not file.draft.extends or self._chain(file)[-1] == file.draft.id:
            return None
        good = self._versions(file.draft.extends) if len(self._chain(file)) <= DEEPEST else []
        built = good[-1][1].built if good else None
        return built.draft if built else None

    def _chain(self, file: RoutineFile) -> list[str]:
        """The ids of the routines below a file, each extended by the one before; a cycle ends where it closes."""
        chain: list[str] = []
        below = file.draft.extends
        while below and below not in chain and len(chain) <= DEEPEST:
            chain.append(below)
            files = self._files.get(below, ())
            below = files[-1][1].draft.extends if files else None
            if chain[-1] == file.draft.id:
                break
        return chain

    def _why_no_base(self, file: RoutineFile, base: RoutineDraft | None) -> str:
        """What is wrong with the routine that a file extends; empty when nothing is."""
        identity, chain = file.draft.extends or "", self._chain(file)
        if chain[-1] == file.draft.id:
            around = " → ".join((file.draft.id, *chain))
            return f"extends goes round in a circle: {around}; one of them must extend nothing, or another one"
        if len(chain) > DEEPEST:
            return (
                f"extends goes more than {DEEPEST} deep: {' → '.join((file.draft.id, *chain))}; extend one further down"
            )
        if base is not None:
            return ""
        if identity in self._files or identity in self._broken_routines:
            wrong = next((each for each in reversed(chain) if not self._versions(each)), identity)
            whose = "its own file has errors" if wrong == identity else f'"{wrong}", which it is made of, has errors'
            return f'the routine "{identity}" cannot be extended: {whose}'
        guess = did_you_mean(identity, self._files) or f"; add its file first: {identity}.toml"
        return f'there is no routine "{identity}" to extend{guess}'


def _whole(draft: RoutineDraft, base: RoutineDraft) -> RoutineDraft | None:
    from coach.library.formats.routine_keys.extended import made_whole  # imported late: few starts need it

    return made_whole(draft, base)
