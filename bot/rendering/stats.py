"""The query log's sums, for those who run the bot."""

from collections.abc import Mapping, Sequence

from bot.rendering.citation import shorten
from bot.rendering.message import Message, TextBuilder
from bot.store.queries import Stats, Unanswered

MAX_QUESTION_UNITS = 120


def render_stats(
    sums: Stats, lacking: Sequence[Unanswered], letters: Mapping[str, int], days: int
) -> Message:
    """Return the sums of the last `days` days, and the questions nobody could be answered."""
    builder = TextBuilder().add(f"The last {days} days", "bold")
    builder.add(
        f"\nQuestions: {sums.questions:,} by {_count(sums.people, 'person', 'people')}"
        f" in {_count(sums.chats, 'chat', 'chats')}"
    )
    for outcome, count in sorted(sums.outcomes.items()):
        builder.add(f"\n  {outcome}: {count:,} ({100 * count / sums.questions:.0f} %)")
    builder.add(f"\nFeedback: {sums.liked:,} 👍  {sums.disliked:,} 👎")
    if sums.median_ms is not None:
        builder.add(f"\nMedian time to find an answer: {sums.median_ms:.1f} ms")
    waiting = letters.get("owed", 0) + letters.get("sending", 0)
    builder.add(f"\nMessages waiting to be sent: {waiting:,}")
    if lacking:
        builder.add("\n\n").add("What the dossier lacks", "bold")
        for item in lacking:
            builder.add(f"\n• {shorten(item.question, MAX_QUESTION_UNITS)} ({item.times}×)")
    return Message(builder.build())


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
