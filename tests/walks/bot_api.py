"""Checks requests against a description of the Bot API, where one is at hand.

The description is a JSON file that names every method and type with its fields; the environment
variable BOT_API_JSON says where it is. Without it there is nothing to check against.
"""

import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]
PLAIN = {"Integer": int, "String": str, "Boolean": bool, "True": bool}


class BotApi:
    """The methods and types of the Bot API, as the description has them."""

    def __init__(self, description: Json) -> None:
        self._methods = description["methods"]
        self._types = description["types"]

    def mistakes(self, method: str, parameters: Mapping[str, Any]) -> list[str]:
        """Return what is wrong with a request, nothing for a good one."""
        if method not in self._methods:
            return [f"{method} is no method"]
        return list(self._object(parameters, self._methods[method].get("fields", []), method))

    def _object(self, value: Any, fields: list[Json], at: str) -> Iterator[str]:
        if not isinstance(value, Mapping):
            yield f"{at} is no object: {value!r}"
            return
        known = {field["name"]: field for field in fields}
        yield from (f"{at} has no field {name}" for name in value if name not in known)
        for name, field in known.items():
            if name not in value and field["required"]:
                yield f"{at} lacks {name}"
            elif name in value:
                yield from self._one_of(value[name], field["types"], f"{at}.{name}")

    def _one_of(self, value: Any, kinds: list[str], at: str) -> Iterator[str]:
        attempts = [list(self._is(value, kind, at)) for kind in kinds]
        if all(attempts):
            yield from min(attempts, key=len)

    def _is(self, value: Any, kind: str, at: str) -> Iterator[str]:
        if kind.startswith("Array of "):
            if not isinstance(value, list):
                yield f"{at} is no array: {value!r}"
                return
            for number, item in enumerate(value):
                yield from self._is(item, kind.removeprefix("Array of "), f"{at}[{number}]")
        elif kind == "Float":
            if type(value) not in (int, float):
                yield f"{at} is no number: {value!r}"
        elif kind in PLAIN:
            if type(value) is not PLAIN[kind]:
                yield f"{at} is no {kind}: {value!r}"
        else:
            yield from self._named(value, kind, at)

    def _named(self, value: Any, kind: str, at: str) -> Iterator[str]:
        described = self._types[kind]
        if "subtypes" in described:
            yield from self._one_of(value, described["subtypes"], at)
        else:
            yield from self._object(value, described.get("fields", []), f"{at}:{kind}")


@cache
def described_bot_api() -> BotApi | None:
    """Return the Bot API as the file in BOT_API_JSON describes it, None where none is named."""
    path = os.environ.get("BOT_API_JSON")
    return BotApi(json.loads(Path(path).read_text(encoding="utf-8"))) if path else None
