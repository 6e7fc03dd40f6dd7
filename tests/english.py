"""What the bot says in English, which most tests speak."""

from bot.messages import messages_in

ENGLISH = messages_in("en")
