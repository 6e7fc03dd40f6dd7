"""/stats, for those who run the bot."""

from datetime import timedelta

from telegram import Update

from bot.access import is_admin, is_private
from bot.handlers.speaking import words_for
from bot.rendering.message import FormattedText, Message
from bot.rendering.stats import render_stats
from bot.services import Services, answering_letter
from bot.store import outbox, queries

PERIOD = timedelta(days=30)
UNANSWERED_SHOWN = 5


async def stats(services: Services, update: Update) -> None:
    """Show how much was asked lately, what came of it, and what the dossier lacks."""
    person = update.effective_user
    words = await words_for(services, update)
    if not is_admin(services.settings, person.id if person else None):
        message = Message(FormattedText(words.NOT_ADMIN))
    elif not is_private(update):
        message = Message(FormattedText(words.STATS_IN_PRIVATE))
    else:
        sums = await queries.stats(services.database, services.now() - PERIOD)
        lacking = await queries.unanswered(services.database, UNANSWERED_SHOWN)
        owed = await outbox.counts(services.database, services.bot_id)
        message = render_stats(sums, lacking, owed, PERIOD.days, words)
    services.draft(update).add(answering_letter(update, message))
