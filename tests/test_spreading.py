"""Work spread over processes: the same results in the same order, and nothing left running."""

import multiprocessing
import os
import signal
import time
from functools import partial

import pytest

from geo_events.errors import GeoEventsError
from geo_events.pipeline.spreading import spread


def square(number):
    time.sleep(0.002 if number % 7 == 0 else 0)  # later ones may be done sooner
    return number * number, os.getpid()


def fail_at(bad, number):
    if number == bad:
        raise ValueError(f"{number} is bad")
    return number


def die_at(bad, number):
    if number == bad:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.fixture(autouse=True)
def _no_process_is_left():
    yield
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 5, 16, 17, 100])
def test_results_come_in_the_order_of_the_items(processes, count):
    results = list(spread(square, iter(range(count)), processes=processes))
    assert [result for result, _ in results] == [number * number for number in range(count)]


def test_many_items_go_to_several_processes_and_few_to_none():
    own = os.getpid()
    assert {process for _, process in spread(square, range(10), processes=2)} == {own}
    assert len({process for _, process in spread(square, range(300), processes=2)} - {own}) == 2


def test_items_are_read_a_few_ahead_only():
    read = []

    def items():
        for number in range(1_000):
            read.append(number)
            yield number

    done = 0
    for _ in spread(square, items(), processes=2):
        done += 1
        assert len(read) - done < 100
    assert done == len(read) == 1_000


def test_what_the_work_raises_ends_the_run():
    found = spread(partial(fail_at, 200), range(1_000), processes=2)
    results = []
    with pytest.raises(ValueError, match="200 is bad"):
        results.extend(found)
    assert results == list(range(200 - 200 % 8))


def test_a_process_that_dies_is_told_and_does_not_hang_the_run():
    with pytest.raises(GeoEventsError, match="--processes 1"):
        list(spread(partial(die_at, 50), range(100), processes=2))


def test_a_reader_that_stops_early_ends_the_processes():
    found = spread(square, range(100_000), processes=2)
    assert [next(found)[0] for _ in range(100)] == [number * number for number in range(100)]
    found.close()
