"""The bot's and people's standing in chats, and how it changes: blocked, added, removed, moved."""

from bot.sandbox.people import SUPERGROUP_BASE, BotStatus, Chat, Person
from bot.sandbox.wire import Json
from bot.sandbox.world import World

# A group's administrator may do all of it; the API has a field for each.
RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)


def standing(world: World, chat: Chat, user_id: int) -> Json:
    """Return a person's or the bot's standing in a chat as the API's ChatMember."""
    if user_id == world.bot.id:
        return as_member(world, user_id, chat.bot_status)
    if user_id not in chat.members:
        return as_member(world, user_id, "left")
    if chat.is_administrator(user_id):
        return {"status": "creator", "user": world.user(user_id), "is_anonymous": False}
    return as_member(world, user_id, "member")


def as_member(world: World, user_id: int, status: str) -> Json:
    """Return a ChatMember of this status."""
    member: Json = {"status": status, "user": world.user(user_id)}
    if status == "kicked":
        member["until_date"] = 0
    if status == "administrator":
        rights = dict.fromkeys(RIGHTS, True)
        member |= {"can_be_edited": False, "is_anonymous": False} | rights
    return member


def set_blocked(world: World, person: Person, blocked: bool) -> None:
    """Let a person block the bot, or take it back; the bot hears of a change."""
    if person.blocked == blocked:
        return
    person.blocked = blocked
    old, new = ("member", "kicked") if blocked else ("kicked", "member")
    _tell_bot(world, world.chats[person.id], person.id, old, new)


def remove_bot(world: World, chat: Chat, by: int) -> None:
    """Remove the bot from a group; it hears of it and may write there no more."""
    _set_status(world, chat, by, "left" if by == world.bot.id else "kicked")
    content = {"left_chat_member": world.bot.as_user()}
    message = world.post(chat, by, content)
    if by != world.bot.id:
        world.updates.put("message", message)


def add_bot(world: World, chat: Chat, by: int, as_administrator: bool = False) -> None:
    """Add the bot to a group, or change what it is there."""
    was_there = chat.has_bot
    _set_status(world, chat, by, "administrator" if as_administrator else "member")
    if not was_there:
        content = {"new_chat_members": [world.bot.as_user()]}
        world.updates.put("message", world.post(chat, by, content))


def migrate(world: World, chat: Chat) -> Chat:
    """Make a supergroup of a group and return it; the old one stays as a sign to the new."""
    fresh = Chat(
        SUPERGROUP_BASE + chat.id % 10**9,
        "supergroup",
        chat.title,
        list(chat.members),
        chat.creator,
        chat.bot_status,
    )
    world.chats[fresh.id] = fresh
    by = chat.creator or chat.members[0]
    for place, content in (
        (chat, {"migrate_to_chat_id": fresh.id}),
        (fresh, {"migrate_from_chat_id": chat.id}),
    ):
        world.updates.put("message", world.post(place, by, content))
    chat.migrated_to = fresh.id
    world.events.add("people", None)
    return fresh


def _set_status(world: World, chat: Chat, by: int, status: BotStatus) -> None:
    old, chat.bot_status = chat.bot_status, status
    if old != status:
        _tell_bot(world, chat, by, old, status)


def _tell_bot(world: World, chat: Chat, by: int, old: str, new: str) -> None:
    world.updates.put(
        "my_chat_member",
        {
            "chat": world.chat_as_seen(chat),
            "from": world.user(by),
            "date": world.now(),
            "old_chat_member": as_member(world, world.bot.id, old),
            "new_chat_member": as_member(world, world.bot.id, new),
        },
    )
    world.events.add("people", None)
