"""Who is where: chats, their members, reactions, and leaving."""

from bot.sandbox.errors import bad_request, forbidden
from bot.sandbox.membership import as_member, remove_bot, standing
from bot.sandbox.methods.method import Method
from bot.sandbox.parameters import Array, Boolean, ChatId, Integer, optional, required
from bot.sandbox.people import Chat
from bot.sandbox.shapes import REACTION
from bot.sandbox.wire import Json
from bot.sandbox.world import World

# The emoji that people without a subscription may react with, and so a bot too.
_EMOJI = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 "
    "❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 "
    "👨\u200d💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 "
    "😘 💊 🙊 😎 👾 🤷\u200d♂ 🤷 🤷\u200d♀ 😡"
)
REACTIONS = frozenset(_EMOJI.split())
NO_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def get_chat(world: World, given: Json) -> Json:
    """Return what is known of a chat."""
    chat = _joined(world, given)
    return world.chat_as_seen(chat) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(NO_GIFTS, False),
    }


def get_chat_member(world: World, given: Json) -> Json:
    """Return somebody's standing in a chat."""
    chat, user_id = _joined(world, given), given["user_id"]
    if user_id != world.bot.id and user_id not in world.people:
        raise bad_request("user not found")
    if chat.type == "private" and user_id in (chat.id, world.bot.id):
        return as_member(world, user_id, "member")
    return standing(world, chat, user_id)


def get_chat_administrators(world: World, given: Json) -> list[Json]:
    """Return who runs a group."""
    chat = _joined(world, given)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    everybody = [standing(world, chat, user_id) for user_id in world.members(chat)]
    return [one for one in everybody if one["status"] in ("creator", "administrator")]


def get_chat_member_count(world: World, given: Json) -> int:
    """Return how many are in a chat, the bot included."""
    return len(world.members(_joined(world, given)))


def set_message_reaction(world: World, given: Json) -> bool:
    """Put the bot's reaction on a message, or take it away."""
    chat = _joined(world, given)
    if world.history(chat).find(given["message_id"]) is None:
        raise bad_request("message to react not found")
    reaction = given.get("reaction", [])
    if any(one["emoji"] not in REACTIONS for one in reaction):
        raise bad_request("REACTION_INVALID")
    world.events.add("reaction", chat.id, message_id=given["message_id"], reaction=reaction)
    return True


def leave_chat(world: World, given: Json) -> bool:
    """Leave a group."""
    chat = _joined(world, given)
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    remove_bot(world, chat, world.bot.id)
    return True


def _joined(world: World, given: Json) -> Chat:
    chat = world.find_chat(given["chat_id"])
    if not chat.has_bot:
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


_CHAT = {"chat_id": required(ChatId())}
METHODS = {
    "getChat": Method(get_chat, _CHAT),
    "getChatMember": Method(get_chat_member, _CHAT | {"user_id": required(Integer())}),
    "getChatAdministrators": Method(
        get_chat_administrators, _CHAT | {"return_bots": optional(Boolean())}
    ),
    "getChatMemberCount": Method(get_chat_member_count, _CHAT),
    "setMessageReaction": Method(
        set_message_reaction,
        _CHAT
        | {
            "message_id": required(Integer()),
            "reaction": optional(Array(REACTION, 0, 1)),
            "is_big": optional(Boolean()),
        },
    ),
    "leaveChat": Method(leave_chat, _CHAT),
}
