"""How Python values are kept in columns, and what a statement is.

Times are seconds since 1970 in UTC (REAL), exact to the microsecond; lists and objects are JSON
(TEXT), written in ASCII so that even half a surrogate pair can be kept.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

Value = str | int | float | bytes | None

Parameters = Sequence[Value] | Mapping[str, Value]


class Statement(NamedTuple):
    """One piece of SQL and what is bound to it."""

    sql: str
    parameters: Parameters = ()


def to_seconds(time: datetime) -> float:
    """Return an aware time as it is stored; raises ValueError for a naive one."""
    if time.tzinfo is None:
        raise ValueError(
            f"{time!r} has no timezone. Pass an aware time, such as datetime.now(UTC)."
        )
    return time.timestamp()


def to_time(seconds: float) -> datetime:
    """Return the aware UTC time that was stored."""
    return datetime.fromtimestamp(seconds, UTC)


def to_seconds_or_none(time: datetime | None) -> float | None:
    """Return `to_seconds(time)`, or None for None."""
    return None if time is None else to_seconds(time)


def to_time_or_none(seconds: float | None) -> datetime | None:
    """Return `to_time(seconds)`, or None for None."""
    return None if seconds is None else to_time(seconds)


def to_json(value: Any) -> str:
    """Return lists, objects and plain values as compact JSON."""
    return json.dumps(value, separators=(",", ":"))


def from_json(text: str) -> Any:
    """Return what `to_json` was given; tuples come back as lists."""
    return json.loads(text)


def without_half_characters(value: Value) -> Value:
    """Return text that UTF-8 can hold: a lone half of a surrogate pair becomes a question mark."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
