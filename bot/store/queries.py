"""The query log: what was asked, what came of it, and what people thought of the reply."""

import unicodedata
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.store.columns import Statement, from_json, to_json, to_seconds, to_time
from bot.store.readers import Reader
from bot.store.writer import Rows

Outcome = Literal["answer", "nearest", "nothing"]

PAGE = 500


@dataclass(frozen=True, slots=True)
class LoggedQuery:
    """A question and its outcome.

    passages: the ids and scores of what was shown, best first. person_id: None for a channel or an
    anonymous admin. edited_from: the query of the same message before it was edited, if any.
    liked, disliked: how many pressed 👍 and 👎; kept apart, and only filled in when read.
    """

    id: str
    asked_at: datetime
    chat_id: int
    chat_kind: str
    question: str
    outcome: Outcome
    reason: str
    passages: Sequence[tuple[str, float]]
    elapsed_ms: float
    person_id: int | None = None
    edited_from: str | None = None
    liked: int = 0
    disliked: int = 0


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question the dossier does not answer; question, outcome: as it was last asked."""

    question: str
    outcome: Outcome
    times: int
    people: int
    last_asked: datetime


@dataclass(frozen=True, slots=True)
class Stats:
    """Sums over the log since a time; median_ms: None when nothing was asked."""

    outcomes: dict[Outcome, int]
    people: int
    chats: int
    liked: int
    disliked: int
    median_ms: float | None

    @property
    def questions(self) -> int:
        """How many questions were asked."""
        return sum(self.outcomes.values())


def log(query: LoggedQuery) -> Statement:
    """Keep a query."""
    return Statement(
        "INSERT INTO queries (id, asked_at, chat_id, chat_kind, person_id, question, folded,"
        " outcome, reason, passages, elapsed_ms, edited_from)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            query.id,
            to_seconds(query.asked_at),
            query.chat_id,
            query.chat_kind,
            query.person_id,
            query.question,
            fold(query.question),
            query.outcome,
            query.reason,
            to_json([list(passage) for passage in query.passages]),
            query.elapsed_ms,
            query.edited_from,
        ),
    )


def feedback(query_id: str, person_id: int, value: Literal[-1, 1], at: datetime) -> Statement:
    """Keep what a person thinks of a reply, in the place of what they thought before.

    It returns one row, or none when the query is no longer in the log; then nothing is kept.
    """
    return Statement(
        "INSERT INTO feedback (query_id, person_id, value, given_at)"
        " SELECT id, :person, :value, :at FROM queries WHERE id = :query"
        " ON CONFLICT (query_id, person_id) DO UPDATE"
        " SET value = excluded.value, given_at = excluded.given_at RETURNING value",
        {"query": query_id, "person": person_id, "value": value, "at": to_seconds(at)},
    )


def withdraw_feedback(query_id: str, person_id: int) -> Statement:
    """Forget what a person thought of a reply."""
    return Statement(
        "DELETE FROM feedback WHERE query_id = ? AND person_id = ?", (query_id, person_id)
    )


async def feedback_of(reader: Reader, query_id: str, person_id: int) -> int | None:
    """Return 1 or -1 as the person pressed, None when they did not."""
    rows = await reader.read(
        "SELECT value FROM feedback WHERE query_id = ? AND person_id = ?", (query_id, person_id)
    )
    return int(rows[0]["value"]) if rows else None


async def recent(reader: Reader, limit: int = 20) -> list[LoggedQuery]:
    """Return the latest queries, newest first."""
    rows = await reader.read(f"{_SELECT} ORDER BY asked_at DESC, id DESC LIMIT ?", (limit,))
    return _queries(rows)


async def every(reader: Reader) -> AsyncIterator[LoggedQuery]:
    """Yield the whole log, oldest first, a page at a time, however long it is."""
    after: tuple[float, str] = (float("-inf"), "")
    while rows := await reader.read(
        f"{_SELECT} WHERE (asked_at, id) > (?, ?) ORDER BY asked_at, id LIMIT {PAGE}", after
    ):
        for query in _queries(rows):
            yield query
        after = (rows[-1]["asked_at"], rows[-1]["id"])


async def unanswered(reader: Reader, limit: int = 20) -> list[Unanswered]:
    """Return the questions without an answer, most asked first.

    Questions that differ only in case, accents and punctuation are one; one that was answered when
    it was last asked is not among them any more.
    """
    rows = await reader.read(
        # With max(), SQLite takes the bare columns from the row that holds the maximum.
        "SELECT question, outcome, max(asked_at) AS last_asked,"
        " count(DISTINCT CASE WHEN outcome <> 'answer' THEN person_id END) AS people,"
        " sum(outcome <> 'answer') AS times FROM queries GROUP BY folded"
        " HAVING outcome <> 'answer' ORDER BY times DESC, last_asked DESC LIMIT ?",
        (limit,),
    )
    return [
        Unanswered(
            question=row["question"],
            outcome=row["outcome"],
            times=row["times"],
            people=row["people"],
            last_asked=to_time(row["last_asked"]),
        )
        for row in rows
    ]


async def stats(reader: Reader, since: datetime) -> Stats:
    """Return the sums over what was asked at that time or later."""
    at = to_seconds(since)
    outcomes, people, presses, median = await reader.read_together(
        Statement(
            "SELECT outcome, count(*) AS n FROM queries WHERE asked_at >= ? GROUP BY outcome", (at,)
        ),
        Statement(
            "SELECT count(DISTINCT person_id) AS people, count(DISTINCT chat_id) AS chats"
            " FROM queries WHERE asked_at >= ?",
            (at,),
        ),
        Statement(
            "SELECT total(value = 1) AS liked, total(value = -1) AS disliked FROM feedback"
            " JOIN queries ON queries.id = query_id WHERE asked_at >= ?",
            (at,),
        ),
        Statement(_MEDIAN, {"since": at}),
    )
    return Stats(
        outcomes={row["outcome"]: row["n"] for row in outcomes},
        people=people[0]["people"],
        chats=people[0]["chats"],
        liked=int(presses[0]["liked"]),
        disliked=int(presses[0]["disliked"]),
        median_ms=median[0]["median"],
    )


def fold(question: str) -> str:
    """Return the words of a question without case and accents, one space between them.

    A question without any letter or digit is returned as it is.
    """
    # Twice, because letters of other shapes (𝕊) have a case only once they are plain ones.
    plain = unicodedata.normalize("NFKD", question).casefold()
    plain = unicodedata.normalize("NFKD", plain).casefold()
    bare = (letter for letter in plain if not unicodedata.combining(letter))
    words = "".join(letter if letter.isalnum() else " " for letter in bare).split()
    return " ".join(words) or question.strip()


_SELECT = (
    "SELECT *,"
    " (SELECT count(*) FROM feedback WHERE query_id = queries.id AND value = 1) AS liked,"
    " (SELECT count(*) FROM feedback WHERE query_id = queries.id AND value = -1) AS disliked"
    " FROM queries"
)

# The middle one of an odd number, the mean of the two in the middle of an even one.
_MEDIAN = (
    "WITH asked AS (SELECT elapsed_ms FROM queries WHERE asked_at >= :since),"
    " size AS (SELECT count(*) AS n FROM asked)"
    " SELECT avg(elapsed_ms) AS median FROM (SELECT elapsed_ms FROM asked ORDER BY elapsed_ms"
    " LIMIT 2 - (SELECT n FROM size) % 2 OFFSET (SELECT max(0, (n - 1) / 2) FROM size))"
)


def _queries(rows: Rows) -> list[LoggedQuery]:
    return [
        LoggedQuery(
            id=row["id"],
            asked_at=to_time(row["asked_at"]),
            chat_id=row["chat_id"],
            chat_kind=row["chat_kind"],
            question=row["question"],
            outcome=row["outcome"],
            reason=row["reason"],
            passages=[(passage, score) for passage, score in from_json(row["passages"])],
            elapsed_ms=row["elapsed_ms"],
            person_id=row["person_id"],
            edited_from=row["edited_from"],
            liked=row["liked"],
            disliked=row["disliked"],
        )
        for row in rows
    ]
