"""/privacy and /forget: what is stored of a person, and its deletion after a confirmation."""

from telegram import Update

from bot import messages
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
    words = messages.FORGET_ASK.format(counts=describe_stored(stored))
    services.draft(update).add(answering_letter(update, Message(FormattedText(words), keyboard)))


def describe_stored(stored: people.StoredAbout) -> str:
    """Return the counts as a person reads them."""
    counts = [
        (stored.questions, "question"),
        (stored.feedback, "mark"),
        (stored.messages, "reply"),
    ]
    named = [_count(number, name) for number, name in counts if number]
    return ", ".join(named) or "for now only this message"


def _count(number: int, name: str) -> str:
    if number == 1:
        return f"1 {name}"
    return f"{number} {name[:-1]}ies" if name.endswith("y") else f"{number} {name}s"
