"""Waits until the app has nothing left to do: exactly, where Textual guesses it from an idle processor.

Textual's tests sleep at least 20 ms, three times a key. Here every message queue is asked, so that a key costs what it
does and a busy machine changes nothing. It looks inside Textual (8.2), which constraints.txt pins.
"""

import asyncio
from collections.abc import Iterable
from time import monotonic

from textual._context import active_app
from textual.message_pump import MessagePump
from textual.screen import Screen

PATIENCE_S = 5.0
QUIET_TURNS = 6
"""Turns of the event loop without any work: a key passes from the driver to a queue in fewer."""


async def settled(_min_sleep: float = 0, _max_sleep: float = PATIENCE_S) -> None:
    """In place of ``textual._wait.wait_for_idle``. Gives up after some seconds, as that does after one."""
    app = active_app.get()
    deadline = monotonic() + PATIENCE_S
    quiet = 0
    last: MessagePump = app
    while quiet < QUIET_TURNS and monotonic() < deadline and app._running:
        await asyncio.sleep(0)
        if _is_busy(last) or app._resize_timer is not None:
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
