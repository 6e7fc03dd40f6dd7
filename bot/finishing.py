"""The end of an update: one commit marks it as done and owes what it led to; then letters leave."""

from telegram import Update

from bot.errors import StoreError
from bot.logs import log_of
from bot.services import Draft, Services
from bot.store import updates

log = log_of(__name__)


async def finish(services: Services, update: Update, error: Exception | None) -> None:
    """Write the update's end and its draft together, then send.

    error: what its handlers raised and no error handler dealt with.
    Raises StoreError when nothing could be written; the letters are sent all the same, because a
    person waits, and the update stays owed.
    """
    draft = services.take_draft(update.update_id)
    person = update.effective_user
    parcels = services.sender.pack(
        draft.letters, person.id if person and not draft.forgets else None, update.update_id
    )
    failure = draft.failure or (type(error).__name__ if error else None)
    done = updates.finished(services.bot_id, update.update_id, services.now(), failure)
    # The word that all was deleted would itself be something stored about the person.
    owed = [] if draft.forgets else services.sender.statements(parcels)
    try:
        await services.database.write(done, *draft.statements, *owed)
    except StoreError as trouble:
        log.error("an update's end could not be written", reason=str(trouble))
        services.sender.post_unkept(parcels)
        raise
    post = services.sender.post_unkept if draft.forgets else services.sender.post
    post(parcels)
    await _afterwards(services, draft)


async def _afterwards(services: Services, draft: Draft) -> None:
    if draft.later:
        services.database.write_soon(*draft.later)
    if draft.forgets:
        await services.database.scrub()
