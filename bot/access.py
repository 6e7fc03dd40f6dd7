"""Who may do what."""

from telegram import Update

from bot.settings import Settings


def is_admin(settings: Settings, person_id: int | None) -> bool:
    """Return whether this person runs the bot."""
    return person_id is not None and person_id in settings.admin_ids


def is_private(update: Update) -> bool:
    """Return whether nobody but the person sees what is said here."""
    chat, person = update.effective_chat, update.effective_user
    return chat is not None and person is not None and chat.id == person.id
