"""Calling what blocks from a thread of its own, which nobody has to wait for at the end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import ParamSpec, TypeVar

_Asked = ParamSpec("_Asked")
_Result = TypeVar("_Result")


async def in_thread(
    function: Callable[_Asked, _Result], *args: _Asked.args, **kwargs: _Asked.kwargs
) -> _Result:
    """Return what ``function`` returns, or raise what it raises.

    Each call has its own thread, so that none waits for another; Python does not wait for them
    when it ends. After a cancellation the thread runs on, and its result is dropped.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[_Result] = loop.create_future()

    def settle(result: _Result) -> None:
        if not future.done():
            future.set_result(result)

    def fail(error: BaseException) -> None:
        if not future.done():
            future.set_exception(error)

    def work() -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            try:
                result = function(*args, **kwargs)
            except BaseException as error:
                loop.call_soon_threadsafe(fail, error)
            else:
                loop.call_soon_threadsafe(settle, result)

    Thread(target=work, daemon=True).start()
    return await future
