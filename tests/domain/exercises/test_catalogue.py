"""A catalogue: the kit and the names in a routine, and in all of them."""

from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue

from ..builders import catalogue, reps, routine


def house() -> Catalogue:
    needs = {"bridge": ("mat",), "hang": ("bar", "band"), "plank": ("mat",)}
    made = catalogue(
        routine("main", [("hang", reps(5)), ("bridge", reps(10)), ("plank", reps(5)), ("hang", reps(3))]),
        routine("other", [("bridge", reps(8))]),
    )
    return replace(made, exercises={name: replace(one, needs=needs[name]) for name, one in made.exercises.items()})


def test_the_kit_of_a_routine_is_in_its_order_and_that_of_all_in_the_alphabets() -> None:
    known = house()
    assert known.kit(known.routines["main"]) == ("bar", "band", "mat")
    assert known.all_kit() == ("band", "bar", "mat")
    assert Catalogue().all_kit() == ()


def test_the_names_in_a_routine_are_each_there_once_and_none_in_one_that_is_no_more() -> None:
    assert list(house().names_in("main").items()) == [("hang", "hang"), ("bridge", "bridge"), ("plank", "plank")]
    assert house().names_in("gone") == {}
