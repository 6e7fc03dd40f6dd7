"""Whether a text's entities are right: known, in range, well nested; and which it has by itself.

Stricter than Telegram on purpose. Telegram silently drops or repairs what is wrong here; the
sandbox refuses it, so that a test notices a bot that counts wrongly. Offsets and lengths are
UTF-16 units throughout.
"""

from collections.abc import Sequence

from bot.sandbox.entity_finder import FOUND_KINDS, find_entities
from bot.sandbox.errors import bad_request
from bot.sandbox.links import is_link
from bot.sandbox.tidying import tidy
from bot.sandbox.units import cut, units
from bot.sandbox.wire import Json

MAX_ENTITIES = 100
# Telegram answers ENTITIES_TOO_LONG when all entities together take some 9,500 bytes; its
# developers call that a good approximation (tdlib/telegram-bot-api issue 165). An entity takes 12
# bytes, and a link or another word in it a few more than its own length.
MAX_ENTITY_BYTES = 9_500
ENTITY_BYTES = 12
WORD_BYTES = 4
STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
BLOCKQUOTES = frozenset({"blockquote", "expandable_blockquote"})
MONOSPACE = frozenset({"code", "pre"})
LINKS = frozenset({"text_link", "text_mention", "custom_emoji", "date_time"})
KNOWN_KINDS = STYLES | BLOCKQUOTES | MONOSPACE | LINKS | FOUND_KINDS
# The fields an entity must have, and no entity of another kind may have.
REQUIRED_FIELD = {
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    "date_time": "unix_time",
}
OPTIONAL_FIELD = {"pre": "language", "date_time": "date_time_format"}
COMMON_FIELDS = frozenset({"type", "offset", "length"})


def format_text(text: str, entities: Sequence[Json]) -> tuple[str, list[Json]]:
    """Return a text and its entities as Telegram would show them: checked, tidied, completed.

    Completed: links, mentions, commands and the like are found where nothing else stands.
    Raises Refused when an entity is wrong.
    """
    check_entities(text, entities)
    text, kept = tidy(text, entities)
    return text, with_found(text, kept)


def check_entities(text: str, entities: Sequence[Json]) -> None:
    """Raise Refused at the first entity that is out of range, unknown, or wrongly nested."""
    if len(entities) > MAX_ENTITIES:
        raise bad_request(f"there are {len(entities)} entities and at most {MAX_ENTITIES} are kept")
    for entity in entities:
        _check_fields(entity)
        _check_range(text, entity)
    if sum(map(_size, entities)) > MAX_ENTITY_BYTES:
        raise bad_request("ENTITIES_TOO_LONG")
    _check_nesting(in_order(entities))


def in_order(entities: Sequence[Json]) -> list[Json]:
    """Return entities by offset, the outer one first where two begin together."""
    return sorted(
        entities, key=lambda one: (one["offset"], -one["length"], one["type"] not in BLOCKQUOTES)
    )


def with_found(text: str, entities: Sequence[Json]) -> list[Json]:
    """Return the entities in order, with those a text has by itself where nothing forbids it.

    Raises Refused when an entity claims to be one of the found kinds and is not found there.
    """
    found = find_entities(text)
    claimed = [entity for entity in entities if entity["type"] in FOUND_KINDS]
    for entity in claimed:
        if entity not in found:
            raise _refusal(entity, "is not what stands at that place in the text")
    given = [entity for entity in entities if entity["type"] not in FOUND_KINDS]
    fitting = [one for one in found if not any(_clash(one, other) for other in given)]
    return in_order([*given, *fitting[: MAX_ENTITIES - len(given)]])


def _check_fields(entity: Json) -> None:
    kind = entity["type"]
    if kind not in KNOWN_KINDS:
        raise _refusal(entity, "is of an unknown type")
    required = REQUIRED_FIELD.get(kind)
    if required is not None and required not in entity:
        raise _refusal(entity, f"needs the field {required}")
    allowed = COMMON_FIELDS | {required, OPTIONAL_FIELD.get(kind)}
    for name in entity:
        if name not in allowed:
            raise _refusal(entity, f"must not have the field {name}")
    if kind == "text_link" and not is_link(entity["url"]):
        raise _refusal(entity, "has a URL that Telegram would not open")


def _size(entity: Json) -> int:
    words = [value for name, value in entity.items() if isinstance(value, str) and name != "type"]
    return ENTITY_BYTES + sum(len(word.encode()) + WORD_BYTES for word in words)


def _check_range(text: str, entity: Json) -> None:
    if entity["length"] < 1:
        raise _refusal(entity, "is empty")
    covered = cut(text, entity["offset"], entity["length"])
    if covered is None:
        raise _refusal(
            entity, f"ends outside the text of {units(text)} units or inside a character"
        )
    if not covered.strip():
        raise _refusal(entity, "covers nothing but white space")


def _check_nesting(entities: list[Json]) -> None:
    around: list[Json] = []
    for entity in entities:
        while around and _end(around[-1]) <= entity["offset"]:
            around.pop()
        if around and _end(entity) > _end(around[-1]):
            raise _refusal(entity, f"overlaps {_name(around[-1])} without lying inside it")
        for outer in around:
            if not _may_contain(outer["type"], entity["type"]):
                raise _refusal(entity, f"may not lie inside {_name(outer)}")
        around.append(entity)


def _may_contain(outer: str, inner: str) -> bool:
    if outer in MONOSPACE or outer == inner:
        return False
    if outer in BLOCKQUOTES:
        return inner not in BLOCKQUOTES
    if outer in STYLES:
        return inner not in MONOSPACE
    return inner in STYLES


def _clash(found: Json, given: Json) -> bool:
    """Tell whether a found entity cannot stand beside or inside a given one."""
    if _end(found) <= given["offset"] or _end(given) <= found["offset"]:
        return False
    if given["type"] in MONOSPACE | LINKS:
        return True
    inside = given["offset"] <= found["offset"] and _end(found) <= _end(given)
    around = found["offset"] <= given["offset"] and _end(given) <= _end(found)
    return not (inside or (around and given["type"] in STYLES))


def _end(entity: Json) -> int:
    return int(entity["offset"]) + int(entity["length"])


def _name(entity: Json) -> str:
    return f"{entity['type']} at {entity['offset']}+{entity['length']}"


def _refusal(entity: Json, problem: str) -> Exception:
    return bad_request(f"entity {_name(entity)} {problem}")
