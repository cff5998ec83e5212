"""Printing rows as Markdown tables."""

from collections.abc import Sequence


def heading(text: str) -> None:
    """Print a heading."""
    print(f"\n## {text}\n", flush=True)


def header(*names: str) -> None:
    """Print the head of a table."""
    print(f"| {' | '.join(names)} |")
    print("|---" * len(names) + "|", flush=True)


def row(*cells: object) -> None:
    """Print a row; figures between 0 and 1 with three places."""
    print(f"| {' | '.join(map(_cell, cells))} |", flush=True)


def figures(scores: dict[str, float], names: Sequence[str]) -> list[float | None]:
    """Pick figures from the scorer's answer, None for those that it doesn't give."""
    return [scores.get(name) for name in names]


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}" if abs(value) < 10 else f"{value:,.0f}"
    return "" if value is None else str(value)
