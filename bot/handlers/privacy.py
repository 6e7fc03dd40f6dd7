"""/privacy and /forget: what is stored of a person, and its deletion after a confirmation."""

from telegram import Update

from bot.access import is_private
from bot.handlers.speaking import words_for
from bot.rendering.message import Button, FormattedText, Message
from bot.rendering.payloads import Action, Payload, encode
from bot.services import Services, answering_letter
from bot.store import people


async def privacy(services: Services, update: Update) -> None:
    """Say what is stored, for how long, and how to delete it."""
    words = await words_for(services, update)
    said = Message(FormattedText(words.privacy(services.settings.retention_days)))
    services.draft(update).add(answering_letter(update, said))


async def forget(services: Services, update: Update) -> None:
    """Ask whether everything stored about this person shall be deleted."""
    person = update.effective_user
    if person is None:
        return
    words = await words_for(services, update)
    key = str(person.id)
    keyboard = (
        (
            Button(words.FORGET_YES, encode(Payload(Action.FORGET, key))),
            Button(words.FORGET_NO, encode(Payload(Action.KEEP, key))),
        ),
    )
    if is_private(update):
        stored = await people.what_is_stored(services.database, person.id)
        asked = words.forget_ask(stored.questions, stored.feedback)
    else:
        asked = words.forget_ask(0, 0)  # nobody else is shown how much it is
    services.draft(update).add(answering_letter(update, Message(FormattedText(asked), keyboard)))
