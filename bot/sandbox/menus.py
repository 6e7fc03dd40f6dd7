"""Command menus by scope and language, and the order in which Telegram looks for one."""

from collections.abc import Iterator

from bot.sandbox.people import Chat, Person
from bot.sandbox.wire import Json

# The kind of scope, the chat and the person it is for (None where it is for all), the language.
Key = tuple[str, int | None, int | None, str]


class Menus:
    """The menus that were set; each belongs to one scope and one language or none."""

    def __init__(self) -> None:
        self._menus: dict[Key, list[Json]] = {}

    def set(self, scope: Json, language: str, commands: list[Json]) -> None:
        """Keep a menu; an empty one takes the old one away."""
        if commands:
            self._menus[_key(scope, language)] = commands
        else:
            self._menus.pop(_key(scope, language), None)

    def get(self, scope: Json, language: str) -> list[Json]:
        """Return exactly the menu of this scope and language, or nothing."""
        return self._menus.get(_key(scope, language), [])

    def shown_to(self, person: Person, chat: Chat) -> list[Json]:
        """Return the menu that this person sees in this chat."""
        language = person.language_code[:2]
        for kind, chat_id, person_id in _scopes(person, chat):
            for code in (language, ""):
                found = self._menus.get((kind, chat_id, person_id, code))
                if found:
                    return found
        return []


def _key(scope: Json, language: str) -> Key:
    return (scope["type"], scope.get("chat_id"), scope.get("user_id"), language)


def _scopes(person: Person, chat: Chat) -> Iterator[tuple[str, int | None, int | None]]:
    """Yield the scopes that reach a person in a chat, the narrowest first."""
    if chat.type == "private":
        yield ("chat", chat.id, None)
        yield ("all_private_chats", None, None)
    else:
        in_charge = chat.is_administrator(person.id)
        yield ("chat_member", chat.id, person.id)
        if in_charge:
            yield ("chat_administrators", chat.id, None)
        yield ("chat", chat.id, None)
        if in_charge:
            yield ("all_chat_administrators", None, None)
        yield ("all_group_chats", None, None)
    yield ("default", None, None)
