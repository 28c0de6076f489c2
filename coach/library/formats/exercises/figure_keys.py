"""The keys of a ``[figure]``, by which an exercise is drawn; for what they mean see ``domain.figures.figure``.

Whatever is valid here can be drawn: every number is bounded, and every joint and place is a known name.
"""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from coach.domain.figures.figure import (
    BASES,
    MIDDLE_JOINTS,
    MOST_DEGREES,
    MOST_MUSCLES,
    MOST_POSES,
    MOST_PROPS,
    SIDE_JOINTS,
    SIDES,
    Figure,
    Muscle,
    Place,
    Pose,
    Prop,
    PropKind,
    Spot,
    View,
)
from coach.library.toml.checker import Field, Table, shown_value
from coach.library.toml.fields import Flag, OneOf, Schema, SomeOf, table_schema
from coach.library.toml.lists import tables_in

_BOTH = "both"
_TIED = (PropKind.BAND, PropKind.TOWEL)


class NumberField:
    """A number from ``low`` to ``high``, whole or not; ``unit`` follows in messages."""

    def __init__(self, low: float, high: float, unit: str = "") -> None:
        self.low, self.high = low, high
        self.bounds = f"a number from {low:g} to {high:g} {unit}".rstrip()

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "number", "minimum": self.low, "maximum": self.high}

    def read(self, value: object, table: Table, key: str) -> float | None:
        """The number as a float."""
        if type(value) in (int, float) and self.low <= value <= self.high:  # type: ignore[operator]
            return float(value)  # type: ignore[arg-type]
        found = "no finite number" if type(value) is float and not isfinite(value) else shown_value(value)
        table.wrong(key, f"must be {self.bounds}, got {found}")
        return None


class _Joints:
    """The joints of one side, or of both."""

    fields: Mapping[str, Field] = dict.fromkeys(SIDE_JOINTS, NumberField(-MOST_DEGREES, MOST_DEGREES, "degrees"))

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return table_schema(self.fields)

    def read(self, value: object, table: Table, key: str) -> dict[str, float] | None:
        """The angles by joint."""
        if type(value) is not dict:
            table.wrong(key, f"must be joints and their degrees, as in {{ hip = 90 }}, got {shown_value(value)}")
            return None
        return table.inside(key, value).read(self.fields)


class _Poses:
    """The ``[[figure.pose]]`` tables."""

    fields: Mapping[str, Field] = {
        "base": OneOf(tuple(BASES)),
        "seconds": NumberField(0.1, 30, "seconds"),
        **dict.fromkeys(MIDDLE_JOINTS, NumberField(-MOST_DEGREES, MOST_DEGREES, "degrees")),
        **dict.fromkeys((_BOTH, *SIDES), _Joints()),
    }

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "array", "minItems": 1, "maxItems": MOST_POSES, "items": table_schema(self.fields)}

    def read(self, value: object, table: Table, key: str) -> tuple[Pose, ...] | None:
        """The poses: each is its base, or the pose before it, with its own angles over it."""
        listed = tables_in(value, table, key, MOST_POSES, "[[figure.pose]]")
        if listed is None:
            return None
        if not listed and not value:
            table.wrong(key, "must be there at least once")
        poses: list[Pose] = []
        for index, data in listed:
            pose = Table(data, table.problems, (*table.path, key, index), f"figure.pose {index + 1}").read(self.fields)
            before = dict(poses[-1].angles) if poses else {}
            poses.append(_pose(pose, BASES[pose["base"]] if "base" in pose else before))
        return tuple(poses)


def _pose(values: Mapping[str, Any], start: Mapping[str, float]) -> Pose:
    angles = {**start, **{joint: values[joint] for joint in MIDDLE_JOINTS if joint in values}}
    for group in (_BOTH, *SIDES):  # a side's own angle overrides that of both, whatever their order in the file
        for side in SIDES if group == _BOTH else (group,):
            angles |= {f"{side}_{joint}": angle for joint, angle in values.get(group, {}).items()}
    return Pose(tuple(sorted((joint, angle) for joint, angle in angles.items() if angle)), values.get("seconds", 1.0))


