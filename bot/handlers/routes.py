"""The table of everything the bot reacts to; start here.

The first row that fits an update handles it. Commands are taken from new messages only; an edited
message is a corrected question.
"""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.handlers import (
    administration,
    buttons,
    chats,
    documents,
    following,
    introduction,
    other_kinds,
    privacy,
    question,
    why,
)
from bot.services import Services

Handle = Callable[[Services, Update], Awaitable[None]]
Handler = BaseHandler[Update, CallbackContext[Any, Any, Any, Any], None]

NEW = filters.UpdateType.MESSAGE
EDITED = filters.UpdateType.EDITED_MESSAGE
PRIVATE = filters.ChatType.PRIVATE
GROUP = filters.ChatType.GROUPS
WORDS = filters.TEXT & ~filters.COMMAND

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

COMMANDS: Sequence[tuple[str, Handle]] = (
    ("start", introduction.start),
    ("help", introduction.help_),
    ("ask", question.ask_by_command),
    ("sources", documents.sources),
    ("source", documents.source),
    ("why", why.why),
    ("new", following.start_afresh),
    ("privacy", privacy.privacy),
    ("forget", privacy.forget),
    ("stats", administration.stats),
)


def routes(services: Services) -> list[Handler]:
    """Return the handlers in the order in which they are tried."""
    commands = [
        CommandHandler(name, _bind(services, handle), filters=NEW) for name, handle in COMMANDS
    ]
    to_bot = question.RepliesToBot(services)
    rows: list[tuple[filters.BaseFilter, Handle]] = [
        (EDITED & PRIVATE & WORDS, question.ask_again),
        (EDITED & question.AsksByCommand(), question.ask_again),
        (EDITED & GROUP & WORDS & to_bot, question.ask_again),
        (NEW & PRIVATE & filters.COMMAND, introduction.unknown_command),
        (NEW & PRIVATE & WORDS, question.ask),
        (NEW & GROUP & WORDS & to_bot, question.ask),
        (NEW & filters.StatusUpdate.MIGRATE, chats.migrated),
        (NEW & PRIVATE & ~filters.StatusUpdate.ALL, other_kinds.explain),
        (NEW & GROUP & to_bot & ~filters.StatusUpdate.ALL, other_kinds.explain),
    ]
    messages = [MessageHandler(which, _bind(services, handle)) for which, handle in rows]
    return [
        *commands,
        *messages,
        CallbackQueryHandler(_bind(services, buttons.pressed)),
        ChatMemberHandler(_bind(services, chats.membership), ChatMemberHandler.MY_CHAT_MEMBER),
        TypeHandler(Update, _bind(services, chats.passed_over)),
    ]


def _bind(services: Services, handle: Handle) -> Callable[[Update, Any], Any]:
    return partial(_call, services, handle)


async def _call(services: Services, handle: Handle, update: Update, _: object) -> None:
    await handle(services, update)
