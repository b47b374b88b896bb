"""One test for the sync and the async client of an SDK."""

import asyncio
import contextlib
import inspect
from dataclasses import dataclass, field


@dataclass
class Drained:
    """What a stream gave until it ended, and what ended it if it was an exception."""

    items: list = field(default_factory=list)
    error: Exception | None = None

    def unbroken(self):
        """The items of a stream that nothing broke."""
        if self.error is not None:
            raise self.error
        return self.items


class Both:
    """Runs what a client returns: the value of a sync one, the awaitable of an async one."""

    def __init__(self, is_async):
        self.is_async = is_async
        self.loop = asyncio.new_event_loop() if is_async else None

    def __call__(self, value):
        return self.loop.run_until_complete(value) if inspect.isawaitable(value) else value

    def all(self, start, count):
        """The results of `start(0)`, `start(1)`, ..., which run at the same time."""
        if self.is_async:
            return self(self._gather([start(index) for index in range(count)]))
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(max_workers=count) as pool:
            return list(pool.map(start, range(count)))

    def drain(self, stream):
        """Reads a stream to its end, whatever that is."""
        drained = Drained()
        try:
            stream = self(stream)
            if self.is_async:
                self(_collect(stream, drained.items))
            else:
                for item in stream:
                    drained.items.append(item)
        except Exception as error:  # The tests say which one it must be.
            drained.error = error
        return drained

    @contextlib.contextmanager
    def opened(self, manager):
        """Inside of a sync or an async context manager."""
        if self.is_async:
            entered = self(manager.__aenter__())
            try:
                yield entered
            finally:
                self(manager.__aexit__(None, None, None))
        else:
            with manager as entered:
                yield entered

    def close(self):
        if self.loop is not None:
            self(self.loop.shutdown_asyncgens())
            self.loop.close()

    @staticmethod
    async def _gather(awaitables):
        return await asyncio.gather(*awaitables)


async def _collect(stream, items):
    async for item in stream:
        items.append(item)
