"""Every sentence and label that the bot says by itself, in nine languages.

Quotes are never here: those come from the dossier. `spoken` joins the parts: `messages_in("fa")`
returns all that can be said, in Persian. `catalogue` finds translations, `writing` knows how a
language writes numbers and lists; the other files hold the English words, by where they are said.

To add a message, write it in English as a `Phrase` or in a function beside its like, then run
`python -m tests.catalogues`: it adds the message to the `.po` file of every language in
`bot/locales`. Translate it there and run the command again, which compiles the files.
"""

from bot.messages.catalogue import ENGLISH_CODE, LANGUAGES
from bot.messages.spoken import Messages, messages_in

__all__ = ["ENGLISH_CODE", "LANGUAGES", "Messages", "messages_in"]
