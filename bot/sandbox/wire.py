"""JSON as it travels: the alias for its objects, and how a result is wrapped for the bot."""

from typing import Any

Json = dict[str, Any]


def ok_reply(result: object) -> Json:
    """Return a result wrapped as every Bot API reply is."""
    return {"ok": True, "result": result}
