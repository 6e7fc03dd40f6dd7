"""Who may do what."""

from bot.settings import Settings


def is_admin(settings: Settings, person_id: int | None) -> bool:
    """Return whether this person runs the bot."""
    return person_id is not None and person_id in settings.admin_ids
