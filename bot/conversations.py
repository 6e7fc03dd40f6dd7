"""What the buttons under a message refer to, kept so that they work after a restart and a month.

All that the message shows is kept, so it can be drawn again word for word even after the dossier
has changed.
"""

from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from bot.logs import log_of
from bot.rendering.reply import Feedback, ReplyPart
from bot.store import chats, conversations
from bot.store.columns import Statement
from bot.store.readers import Reader
from retrieval.follow_up import Earlier
from retrieval.model import Passage

log = log_of(__name__)

# So many questions after the first of a chain, and passages quoted for it, are remembered.
MOST_FOLLOWED = 5
MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class View:
    """One message of a reply, as it stands.

    shown: the passages quoted so far under this question, this message's included. unfolded: the
    number of the quote whose surroundings are shown, 0 for none; before and after are those.
    earlier: what the question might follow when it was asked; follows: and did.
    """

    key: str
    question: str
    query_id: str
    part: ReplyPart
    shown: tuple[str, ...] = ()
    unfolded: int = 0
    before: Passage | None = None
    after: Passage | None = None
    feedback: Feedback | None = None
    earlier: Earlier | None = None
    follows: bool = False

    def as_earlier(self) -> Earlier:
        """Return the question, and what it follows itself, as what a next one may follow."""
        before = self.earlier if self.earlier and self.follows else Earlier(())
        first, *rest = (*before.questions, self.question)
        shown = dict.fromkeys((*before.shown, *self.shown))
        return Earlier((first, *rest[-MOST_FOLLOWED:]), tuple(shown)[-MOST_SHOWN:])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a conversation takes place. question_message_id: None for a pressed example."""

    chat_id: int
    person_id: int | None
    question_message_id: int | None = None


_adapter: TypeAdapter[View] = TypeAdapter(View)


def keep(view: View, place: Place, now: datetime, *, is_question: bool = True) -> Statement:
    """Return what keeps a view that was not kept before.

    is_question: false for what nothing can follow, such as a greeting.
    """
    return conversations.save(
        conversations.Conversation(
            id=view.key,
            chat_id=place.chat_id,
            query_id=view.query_id,
            question=view.question,
            quotes=_adapter.dump_python(view, mode="json"),
            created_at=now,
            person_id=place.person_id,
            question_message_id=place.question_message_id,
            ended_at=None if is_question else now,
        )
    )


def keep_again(view: View) -> Statement:
    """Return what keeps a view in the place of its earlier state."""
    return conversations.show(view.key, None, _adapter.dump_python(view, mode="json"))


def language_of(kept: conversations.Conversation) -> str | None:
    """Return the code of the language in which a question was replied to, None where unknown."""
    part = kept.quotes.get("part") if isinstance(kept.quotes, dict) else None
    return part.get("language") if isinstance(part, dict) else None


async def recall(reader: Reader, key: str, chat_id: int) -> View | None:
    """Return the view of that key.

    None when it is unknown, forgotten, of another chat, or of a version that kept it otherwise.
    """
    kept = await conversations.get(reader, key)
    if kept is None or await chats.resolve(reader, kept.chat_id) != chat_id:
        return None
    return view_of(kept)


def view_of(kept: conversations.Conversation) -> View | None:
    """Return the view that was kept; None when it is of a version that kept it otherwise."""
    try:
        return _adapter.validate_python(kept.quotes)
    except ValidationError as error:
        log.warning("a conversation cannot be read", key=kept.id, reason=str(error))
        return None
