"""Who the bot is: getMe, its command menus, its name and descriptions."""

from collections.abc import Callable

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.method import Method
from bot.sandbox.parameters import Array, String, optional, required
from bot.sandbox.shapes import COMMAND, LANGUAGE, SCOPE
from bot.sandbox.wire import Json
from bot.sandbox.world import World

MAX_COMMANDS = 100
# The fields of a scope beside its type.
SCOPE_FIELDS = {
    "chat": {"chat_id"},
    "chat_administrators": {"chat_id"},
    "chat_member": {"chat_id", "user_id"},
}


def get_me(world: World, given: Json) -> Json:
    """Return the bot."""
    return world.bot.as_myself()


def log_out(world: World, given: Json) -> bool:
    """Accept that the bot leaves this server; nothing follows from it."""
    return True


def set_my_commands(world: World, given: Json) -> bool:
    """Keep a menu for a scope and a language."""
    names = [command["command"] for command in given["commands"]]
    if len(set(names)) != len(names):
        raise bad_request("the same command stands twice in the list")
    scope, language = _scope(world, given)
    world.menus.set(scope, language, given["commands"])
    world.events.add("commands", None)
    return True


def get_my_commands(world: World, given: Json) -> list[Json]:
    """Return the menu of exactly this scope and language."""
    return world.menus.get(*_scope(world, given))


def delete_my_commands(world: World, given: Json) -> bool:
    """Take the menu of a scope and a language away."""
    world.menus.set(*_scope(world, given), [])
    world.events.add("commands", None)
    return True


def _scope(world: World, given: Json) -> tuple[Json, str]:
    scope = given.get("scope", {"type": "default"})
    expected = SCOPE_FIELDS.get(scope["type"], set())
    if scope.keys() - {"type"} != expected:
        raise bad_request(f"a scope of type {scope['type']} has the fields {sorted(expected)}")
    if "chat_id" in scope:
        world.find_chat(scope["chat_id"])
    return scope, given.get("language_code", "")


def _setter(field: str) -> Callable[[World, Json], bool]:
    def set_text(world: World, given: Json) -> bool:
        world.profile.set(field, given.get("language_code", ""), given.get(field, ""))
        world.events.add("people", None)
        return True

    return set_text


def _getter(field: str) -> Callable[[World, Json], Json]:
    def get_text(world: World, given: Json) -> Json:
        text = world.profile.get(field, given.get("language_code", ""))
        return {field: text or (world.bot.first_name if field == "name" else "")}

    return get_text


def _text_methods(title: str, field: str, most: int) -> dict[str, Method]:
    """Return the methods that set and get one of the bot's texts of up to `most` characters."""
    text = optional(String(rf"(?s).{{0,{most}}}"))
    return {
        f"setMy{title}": Method(_setter(field), {field: text, "language_code": LANGUAGE}),
        f"getMy{title}": Method(_getter(field), {"language_code": LANGUAGE}),
    }


_WHICH_MENU = {"scope": optional(SCOPE), "language_code": LANGUAGE}
METHODS = {
    "getMe": Method(get_me),
    "logOut": Method(log_out),
    "close": Method(log_out),
    "setMyCommands": Method(
        set_my_commands,
        _WHICH_MENU | {"commands": required(Array(COMMAND, 0, MAX_COMMANDS))},
    ),
    "getMyCommands": Method(get_my_commands, _WHICH_MENU),
    "deleteMyCommands": Method(delete_my_commands, _WHICH_MENU),
    **_text_methods("Name", "name", 64),
    **_text_methods("Description", "description", 512),
    **_text_methods("ShortDescription", "short_description", 120),
}
