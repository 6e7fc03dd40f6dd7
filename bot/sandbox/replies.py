"""A message as the reply to another: the message must be there, and the quoted words in it."""

from bot.sandbox.entities import STYLES, check_entities
from bot.sandbox.errors import Refused, bad_request
from bot.sandbox.history import Entry, History, words_of
from bot.sandbox.units import cut, units
from bot.sandbox.wire import Json

MAX_QUOTE_UNITS = 1024


def resolve_reply(history: History, chat_id: int, reply: Json | None) -> tuple[int | None, Json]:
    """Return the number of the message replied to, and the quote as a part of the new message.

    Both are empty when nothing is replied to, or the message is gone and may be.
    """
    if reply is None:
        return None, {}
    if reply.get("chat_id", chat_id) != chat_id:
        raise bad_request("the sandbox does not act out replies to a message of another chat")
    entry = history.find(reply["message_id"])
    if entry is None:
        if reply.get("allow_sending_without_reply"):
            return None, {}
        raise bad_request("message to be replied not found")
    return reply["message_id"], _quote(entry, reply)


def _quote(entry: Entry, reply: Json) -> Json:
    quote = reply.get("quote")
    if not quote:
        if "quote_position" in reply or "quote_entities" in reply:
            raise bad_request('parameter "reply_parameters.quote" is missing beside its position')
        return {}
    if units(quote) > MAX_QUOTE_UNITS:
        raise bad_request("message quote is too long")
    entities = reply.get("quote_entities", [])
    check_entities(quote, entities)
    text, marked = words_of(entry.message)
    position = _position(text, quote, reply.get("quote_position"))
    if _styles(entities) != _styles(_within(marked, position, units(quote))):
        raise _not_found("its bold, italic or other styles are not those of the message")
    shown = {"entities": entities} if entities else {}
    return {"quote": {"text": quote, "position": position, "is_manual": True} | shown}


def _position(text: str, quote: str, wished: int | None) -> int:
    if wished is not None:
        if cut(text, wished, units(quote)) != quote:
            raise _not_found(f"the message does not say it at position {wished}")
        return wished
    if quote not in text:
        raise _not_found("the message does not say it")
    return units(text[: text.index(quote)])


def _within(entities: list[Json], offset: int, length: int) -> list[Json]:
    """Return entities cut to a stretch of it and counted from its begin."""
    inside = []
    for entity in entities:
        begin = max(entity["offset"], offset)
        end = min(entity["offset"] + entity["length"], offset + length)
        if begin < end:
            inside.append(entity | {"offset": begin - offset, "length": end - begin})
    return inside


def _styles(entities: list[Json]) -> set[tuple[str, int, int]]:
    kept = STYLES | {"custom_emoji"}
    return {(one["type"], one["offset"], one["length"]) for one in entities if one["type"] in kept}


def _not_found(why: str) -> Refused:
    return bad_request(f"QUOTE_TEXT_INVALID, message quote not found: {why}")
