"""/privacy and /forget: what is stored of a person, and its deletion after a confirmation."""

from telegram import Update

from bot import messages
from bot.access import is_private
from bot.rendering.message import Button, FormattedText, Message
from bot.rendering.payloads import Action, Payload, encode
from bot.services import Services, answering_letter
from bot.store import people


async def privacy(services: Services, update: Update) -> None:
    """Say what is stored, for how long, and how to delete it."""
    words = messages.privacy(services.settings.retention_days)
    services.draft(update).add(answering_letter(update, Message(FormattedText(words))))


async def forget(services: Services, update: Update) -> None:
    """Ask whether everything stored about this person shall be deleted."""
    person = update.effective_user
    if person is None:
        return
    stored = await people.what_is_stored(services.database, person.id)
    key = str(person.id)
    keyboard = (
        (
            Button(messages.FORGET_YES, encode(Payload(Action.FORGET, key))),
            Button(messages.FORGET_NO, encode(Payload(Action.KEEP, key))),
        ),
    )
    counts = describe_stored(stored) if is_private(update) else ""
    words = messages.FORGET_ASK.format(counts=counts)
    services.draft(update).add(answering_letter(update, Message(FormattedText(words), keyboard)))


def describe_stored(stored: people.StoredAbout) -> str:
    """Return the counts as a person reads them, in brackets; nobody else is shown them."""
    counts = [
        (stored.questions, "question"),
        (stored.feedback, "mark"),
    ]
    named = [_count(number, name) for number, name in counts if number]
    return f" ({', '.join(named)})" if named else ""


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"
