"""What is deleted because it is old.

`Database.scrub` afterwards makes it unreadable in the files as well.
"""

from datetime import datetime, timedelta

from bot.store.columns import Statement, to_seconds

# Telegram keeps an update for a day, so a repeat comes within days; the rest is margin.
UPDATE_NUMBERS_KEPT = timedelta(days=30)


def purge(before: datetime, now: datetime) -> tuple[Statement, ...]:
    """Delete what is older than `before`; each statement returns a row for everything it deletes.

    Nothing that is still owed is deleted, neither updates nor messages. The bare numbers of
    finished updates go UPDATE_NUMBERS_KEPT after they were finished.
    """
    parameters = {
        "before": to_seconds(before),
        "numbers_before": to_seconds(now - UPDATE_NUMBERS_KEPT),
    }
    return tuple(Statement(sql, parameters) for sql in _PURGE)


_PURGE = (
    "DELETE FROM queries WHERE asked_at < :before RETURNING 1",
    "DELETE FROM conversations WHERE created_at < :before RETURNING 1",
    (
        "DELETE FROM outbox WHERE created_at < :before"
        " AND state NOT IN ('owed', 'sending') RETURNING 1"
    ),
    "DELETE FROM chats WHERE last_seen < :before RETURNING 1",
    (
        "UPDATE updates SET raw = NULL, person_id = NULL, chat_id = NULL"
        " WHERE state <> 'owed' AND raw IS NOT NULL AND received_at < :before RETURNING 1"
    ),
    "DELETE FROM updates WHERE state <> 'owed' AND finished_at < :numbers_before RETURNING 1",
)
