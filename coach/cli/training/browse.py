"""Look up the library and what is due today: ``coach list``, ``exercises``, ``show`` and ``next``."""

from argparse import Namespace

from coach.cli.base.context import opened_coach, refuse_broken, refuse_renamed, unknown_id, warn_of_future
from coach.cli.base.shapes import (
    as_json,
    begun_shape,
    card_shape,
    course_shape,
    due_shape,
    exercise_shape,
    plan_shape,
    routine_shape,
)
from coach.domain.courses.diary import Suggestion
from coach.domain.today.refusal_words import in_two_words
from coach.services.today import foretold, next_run
from coach.services.training import Training
from coach.system.exit_codes import DONE, REST


def routines(args: Namespace) -> int:
    """Print all routines, with the minutes that today's plan of each takes, or why it is not for today."""
    with opened_coach(args) as coach:
        training = coach.training
        catalogue, origins, today = training.catalogue, training.library.origins, training.today
        plans = [today.plan(routine_id) for routine_id in sorted(catalogue.routines)]
        rows = [
            routine_shape(
                catalogue.routines[plan.routine],
                minutes=today.minutes_as_begun(plan),
                needs=catalogue.kit(catalogue.routines[plan.routine]),
                origin=origins["routine", plan.routine],
            )
            for plan in plans
        ]
        refusals = [today.refused(plan.routine) for plan in plans]
    if args.json:
        print(as_json(rows))
    else:
        from coach.cli.base.pages import print_routines

        closed = [in_two_words(refused) if refused else "" for refused in refusals]
        print_routines(rows, plans, closed, [origins["routine", row["id"]] for row in rows])
    return DONE


def exercises(args: Namespace) -> int:
    """Print all exercises."""
    with opened_coach(args) as coach:
        library = coach.training.library
    ordered = sorted(library.catalogue.exercises.values(), key=lambda exercise: exercise.id)
    rows = [exercise_shape(exercise, library.origins["exercise", exercise.id]) for exercise in ordered]
    if args.json:
        print(as_json(rows))
    else:
        from coach.cli.base.pages import print_exercises

        print_exercises(rows)
    return DONE


def show(args: Namespace) -> int:
    """Print today's plan of a routine, an exercise's card, or a course; the first of these that has the id."""
    with opened_coach(args) as coach:
        training = coach.training
        catalogue = training.catalogue
        if args.name in catalogue.routines:
            training.sessions.interrupted()  # turns an abandoned session into a record, which the plan must know
            warn_of_future(coach)
            plan = training.today.plan(args.name)
            if args.json:
                begun = training.today.as_begun(plan)
                shape = begun_shape(begun, training.today.minutes(begun)) if begun.asked else None
                print(as_json(plan_shape(plan) | {"begun": shape}))
                return DONE
            from coach.cli.base.pages import print_plan

            print_plan(plan, catalogue.routines[args.name], minutes=training.today.minutes_as_begun(plan))
            if plan.allowed:
                from coach.plain.plan_lines import fitted_lines

                for line in fitted_lines(plan, training.today.fitted(plan, None, training.not_at_hand())):
                    print(line)
            return DONE
        exercise = catalogue.exercises.get(args.name)
        if exercise is None:
            return _show_course(args, training)
        origin = training.library.origins["exercise", exercise.id]
        if args.json:
            print(as_json(card_shape(exercise, origin)))
            return DONE
        from coach.cli.base.pages import print_card

        print_card(exercise, origin)
        return DONE


def _show_course(args: Namespace, training: Training) -> int:
    """Print a course. Raises RefusedError, with similar names, if there is nothing of this id."""
    library, catalogue = training.library, training.catalogue
    course = catalogue.courses.get(args.name)
    if course is None:
        refuse_broken(args.name, library)
        refuse_renamed(args.name, training.store)
        named = {exercise.id: exercise.name for exercise in catalogue.exercises.values()}
        named |= {each.id: each.name for each in catalogue.courses.values()}
        named |= {routine.id: routine.name for routine in catalogue.routines.values()}
        raise unknown_id(args.name, "routine, exercise or course", named, "coach list, coach exercises")
    origin = library.origins["course", course.id]
    if args.json:
        print(as_json(course_shape(course, origin)))
    else:
        from coach.cli.base.pages import print_course

        print_course(course, {routine.id: routine.name for routine in catalogue.routines.values()}, origin)
    return DONE


def due(args: Namespace) -> int:
    """Print what is due today and why, as a line, as JSON or as a desktop notice; return 0 (due) or 3 (rest)."""
    with opened_coach(args) as coach:
        training = coach.training
        training.sessions.interrupted()
        warn_of_future(coach)
        suggestion = foretold(training)
        lock = training.standing().lock
        is_due = not lock.is_on and (suggestion.routine is not None or suggestion.runs)
        line = lock.in_words() if lock.is_on else _in_a_line(training, suggestion)
        if args.json:
            now = training.clock.now()
            print(as_json(due_shape(suggestion, training.standing(), next_run(training), now, is_due=is_due)))
        elif args.notify:
            from coach.cli.training.reminders import notify

            if is_due:
                notify(line)
        else:
            print(line)
    return DONE if is_due else REST


def _in_a_line(training: Training, suggestion: Suggestion) -> str:
    if suggestion.routine is not None:
        plan = training.today.plan(suggestion.routine)
        return f"{plan.name_with_id}, {training.today.minutes_as_begun(plan)} min: {suggestion.text}"
    if suggestion.runs or suggestion.headline or suggestion.why.startswith("Rest"):
        return suggestion.text
    return f"Rest today. {suggestion.text}"
