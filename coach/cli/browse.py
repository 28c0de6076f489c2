"""The library and today: ``coach list``, ``exercises``, ``show`` and ``next``."""

from argparse import Namespace

from coach.cli.context import opened, refuse_broken, unknown, warn_of_future
from coach.cli.errors import DONE, REST
from coach.cli.shapes import as_json, card_shape, course_shape, exercise_shape, plan_shape, routine_shape
from coach.library.shelf.in_use import Library


def routines(args: Namespace) -> int:
    """All routines, with the minutes that today's plan takes."""
    with opened(args) as coach:
        training = coach.training
        catalogue, origins = training.catalogue, training.library.origins
        rows = [
            routine_shape(
                routine,
                minutes=training.today.usual_minutes(training.today.plan(routine.id)),
                needs=catalogue.kit(routine),
                origin=origins["routine", routine.id],
            )
            for routine in sorted(catalogue.routines.values(), key=lambda routine: routine.id)
        ]
    if args.json:
        print(as_json(rows))
    else:
        from coach.cli.pages import print_routines

        print_routines(rows, [origins["routine", row["id"]] for row in rows])
    return DONE


def exercises(args: Namespace) -> int:
    """All exercises."""
    with opened(args) as coach:
        library = coach.training.library
    ordered = sorted(library.catalogue.exercises.values(), key=lambda exercise: exercise.id)
    rows = [exercise_shape(exercise, library.origins["exercise", exercise.id]) for exercise in ordered]
    if args.json:
        print(as_json(rows))
    else:
        from coach.cli.pages import print_exercises

        print_exercises(rows)
    return DONE


def show(args: Namespace) -> int:
    """Today's plan of a routine, an exercise's card, or a course; in this order where several have the id."""
    with opened(args) as coach:
        training = coach.training
        catalogue = training.catalogue
        if args.name in catalogue.routines:
            training.sessions.interrupted()  # a session given up long ago becomes a record, which the plan must know
            warn_of_future(coach)
            plan = training.today.plan(args.name)
            if args.json:
                print(as_json(plan_shape(plan)))
                return DONE
            from coach.cli.pages import print_plan

            print_plan(plan, catalogue.routines[args.name], minutes=training.today.usual_minutes(plan))
            if plan.allowed:
                from coach.plain.plan_lines import fitted_lines

                for line in fitted_lines(plan, training.today.fitted(plan, None, training.not_at_hand())):
                    print(line)
            return DONE
        exercise = catalogue.exercises.get(args.name)
        if exercise is None:
            return _show_course(args, training.library)
        origin = training.library.origins["exercise", exercise.id]
        if args.json:
            print(as_json(card_shape(exercise, origin)))
            return DONE
        from coach.cli.pages import print_card

        print_card(exercise, origin)
        return DONE


def _show_course(args: Namespace, library: Library) -> int:
    """A course; where there is none of this name, RefusedError with what there is."""
    catalogue = library.catalogue
    course = catalogue.courses.get(args.name)
    if course is None:
        refuse_broken(args.name, library)
        named = {exercise.id: exercise.name for exercise in catalogue.exercises.values()}
        named |= {each.id: each.name for each in catalogue.courses.values()}
        named |= {routine.id: routine.name for routine in catalogue.routines.values()}
        raise unknown(args.name, "routine, exercise or course", named, "coach list, coach exercises")
    origin = library.origins["course", course.id]
    if args.json:
        print(as_json(course_shape(course, origin)))
    else:
        from coach.cli.pages import print_course

        print_course(course, {routine.id: routine.name for routine in catalogue.routines.values()}, origin)
    return DONE


def due(args: Namespace) -> int:
    """One line: what is due today and why. 0 due, 3 rest."""
    with opened(args) as coach:
        training = coach.training
        training.sessions.interrupted()
        warn_of_future(coach)
        suggestion = training.today.suggestion()
        lock = training.standing().lock
        if lock.is_on:
            print(lock.in_words())
            return REST
        if suggestion.runs:
            print(suggestion.why)
            return DONE
        if suggestion.routine is None:
            print(suggestion.why if suggestion.why.startswith("Rest") else f"Rest today. {suggestion.why}")
            return REST
        plan = training.today.plan(suggestion.routine)
        print(f"{plan.name} ({plan.routine}), {training.today.minutes(plan)} min: {suggestion.why}")
        return DONE
