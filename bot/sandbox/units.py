"""Counting in UTF-16 units, on the server's side.

The bot has its own counting in `bot.rendering`; this one is kept apart on purpose, so that a
mistake in the one is noticed by the other.
"""


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def longest_start(text: str, most: int) -> str:
    """Return as much of a text's begin as fits in `most` units, no character halved."""
    raw = text.encode("utf-16-le", "surrogatepass")[: 2 * most]
    return raw.decode("utf-16-le", "ignore")


def cut(text: str, offset: int, length: int) -> str | None:
    """Return `length` units from `offset`; None when out of range or when half a character."""
    if offset < 0 or length < 0 or offset + length > units(text):
        return None
    raw = text.encode("utf-16-le")
    try:
        raw[: 2 * offset].decode("utf-16-le")
        return raw[2 * offset : 2 * (offset + length)].decode("utf-16-le")
    except UnicodeDecodeError:
        return None
