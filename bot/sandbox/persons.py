"""What people do: write, edit, press buttons, ask inline, block the bot.

The page and the tests act through here. Everything a person does changes the world and, where
Telegram would tell the bot, queues an update.
"""

from random import SystemRandom

from bot.sandbox.attachments import attachment, location
from bot.sandbox.entity_finder import find_entities
from bot.sandbox.errors import PageRefused
from bot.sandbox.history import Entry
from bot.sandbox.keyboards import payloads
from bot.sandbox.methods.answers import inline_content, show_toast
from bot.sandbox.people import Chat, Person
from bot.sandbox.privacy import reaches_bot
from bot.sandbox.queries import Asked, Pressed
from bot.sandbox.tidying import clean, is_invisible
from bot.sandbox.units import longest_start
from bot.sandbox.wire import Json
from bot.sandbox.world import World

MAX_TEXT_UNITS = 4096
MAX_CAPTION_UNITS = 1024
MAX_INLINE_QUERY = 256


class Persons:
    """The people's side of a world."""

    def __init__(self, world: World) -> None:
        self.world = world

    def find(self, person_id: int, chat_id: int) -> tuple[Person, Chat]:
        """Return a person and a chat they are in; raise PageRefused when they are not."""
        person = self.world.people.get(person_id)
        chat = self.world.chats.get(chat_id)
        if person is None:
            raise PageRefused(f"There is no person {person_id}.")
        if chat is None or chat.migrated_to is not None or person_id not in chat.members:
            raise PageRefused(f"{person.first_name} is in no chat {chat_id}.")
        return person, chat

    def send(
        self, person_id: int, chat_id: int, text: str, reply_to: int | None = None
    ) -> list[Json]:
        """Send a text as a person; return the messages it became.

        As Telegram's apps do, a text beyond the limit is sent as several messages.
        """
        person, chat = self.find(person_id, chat_id)
        pieces = split_text(text)
        if is_invisible("".join(pieces)):
            raise PageRefused("There is nothing in that message to send.")
        return [self.post(person, chat, text_content(piece), reply_to) for piece in pieces]

    def attach(
        self,
        person_id: int,
        chat_id: int,
        kind: str,
        given: Json | None = None,
        caption: str = "",
        reply_to: int | None = None,
    ) -> Json:
        """Send a photo, voice, sticker, document or location as a person."""
        person, chat = self.find(person_id, chat_id)
        if kind == "location":
            return self.post(person, chat, location(given), reply_to)
        content = attachment(self.world.files, kind, given)
        pieces = split_text(caption, MAX_CAPTION_UNITS)
        if pieces and kind != "sticker":
            entities = find_entities(pieces[0])
            content |= {"caption": pieces[0]}
            content |= {"caption_entities": entities} if entities else {}
        return self.post(person, chat, content, reply_to)

    def post(self, person: Person, chat: Chat, content: Json, reply_to: int | None = None) -> Json:
        """Post a message of any kind as a person and tell the bot, if it may see it."""
        if reply_to is not None and self.world.history(chat).find(reply_to) is None:
            raise PageRefused(f"There is no message {reply_to} in this chat to reply to.")
        if chat.type == "private":
            person.started = True
            if person.blocked:
                raise PageRefused(f"{person.first_name} blocked the bot; unblock it first.")
        message = self.world.post(chat, person.id, content, reply_to)
        if reaches_bot(self.world.bot, chat, message):
            self.world.updates.put("message", message)
        return message

    def edit(self, person_id: int, chat_id: int, message_id: int, text: str) -> Json:
        """Change the text of a person's own message."""
        _, chat = self.find(person_id, chat_id)
        entry = self._entry(chat, message_id)
        if entry.message["from"]["id"] != person_id or "text" not in entry.message:
            raise PageRefused("Only one's own texts can be edited.")
        pieces = split_text(text)
        if len(pieces) != 1:
            raise PageRefused(f"An edited text needs 1 to {MAX_TEXT_UNITS} characters.")
        content = text_content(pieces[0])
        gone = ["entities"] if "entities" not in content else []
        content["edit_date"] = self.world.now()
        message = self.world.change(chat, entry, content, gone)
        if reaches_bot(self.world.bot, chat, message):
            self.world.updates.put("edited_message", message)
        return message

    def press(
        self, person_id: int, chat_id: int, message_id: int, data: str, forged: bool = False
    ) -> str:
        """Press a button; a forged press carries data that is on no button.

        Returns the query's id. A remembered answer is shown again without asking the bot.
        """
        person, chat = self.find(person_id, chat_id)
        entry = self.world.history(chat).find(message_id)
        if not forged:
            markup = self._entry(chat, message_id).message.get("reply_markup")
            if data not in payloads(markup):
                raise PageRefused("There is no such button under that message.")
        pressed = Pressed(person_id, chat_id, message_id, data, self.world.clock())
        query_id = self._new_id()
        toast = self.world.queries.remembered_toast(pressed)
        if toast is not None:
            show_toast(self.world, query_id, pressed, toast)
            return query_id
        self.world.queries.open(query_id, pressed)
        query: Json = {
            "id": query_id,
            "from": person.as_user(),
            "chat_instance": str(abs(chat.id) * 7 + 11),
            "message": self._pressed_message(chat, message_id, entry),
            "data": data,
        }
        self.world.updates.put("callback_query", query)
        return query_id

    def ask_inline(self, person_id: int, query: str, offset: str = "") -> str:
        """Type a query after the bot's name; return the query's id."""
        person = self.world.people.get(person_id)
        if person is None:
            raise PageRefused(f"There is no person {person_id}.")
        query_id = self._new_id()
        text = query[:MAX_INLINE_QUERY]
        self.world.queries.open(query_id, Asked(person_id, text, self.world.clock()))
        update = {"id": query_id, "from": person.as_user(), "query": text, "offset": offset}
        self.world.updates.put("inline_query", update | {"chat_type": "sender"})
        return query_id

    def choose(self, person_id: int, chat_id: int, query_id: str, result_id: str) -> Json:
        """Send one of the results of an inline query, as the person's message via the bot."""
        person, chat = self.find(person_id, chat_id)
        asker, results = self.world.queries.inline_results.get(query_id, (None, []))
        chosen = next((one for one in results if one["id"] == result_id), None)
        if asker != person_id or chosen is None:
            raise PageRefused("There is no such result to choose.")
        content = inline_content(chosen) | {"via_bot": self.world.bot.as_user()}
        return self.post(person, chat, content)

    def _entry(self, chat: Chat, message_id: int) -> Entry:
        entry = self.world.history(chat).find(message_id)
        if entry is None:
            raise PageRefused(f"There is no message {message_id} in this chat.")
        return entry

    def _pressed_message(self, chat: Chat, message_id: int, entry: Entry | None) -> Json:
        if entry is None:  # the API's InaccessibleMessage: its date is always 0
            return {
                "chat": self.world.chat_as_seen(chat),
                "message_id": message_id,
                "date": 0,
            }
        return self.world.history(chat).view(entry)

    def _new_id(self) -> str:
        return str(SystemRandom().randrange(10**17, 10**18))


def text_content(text: str) -> Json:
    """Return a text in the fields of a message, with the entities it has by itself."""
    entities = find_entities(text)
    return {"text": text} | ({"entities": entities} if entities else {})


def split_text(text: str, most: int = MAX_TEXT_UNITS) -> list[str]:
    """Return a text in pieces that fit in a message, trimmed, the empty ones left out."""
    pieces: list[str] = []
    rest = clean(text, ())[0].strip()
    while rest:
        piece = longest_start(rest, most)
        pieces.append(piece.rstrip())
        rest = rest[len(piece) :].lstrip()
    return pieces