class _Props:
    """The ``[[figure.prop]]`` tables."""

    fields: Mapping[str, Field] = {
        "kind": OneOf(PropKind),
        "at": OneOf(Place),
        "to": OneOf(Place),
        "x": NumberField(-200, 200),
        "y": NumberField(-200, 200),
        "width": NumberField(0, 200),
        "height": NumberField(0, 200),
    }

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        free = [kind.value for kind in PropKind if kind not in _TIED]
        tied = [{"properties": {"kind": {"enum": free}}}, {"required": ["at", "to"]}]
        items = table_schema(self.fields, ("kind",), anyOf=tied)
        return {"type": "array", "maxItems": MOST_PROPS, "items": items}

    def read(self, value: object, table: Table, key: str) -> tuple[Prop, ...] | None:
        """The props."""
        props = []
        for index, data in tables_in(value, table, key, MOST_PROPS, "[[figure.prop]]") or ():
            inner = Table(data, table.problems, (*table.path, key, index), f"figure.prop {index + 1}", "kind")
            values = inner.read(self.fields, ("kind",))
            kind = values.get("kind")
            if kind in _TIED and not {"at", "to"} <= data.keys():
                inner.say("goes from one place to another: it needs at and to", "kind")
            if kind is not None:
                props.append(Prop(place=values.pop("at", None), **values))
        return tuple(props)


class _Starts(SomeOf):
    """Where a muscle begins: at least one place."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {**super().schema(), "minItems": 1}


class _Muscles:
    """The ``[[figure.muscle]]`` tables."""

    fields: Mapping[str, Field] = {
        "from": _Starts(Spot),
        "through": SomeOf(Spot),
        "to": OneOf(Spot),
        "side": OneOf(SIDES),
    }

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "array", "maxItems": MOST_MUSCLES, "items": table_schema(self.fields, ("from", "to"))}

    def read(self, value: object, table: Table, key: str) -> tuple[Muscle, ...] | None:
        """The muscles."""
        muscles = []
        for index, data in tables_in(value, table, key, MOST_MUSCLES, "[[figure.muscle]]") or ():
            inner = Table(data, table.problems, (*table.path, key, index), f"figure.muscle {index + 1}")
            given = inner.read(self.fields, ("from", "to"))
            if "from" in given and not given["from"]:
                inner.wrong("from", "must name at least one place on the bones")
            elif {"from", "to"} <= given.keys():
                through, side = given.get("through", ()), given.get("side")
                muscles.append(Muscle(start=given["from"], end=given["to"], through=through, side=side))
        return tuple(muscles)


class FigureTable:
    """A ``[figure]`` table."""

    fields: Mapping[str, Field] = {
        "view": OneOf(View),
        "anchor": OneOf(Place),
        "cycle": Flag(),
        "hangs": Flag(),
        "swing": NumberField(-90, 90, "degrees"),
        "above": NumberField(0, 60, "degrees"),
        "bones": Flag(),
        "close_up": Flag(),
        "pose": _Poses(),
        "prop": _Props(),
        "muscle": _Muscles(),
    }

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return table_schema(self.fields, ("pose",))

    def read(self, value: object, table: Table, key: str) -> Figure | None:
        """The figure; None if it has errors, which are reported."""
        if type(value) is not dict:
            table.wrong(key, "must be a table [figure]")
            return None
        before = table.problems.errors
        inner = table.inside(key, value)
        values = inner.read(self.fields, ("pose",))
        if table.problems.errors > before:
            return None
        poses, props, muscles = values.pop("pose"), values.pop("prop", ()), values.pop("muscle", ())
        if (muscles or values.get("close_up")) and not values.get("bones"):
            inner.say("muscles and a close-up are drawn on bones: write bones = true", "bones")
            return None
        return Figure(poses=poses, props=props, muscles=muscles, **values)
