"""`python -m geo_events` is the command `geo-events`."""

from geo_events.cli import main

main(prog_name="geo-events")
