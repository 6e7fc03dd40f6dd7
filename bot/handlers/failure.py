"""When a handler fails: the cause goes to the log, a kind word to the person."""

from telegram import Update
from telegram.error import NetworkError

from bot.handlers.speaking import words_at_once
from bot.logs import log_of
from bot.rendering.message import FormattedText, Message
from bot.services import Services, answering_letter

log = log_of(__name__)


async def failed(services: Services, update: object, error: Exception | None) -> None:
    """Log what went wrong, and put an apology in the place of what the handler had drafted."""
    if not isinstance(update, Update):
        level = log.warning if isinstance(error, NetworkError) else log.error
        level("something failed outside of any update", exc_info=error)
        return
    log.error("an update could not be handled", update=update.update_id, exc_info=error)
    draft = services.draft(update)
    draft.letters.clear()
    draft.statements.clear()
    draft.failure = type(error).__name__
    words = words_at_once(update)
    if update.callback_query is not None:
        services.sender.answer_button(update.callback_query.id, words.FAILED_SHORT, alert=True)
    elif update.effective_message is not None:
        draft.add(answering_letter(update, Message(FormattedText(words.FAILED))))
