"""Figures out of many times: percentiles, and the lines of the tables."""

import math
import time
from collections.abc import Callable, Sequence


def percentile(times: Sequence[float], share: float) -> float:
    """Return the time within which ``share`` (0 to 1) of ``times`` lie, by nearest rank."""
    ordered = sorted(times)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def ms(seconds: float) -> str:
    """Return a time as milliseconds with two places."""
    return f"{seconds * 1000:.2f}"


def spread(times: Sequence[float]) -> list[str]:
    """Return p50, p95 and p99 in milliseconds."""
    return [ms(percentile(times, share)) for share in (0.5, 0.95, 0.99)]


def timed(work: Callable[[], object], times: int, warm_up: int = 20) -> list[float]:
    """Do ``work`` again and again; return how many seconds each of ``times`` took."""
    for _one in range(warm_up):
        work()
    took = []
    for _one in range(times):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return took


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; the first column is text, the others figures."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
