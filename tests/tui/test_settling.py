"""What waits until the app has nothing left to do waits for all of it, however many turns it takes."""

import asyncio

from textual.app import App

TURNS = 20


class Slow(App[int]):
    """An app that does what a key asks for only some turns of the event loop later."""

    done: tuple[str, ...] = ()

    def key_a(self) -> None:
        """Go round the event loop, past every message queue."""
        self._go_round("a", TURNS)

    async def key_b(self) -> None:
        """Wait within the handler."""
        for _ in range(TURNS):
            await asyncio.sleep(0)
        await asyncio.sleep(0.01)
        self.done += ("b",)

    def key_c(self) -> None:
        """From queue to queue."""
        self._from_queue_to_queue(TURNS)

    def _go_round(self, what: str, times: int) -> None:
        if times:
            asyncio.get_running_loop().call_soon(self._go_round, what, times - 1)
        else:
            self.done += (what,)

    def _from_queue_to_queue(self, times: int) -> None:
        if times:
            (self.screen if times % 2 else self).call_later(self._from_queue_to_queue, times - 1)
        else:
            self.done += ("c",)


async def test_a_key_is_over_when_all_that_follows_from_it_is() -> None:
    app = Slow()
    async with app.run_test() as pilot:
        for key in ("a", "b", "c"):
            await pilot.press(key)
            assert app.done[-1:] == (key,)
