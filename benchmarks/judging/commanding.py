"""Running the command line as a user does: its lines, its time, and the memory of all its processes."""

import json
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_EVERY_SECONDS = 0.5


@dataclass(frozen=True)
class Ran:
    """What a run of the command took.

    Attributes
    ----------
    lines
        The number of lines printed.
    seconds
        From its start to its end.
    first_seconds
        From its start to its first line.
    cpu_seconds
        What all its processes computed, in user and system mode: what it takes of a machine that does other
        things as well.
    resident_mb, shared_once_mb
        The most that all its processes held at a time: each one's resident memory, and the same with memory
        that several share counted once.
    grown_mb
        What was held at the end beyond what was held after a fifth of the lines, memory shared counted once.
    """

    lines: int
    seconds: float
    first_seconds: float
    cpu_seconds: float
    resident_mb: float
    shared_once_mb: float
    grown_mb: float


def run(verb: str, inputs: Sequence[Path | str], output: Path, *options: str, expected: int = 0) -> Ran:
    """Run ``geo-events geoparse`` or ``code`` into a file.

    `expected` lines are needed to say what the memory grew by; without it that is 0.
    """
    command = [sys.executable, "-m", "geo_events", verb, *map(str, inputs), *options]
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    count, first, memory = 0, 0.0, _Memory()
    early = 0.0
    told: list[bytes] = []
    with (
        output.open("wb") as out,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process,
    ):
        assert process.stdout is not None
        listener = threading.Thread(target=lambda stream: told.append(stream.read()), args=(process.stderr,))
        watcher = threading.Thread(target=memory.watch, args=(process,))
        listener.start()
        watcher.start()
        for line in process.stdout:
            first = first or time.perf_counter() - started
            count += 1
            out.write(line)
            if expected and count == expected // 5:
                early = memory.now
        code = process.wait()
        seconds = time.perf_counter() - started
        listener.join()
        watcher.join()
    if code not in (0, 3):
        raise RuntimeError(f"{' '.join(command)} ended with {code}: {told[0].decode()[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    grown = memory.last - early if early else 0.0
    return Ran(count, seconds, first, cpu, memory.resident, memory.shared_once, grown)


def read_lines(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Read what was printed: the toponyms of each article by its id, as text."""
    with path.open(encoding="utf-8") as lines:
        return {str(row["id"]): row["toponyms"] for row in map(json.loads, lines)}


class _Memory:
    """The memory of a process and of those that it started, in megabytes."""

    def __init__(self) -> None:
        self.resident = self.shared_once = self.now = self.last = 0.0

    def watch(self, process: subprocess.Popen[bytes]) -> None:
        while process.poll() is None:
            sizes = [_sizes(pid) for pid in _family(process.pid)]
            self.resident = max(self.resident, sum(resident for resident, _ in sizes))
            self.now = sum(share for _, share in sizes)
            self.shared_once = max(self.shared_once, self.now)
            if self.now > self.shared_once / 2:
                self.last = self.now  # not when it is on its way out
            try:
                process.wait(_EVERY_SECONDS)
            except subprocess.TimeoutExpired:
                continue


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(grandchild for child in children for grandchild in _family(int(child)))]


def _sizes(pid: int) -> tuple[float, float]:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0, 0.0
    fields = {line.split(":")[0]: line.split()[1] for line in text.splitlines()[1:]}
    return int(fields.get("Rss", 0)) / 1024, int(fields.get("Pss", 0)) / 1024
