"""Spreading work on many items over processes: in order, in bounded memory, with the same results."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import wait
from typing import Any, Final, TypeVar

from geo_events.errors import GeoEventsError

Item = TypeVar("Item")
Result = TypeVar("Result")

#: So many items are done before other processes are started: a handful isn't worth it, and what the work
#: remembers of these the processes begin with. Of items that take long it is a lot where processes begin at
#: once.
_ALONE: Final = 16
#: Items that go to a process at once: few at first, so that all have work soon, then more, since handing a
#: lot over costs as much as geoparsing a third of an article. As many items are on their way for a process.
_FIRST_LOT: Final = 8
_LARGEST_LOT: Final = 32
#: By default no more processes: one alone reads and writes for all.
_MOST: Final = 8


def usable_cores() -> int:
    """Count the cores that this process may use, of which the first eight are worth using."""
    if hasattr(os, "sched_getaffinity"):
        return min(_MOST, len(os.sched_getaffinity(0)))
    return min(_MOST, os.cpu_count() or 1)


def spread(
    work: Callable[[Item], Result], items: Iterable[Item], *, processes: int, lot: int = _LARGEST_LOT
) -> Iterator[Result]:
    """Apply a function to many items.

    Parameters
    ----------
    work
        Called with each item; pickled where the system doesn't fork. What it raises ends the run.
    items
        Read as the work goes on, a few ahead.
    processes
        How many share the work; with one all is done in this one.
    lot
        The most items that go to a process at once; small ones where an item takes long, so that none waits
        for another's lot.

    Yields
    ------
    Any
        The results, in the order of the items.

    Raises
    ------
    GeoEventsError
        If a process died, as it does where memory is short.
    """
    coming = iter(items)
    if processes <= 1:
        yield from map(work, coming)
        return
    context = _context()
    alone = min(_ALONE, lot) if context.get_start_method() == "fork" else _ALONE
    yield from map(work, islice(coming, alone))
    lots = _lots(coming, largest=lot)
    first = next(lots, None)
    if first is None:
        return
    pool = ProcessPoolExecutor(processes, context, _begin, (work,))
    waiting: deque[Future[list[Any]]] = deque()
    try:
        with _undisturbed():
            waiting.append(pool.submit(_work_on, first))
        for each in lots:
            waiting.append(pool.submit(_work_on, each))
            while waiting[0].done() or len(waiting) > processes * _LARGEST_LOT // lot:
                yield from waiting.popleft().result()
                if not waiting:
                    break
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise GeoEventsError(
            "a process that shares the work died, as one does where memory is short; go on with --processes 1"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _lots(items: Iterator[Any], *, largest: int) -> Iterator[list[Any]]:
    """Part items into lots, each twice as large as the one before up to the largest."""
    size = min(_FIRST_LOT, largest)
    while lot := list(islice(items, size)):
        yield lot
        size = min(2 * size, largest)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold an interrupt back: while processes begin, one that comes would be lost in what runs at a fork."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _context() -> multiprocessing.context.BaseContext:
    """Fork on Linux, where that is safe: the processes share what is loaded, and begin at once."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else None)


#: In a process of the pool: the function that it applies.
_works: list[Callable[[Any], Any]] = []


def _begin(work: Callable[[Any], Any]) -> None:
    """Make a process of the pool ready."""
    _works[:] = [work]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that reads is interrupted, and ends the others
    gc.freeze()  # what was there before is never rubbish; to look at it again would copy the shared memory
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    """End this process when the one that started it has ended, however that came."""
    wait([sentinel])
    os._exit(1)


def _work_on(lot: list[Any]) -> list[Any]:
    (work,) = _works
    return [work(item) for item in lot]
