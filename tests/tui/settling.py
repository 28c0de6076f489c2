"""Waits until the app has nothing left to do: exactly, where Textual guesses it from an idle processor.

Textual's tests sleep at least 20 ms, three times a key. Here every message queue is asked, so that a key costs what it
does and a busy machine changes nothing. It looks inside Textual (8.2), which constraints.txt pins.

Where no terminal is (``drawn_once``), a screen is drawn whenever it has come to rest, not several times on the way
there, as the clock would have it; and its style sheets are parsed once, not for each of a thousand apps.
"""

import asyncio
from collections.abc import Callable, Hashable, Iterable
from time import monotonic
from types import FunctionType, MethodType

import pytest
from textual._callback import _count_parameters
from textual._context import active_app, visible_screen_stack
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region
from textual.message_pump import MessagePump
from textual.screen import Screen

PATIENCE_S = 120.0
QUIET_TURNS = 2
"""Turns of the event loop in which nothing ran, and nobody waits for more than a message."""


async def settled(_min_sleep: float = 0, _max_sleep: float = PATIENCE_S) -> None:
    """In place of ``textual._wait.wait_for_idle``. Gives up after a long while: only a hang takes so long."""
    await at_rest()
    app = active_app.get()
    if app._running and app._screen_stacks[app._current_mode]:
        _draw(app.screen_stack[-1])


async def at_rest(_min_sleep: float = 0, _max_sleep: float = PATIENCE_S) -> None:
    """The same without a drawing: between two keys nobody looks."""
    app = active_app.get()
    deadline = monotonic() + PATIENCE_S
    quiet = 0
    last: MessagePump = app
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    while quiet < QUIET_TURNS and monotonic() < deadline and app._running:
        await asyncio.sleep(0)
        # What is ready to run runs first: only then is it worth while to ask all the queues.
        if ready or _is_busy(last) or app._resize_timer is not None or getattr(app, "_held", ()):
            quiet = 0
            continue
        screen = app.screen_stack[-1] if app._screen_stacks[app._current_mode] else None
        last = next(filter(_is_busy, _pumps(app, screen)), app)
        if _is_busy(last):
            quiet = 0
        elif screen is not None and _wants_drawing(screen):
            quiet = 0
            screen._on_timer_update()
        else:
            quiet += 1


def _pumps(app: MessagePump, screen: Screen[object] | None) -> Iterable[MessagePump]:
    return (app, *screen.walk_children(with_self=True)) if screen is not None else (app,)


def _is_busy(pump: MessagePump) -> bool:
    """Whether it has messages or handles one: else its task waits for the queue."""
    if pump._task is None or pump._closed or pump._closing:
        return False
    queue = pump._message_queue
    return not queue.empty() or bool(pump._next_callbacks) or not queue.ready_event._waiters  # type: ignore[attr-defined]


def _wants_drawing(screen: Screen[object]) -> bool:
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


# --- drawn once, parsed once ----------------------------------------------------------------------------------------

_compositor_refresh = Screen._compositor_refresh
_parse_rules = Stylesheet._parse_rules
_parsed: dict[Hashable, list[RuleSet]] = {}
_counted: dict[Hashable, int] = {}


def _draw(screen: Screen[object]) -> None:
    """Draw every widget that shows and has changed.

    They are put together into rows only for who looks (``Player.strips``).
    """
    app, compositor = screen.app, screen._compositor
    if compositor._dirty_regions and app.is_headless and screen is app.screen:
        visible_screen_stack.set(app._background_screens)
        crop = Region.from_union(compositor._dirty_regions).intersection(compositor.size.region)
        compositor._dirty_regions.clear()
        for _ in compositor._get_renders(crop):
            pass


def drawn_once(patch: pytest.MonkeyPatch) -> None:
    """Without a terminal, screens are drawn at rest only; style sheets that were parsed are not parsed again."""
    patch.setattr(Screen, "_compositor_refresh", _refresh_at_rest)
    patch.setattr(Stylesheet, "_parse_rules", _parse_once)
    # The same number, without a call of Python for it: each node asks for it of every rule, a million times a minute.
    patch.setattr(RuleSet, "__hash__", object.__hash__)
    patch.setattr("textual._callback._count_parameters", _count_once)


def _count_once(func: Callable[..., object]) -> int:
    """How many parameters it has; partials of one function, and its copies in closures, are not asked one by one."""
    kind, code = type(func), getattr(func, "__code__", None)
    # A method has its function's code, and a parameter less. What is wrapped may say that it has others than its code.
    if kind not in (FunctionType, MethodType) or code is None or hasattr(func, "__wrapped__"):
        return _count_parameters(func)
    if (kind, code) not in _counted:
        _counted[kind, code] = _count_parameters(func)
    return _counted[kind, code]


def _refresh_at_rest(screen: Screen[object]) -> None:
    """What is to be drawn stays marked in the compositor until all is at rest."""
    if screen.app.is_headless and screen is screen.app.screen:
        screen._dirty_widgets.clear()
        screen.app._update_mouse_over(screen)
    else:
        _compositor_refresh(screen)


def _parse_once(sheet: Stylesheet, css: str, *args: Hashable, **more: Hashable) -> list[RuleSet]:
    key = (css, args, tuple(more.items()), tuple(sheet._variables.items()))
    if key not in _parsed:
        _parsed[key] = _parse_rules(sheet, css, *args, **more)  # type: ignore[arg-type]
    return _parsed[key]
