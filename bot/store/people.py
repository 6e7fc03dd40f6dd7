"""A person's rights over what is kept of them: to be told, and to be forgotten.

A private chat has the id of its person, so rows are theirs by `person_id` or by `chat_id`.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.store.columns import Statement, to_time_or_none
from bot.store.readers import Reader


@dataclass(frozen=True, slots=True)
class StoredAbout:
    """How many rows of a person there are; since: the oldest question, None without any."""

    questions: int
    feedback: int
    conversations: int
    messages: int
    updates: int
    since: datetime | None

    @property
    def total(self) -> int:
        """All of them together."""
        return self.questions + self.feedback + self.conversations + self.messages + self.updates


def forget(person_id: int) -> tuple[Statement, ...]:
    """Delete everything of a person; write it together with `updates.finished` of their wish.

    What they asked and is not answered yet stays until it is: that is a new wish. Other people's
    updates that were set aside lose their words if they show this person, and the numbers of
    updates stay, without any person. Afterwards `Database.scrub` makes the deleted words
    unreadable in the files too. What is owed to them must be written after these statements.
    """
    return tuple(Statement(sql, {"person": person_id}) for sql in _FORGET)


# json_valid: SQLite reads less deeply nested JSON than Python does; what it cannot read goes too.
_FORGET = (
    "DELETE FROM feedback WHERE person_id = :person",
    "DELETE FROM queries WHERE person_id = :person OR chat_id = :person",
    "DELETE FROM conversations WHERE person_id = :person OR chat_id = :person",
    "DELETE FROM outbox WHERE person_id = :person OR chat_id = :person",
    "DELETE FROM chats WHERE id = :person",
    (
        "UPDATE updates SET raw = NULL, person_id = NULL, chat_id = NULL"
        " WHERE state <> 'owed' AND raw IS NOT NULL AND CASE"
        "  WHEN person_id = :person OR chat_id = :person THEN TRUE"
        "  WHEN NOT json_valid(raw) THEN TRUE"
        "  ELSE EXISTS (SELECT 1 FROM json_tree(raw) WHERE key = 'id' AND atom = :person) END"
    ),
)


async def what_is_stored(reader: Reader, person_id: int) -> StoredAbout:
    """Return how much is kept of a person."""
    (row,) = await reader.read(_COUNTS, {"person": person_id})
    return StoredAbout(
        questions=row["questions"],
        feedback=row["feedback"],
        conversations=row["conversations"],
        messages=row["messages"],
        updates=row["updates"],
        since=to_time_or_none(row["since"]),
    )


_COUNTS = """SELECT
    (SELECT count(*) FROM queries WHERE person_id = :person OR chat_id = :person) AS questions,
    (SELECT count(*) FROM feedback WHERE person_id = :person) AS feedback,
    (SELECT count(*) FROM conversations
        WHERE person_id = :person OR chat_id = :person) AS conversations,
    (SELECT count(*) FROM outbox WHERE person_id = :person OR chat_id = :person) AS messages,
    (SELECT count(*) FROM updates WHERE person_id = :person OR chat_id = :person) AS updates,
    (SELECT min(asked_at) FROM queries WHERE person_id = :person OR chat_id = :person) AS since"""
