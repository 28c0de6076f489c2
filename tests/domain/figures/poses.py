"""Strategies for the tests of figures: any figure that a file could hold."""

from hypothesis import strategies as st

from coach.domain.figures.figure import JOINTS, MOST_POSES, Figure, Place, Pose, Prop, PropKind, Turn, View

degrees = st.integers(-180, 180).map(float)
ways = st.floats(0, 1)
angles = st.dictionaries(st.sampled_from(JOINTS), degrees, max_size=8).map(lambda joints: tuple(joints.items()))
poses = st.builds(Pose, angles, st.floats(0.1, 30))
sizes = st.floats(0, 200)
props = st.builds(
    Prop,
    kind=st.sampled_from(PropKind),
    place=st.sampled_from(Place),
    to=st.sampled_from(Place),
    x=st.floats(-200, 200),
    y=st.floats(-200, 200),
    width=sizes,
    height=sizes,
)


def figures(most_poses: int = MOST_POSES) -> st.SearchStrategy[Figure]:
    """Any figure of one pose or more."""
    return st.builds(
        Figure,
        poses=st.lists(poses, min_size=1, max_size=most_poses).map(tuple),
        view=st.sampled_from(View),
        anchor=st.sampled_from(Place),
        cycle=st.booleans(),
        hangs=st.booleans(),
        swing=st.floats(-90, 90),
        above=st.floats(0, 60),
        props=st.lists(props, max_size=2).map(tuple),
        turn_of=st.sampled_from((None, *Turn)),
    )


def posed(*joints: dict[str, float], **more: object) -> Figure:
    """A figure with these poses, a second each."""
    return Figure(poses=tuple(Pose(tuple(each.items())) for each in joints), **more)  # type: ignore[arg-type]
