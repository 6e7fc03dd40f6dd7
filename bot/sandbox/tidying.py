"""What Telegram changes in a text before it looks at it: odd characters, white space around it.

Entities move along; offsets and lengths are UTF-16 units.
"""

import re
from collections.abc import Sequence

from bot.sandbox.units import units
from bot.sandbox.wire import Json

# As TDLib's clean_input_string does: carriage returns, line and paragraph separators, changes of
# writing direction and three combining marks (the ring of a decomposed å among them) are taken
# out; every other control character but the newline becomes a space.
_REMOVED = re.compile("[\r\u2028-\u202e\u030a\u0333\u033f]")
_INVISIBLE = re.compile("[\\s\u200b-\u200f\ufeff\u2800\u180e]*")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")


def tidy(text: str, entities: Sequence[Json]) -> tuple[str, list[Json]]:
    """Return a text without odd characters and without white space around it."""
    return trim(*clean(text, entities))


def is_invisible(text: str) -> bool:
    """Tell whether a text shows nothing: it is empty to Telegram."""
    return _INVISIBLE.fullmatch(text) is not None


def clean(text: str, entities: Sequence[Json]) -> tuple[str, list[Json]]:
    """Return a text without control characters; an entity left without text goes too."""
    if not _REMOVED.search(text):
        return _CONTROL.sub(" ", text), list(entities)
    new_offsets: list[int] = []
    at = 0
    for character in text:
        new_offsets += [at] * units(character)
        at += 0 if _REMOVED.match(character) else units(character)
    new_offsets.append(at)
    moved = []
    for entity in entities:
        begin = new_offsets[entity["offset"]]
        length = new_offsets[entity["offset"] + entity["length"]] - begin
        moved += [entity | {"offset": begin, "length": length}] if length else []
    return _CONTROL.sub(" ", _REMOVED.sub("", text)), moved


def trim(text: str, entities: Sequence[Json]) -> tuple[str, list[Json]]:
    """Return a text without white space around it.

    At its begin only spaces and newlines go, and none that an entity covers.
    """
    stripped = text.rstrip()
    room = units(stripped)
    first = min((entity["offset"] for entity in entities), default=room)
    lead = 0
    while lead < min(first, len(stripped)) and stripped[lead] in " \n":
        lead += 1
    moved = []
    for entity in entities:
        end = min(entity["offset"] + entity["length"], room)
        moved.append(entity | {"offset": entity["offset"] - lead, "length": end - entity["offset"]})
    return stripped[lead:], moved
