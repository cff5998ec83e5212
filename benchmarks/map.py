"""How long a map takes to draw, and how large its page is.

    python benchmarks/map.py [EVENTS ...]

The events are made up: on 3,000 places, each with a sentence of its own.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from geo_events.events import EVENT_TYPES, as_events
from geo_events.gazetteer import open_gazetteer
from geo_events.maps import draw_map

PLACES = 3_000


def made_up(number: int) -> pd.DataFrame:
    """Make a table of events, the same every time."""
    dice = random.Random(7)
    places = [(dice.uniform(-35, 60), dice.uniform(-15, 110)) for _ in range(PLACES)]
    rows = []
    for n in range(number):
        latitude, longitude = dice.choice(places)
        day = pd.Timestamp("2024-01-01") + pd.Timedelta(days=dice.randrange(365))
        rows.append(
            {
                "event_type": dice.choice(EVENT_TYPES),
                "date_start": day,
                "date_end": day,
                "date_precision": "day",
                "latitude": latitude,
                "longitude": longitude,
                "geo_precision": "exact",
                "uncertainty_km": 5.0,
                "evidence": f"Report {n}: {dice.randrange(1, 60)} people were hurt at kilometre {n % 977}.",
            }
        )
    return pd.DataFrame(rows)


def main(numbers: list[int]) -> None:
    """Print a line for each number of events."""
    gazetteer = open_gazetteer()
    for number in numbers:
        events = as_events(made_up(number))
        start = time.perf_counter()
        drawn = draw_map(events, gazetteer=gazetteer)
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "map.html"
            drawn.save(page)
            seconds = time.perf_counter() - start
            print(
                f"{number:7} events: drawn and saved in {seconds:5.1f} s, {page.stat().st_size / 1e6:5.1f} MB"
            )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1_000, 10_000, 100_000])
