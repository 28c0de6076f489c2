"""What is other in today's plan, in one short line."""

import pytest
from msgspec.structs import replace

from coach.domain.exercises.dose import Dose, Prescription
from coach.domain.exercises.exercise import Exercise
from coach.domain.exercises.routine import Phase, RoutineKind
from coach.domain.planning.plan import Change, Plan, PlannedStep
from coach.domain.rules.light import Light
from coach.domain.today.in_short import in_short

from ...tui.playing import NOW, shipped

CATALOGUE = shipped().catalogue
