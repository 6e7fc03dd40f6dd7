"""A pressed button, and the word that whoever pressed it gets to see."""

from collections.abc import Callable
from dataclasses import dataclass

from telegram import CallbackQuery, Update

from bot.conversations import View, keep_again, recall
from bot.handlers.speaking import words_for
from bot.letters import Letter
from bot.messages import Messages
from bot.rendering.message import Message
from bot.rendering.payloads import Payload
from bot.rendering.reply import Unfolded, render_part
from bot.services import Services, topic_of


@dataclass(frozen=True, slots=True)
class Toast:
    """The word that whoever pressed gets to see; alert: it stays until it is closed.

    said: returns it in a language; None where there is nothing to say.
    """

    said: Callable[[Messages], str] | None = None
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button: who pressed what under which message."""

    services: Services
    update: Update
    query: CallbackQuery
    payload: Payload
    chat_id: int
    message_id: int

    def owe(self, *letters: Letter) -> None:
        """Owe these letters."""
        self.services.draft(self.update).add(*letters)

    def replace_with(self, message: Message) -> None:
        """Show this in the place of the message under which the button stands."""
        topic_id = topic_of(self.query.message)
        self.owe(Letter(self.chat_id, "edit", message, self.message_id, topic_id=topic_id))

    def redraw(self, view: View) -> None:
        """Show the view, and keep it so."""
        self.services.draft(self.update).also(keep_again(view))
        self.replace_with(draw(view))

    async def view(self) -> View | None:
        """Return what the button refers to, None when that is unknown here."""
        return await recall(self.services.database, self.payload.key, self.chat_id)

    async def words(self) -> Messages:
        """Return what the bot says in the language of the reply that the button belongs to."""
        view = await self.view()
        return view.part.words if view else await words_for(self.services, self.update)


STALE = Toast(lambda words: words.STALE, alert=True)
GONE = Toast(lambda words: words.GONE, alert=True)
THANKS = Toast(lambda words: words.THANKS)
TAKEN_BACK = Toast(lambda words: words.TAKEN_BACK)
NO_MORE = Toast(lambda words: words.NO_MORE)
NOT_YOURS = Toast(lambda words: words.NOT_YOURS, alert=True)


def draw(view: View) -> Message:
    """Return the message that shows the view."""
    unfolded = Unfolded(view.unfolded, view.before, view.after) if view.unfolded else None
    return render_part(view.part, view.key, unfolded, view.feedback)
