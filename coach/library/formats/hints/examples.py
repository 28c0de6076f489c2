"""An example or more for each key: editors offer them, the pages show the first. Each is right by itself (tested)."""

from collections.abc import Mapping
from datetime import date

from coach.library.formats.hints.value import Value

_SHARED: Mapping[str, tuple[Value, ...]] = {
    "format": (1,),
    "id": ("my-care",),
    "name": ("My care",),
    "about": ("What my physio gave me.",),
    "sources": (["my physio"], ["S1", "coach"]),
    "easier": ("dead-bug",),
    "harder": ("side-plank",),
    "phases": (["recovery", "maintenance"], ["acute"]),
}

_ROUTINE: Mapping[str, tuple[Value, ...]] = {
    "routine.kind": ("mixed",),
    "every_days": (2,),
    "suggest": (False,),
    "step.exercise": ("psoas-stretch",),
    "priority": (1, 9),
    "adapt.amber_from": (3,),
    "adapt.red_from": (5,),
}

_DOSE: Mapping[str, tuple[Value, ...]] = {
    "hold": (30, {"from": 20, "to": 30, "step": 5}, "max"),
    "reps": (10, {"from": 8, "to": 12}),
    "sets": (2, {"from": 2, "to": 3}),
    "rest": (30,),
    "tempo": ([2, 1, 2],),
    "resistance": (["no band", "light band"],),
    "floor": (6,),
    "from": (20,),
    "to": (30,),
    "hold.step": (5,),
    "reps.from": (8,),
    "reps.to": (12,),
    "reps.step": (2,),
    "sets.from": (2,),
    "sets.to": (3,),
    "sets.step": (1,),
}

_EXERCISE: Mapping[str, tuple[Value, ...]] = {
    "exercise.id": ("wall-lean",),
    "exercise.name": ("Wall lean",),
    "exercise.kind": ("stretch",),
    "exercise.sides": ("each",),
    "muscles": (["psoas", "quadriceps"],),
    "needs": (["mat"], ["wall"], ["light band"]),
    "positions": (["kneeling"],),
    "loads_hip_flexors": (True,),
    "why": ("It lengthens the front of the hip, which sitting shortens.",),
    "why_sources": (["S1"],),
    "steps": (["Stand a step from the wall.", "Lean in until the front of the hip pulls."],),
    "say": ("Lean in, and tuck the tail under.",),
    "feel": ("A gentle pull at the front of the hip.",),
    "faults": (["The back arches: lean less."],),
    "cautions": (["Stop if the groin pinches."],),
    "view": ("front",),
    "anchor": ("right_foot",),
    "cycle": (True,),
    "hangs": (True,),
    "swing": (30,),
    "above": (20,),
    "bones": (True,),
    "close_up": (True,),
    "pose.base": ("kneeling",),
    "pose.seconds": (2,),
    "pose.both": ({"hip": 90, "knee": 90},),
    "pose.left": ({"hip": -15, "knee": 90},),
    "pose.right": ({"hip": 90, "knee": 90},),
    "lean": (10,),
    "tilt": (-90,),
    "turn": (45,),
    "twist": (30,),
    "bend": (20,),
    "neck": (15,),
    "hip": (90,),
    "hip_out": (20,),
    "hip_turn": (30,),
    "knee": (90,),
    "ankle": (-20,),
    "shoulder": (90,),
    "shoulder_out": (90,),
    "shoulder_turn": (20,),
    "elbow": (90,),
    "prop.kind": ("wall",),
    "prop.at": ("left_foot",),
    "prop.to": ("right_foot",),
    "prop.x": (30,),
    "prop.y": (0,),
    "prop.width": (20,),
    "prop.height": (45,),
    "muscle.from": (["lumbar-top", "lumbar-bottom"],),
    "muscle.through": (["pelvis-rim"],),
    "muscle.to": ("thigh-bone",),
    "muscle.side": ("left",),
}

_COURSE: Mapping[str, tuple[Value, ...]] = {
    "course.id": ("twelve-weeks",),
    "course.name": ("Twelve weeks",),
    "course.about": ("From the floor to strong hips.",),
    "course.suits": (["painful", "weak"],),
    "per_week": (3,),
    "between": (["five-minute-mobility"],),
    "a_day": ({"desk-break": 2},),
    "running": ("return-to-run",),
    "before_run": (["before-run"],),
    "after_run": (["after-run"],),
    "block.id": ("foundation",),
    "block.name": ("Foundation",),
    "block.phases": (["recovery"],),
    "block.train": (["rehab-foundation"], ["hip-flexor-loading", "rehab-foundation"]),
    "block.weekdays": ({"mon": "rehab-foundation", "thu": "hip-flexor-loading"},),
    "block.until": ({"sessions": 9, "days": 21, "green": 4},),
    "at_most_weeks": (6,),
    "until.sessions": (9,),
    "until.days": (21,),
    "until.green": (4,),
    "until.worst": (2,),
    "until.not_before": (date(2026, 12, 9),),
    "until.clinician": (True,),
    **{f"weekdays.{day}": ("rehab-foundation",) for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")},
}

_LESSONS: Mapping[str, tuple[Value, ...]] = {
    "lessons.id": ("our-club",),
    "lessons.name": ("Our club",),
    "lessons.order": (60,),
    "card.id": ("our-hill",),
    "card.title": ("Our hill",),
    "card.says": (["Walk it until running on the flat is easy."],),
    "card.differs": ("One source says hills build strength, another that they flare the hip up: both hold.",),
    "card.moment": ("amber-run",),
    "question.id": ("hill-first",),
    "question.asks": ("Is the hill for the first week?",),
    "question.answers": (["Yes", "No"],),
    "question.right": (2, True),
    "question.explains": ("First the flat, then the hill.",),
    "question.differs": ("One source allows short hills.",),
    "question.card": ("our-hill",),
}

_SETTINGS: Mapping[str, tuple[Value, ...]] = {
    "session.get_ready": (10,),
    "session.switch": (5,),
    "settings.session.rest": (125,),
    "session.pace": ("key",),
    "session.explain": (False,),
    "look.theme": ("light",),
    "look.contrast": ("high",),
    "look.motion": ("reduced",),
    "look.units": ("imperial",),
    "editor.complete": ("tab",),
    "sound.voice": ("on",),
    "sound.bell": (True,),
    "sound.words": ("all",),
    "sound.command": (["say", "{text}"],),
    **{
        f"table.{moment}": ({"bell": 2, "say": "brief"},)
        for moment in (
            "get-ready", "work", "switch", "rest", "halfway", "count", "rep", "tempo", "set-done", "paused", "go-on",
            "longer", "easier", "end",
        )
    },
    "settings.bell": (2,),
    "settings.say": ("brief",),
    "profile.group": ("my-club",),
}  # fmt: skip

_CAPS: Mapping[str, tuple[Value, ...]] = {
    "caps.phase": ("recovery",),
    "caps.run_stage": (6,),
    "caps.strength_days": (2,),
    "caps.sets": (3,),
    "caps.reps": (12,),
    "caps.hold": (30,),
    "caps.rungs": (2,),
}

EXAMPLES: Mapping[str, tuple[Value, ...]] = {
    **_CAPS, **_LESSONS, **_SHARED, **_ROUTINE, **_COURSE, **_DOSE, **_EXERCISE, **_SETTINGS,
}  # fmt: skip
"""By the ending of a key's path (``lookup``), best first. Tables of tables need none: they are headers."""
