"""What happens to a chat itself: blocked, unblocked, removed, moved."""

from telegram import ChatMember, Update

from bot.logs import log_of
from bot.services import Services
from bot.store import chats

log = log_of(__name__)
GONE = {ChatMember.BANNED, ChatMember.LEFT}


async def membership(services: Services, update: Update) -> None:
    """Remember whether messages reach this chat."""
    change = update.my_chat_member
    if change is None:
        return
    gone = change.new_chat_member.status in GONE
    mark = chats.blocked if gone else chats.seen
    services.draft(update).also(mark(change.chat.id, services.now()))
    log.info("membership changed", chat=change.chat.id, reachable=not gone)


async def migrated(services: Services, update: Update) -> None:
    """Follow a group that became a supergroup: what is owed to it goes to its new number."""
    message = update.effective_message
    if message is not None and message.migrate_to_chat_id is not None:
        services.draft(update).also(
            *chats.moved(message.chat.id, message.migrate_to_chat_id, services.now())
        )


async def passed_over(_: Services, update: Update) -> None:
    """Do nothing, knowingly: channel posts, service messages, members coming and going."""
    log.debug("update passed over", update=update.update_id, chat=bool(update.effective_chat))
