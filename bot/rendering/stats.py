"""The query log's sums, for those who run the bot."""

from collections.abc import Mapping, Sequence

from bot.messages import Messages
from bot.rendering.citation import shorten
from bot.rendering.message import Message, TextBuilder
from bot.store.queries import Stats, Unanswered

MAX_QUESTION_UNITS = 120


def render_stats(
    sums: Stats,
    lacking: Sequence[Unanswered],
    letters: Mapping[str, int],
    days: int,
    words: Messages,
) -> Message:
    """Return the sums of the last `days` days, and the questions nobody could be answered."""
    lines = [words.asked(sums.questions, sums.people, sums.chats)]
    for outcome, count in sorted(sums.outcomes.items()):
        lines.append(f"  {words.outcome(outcome, count, round(100 * count / sums.questions))}")
    lines.append(words.feedback(sums.liked, sums.disliked))
    if sums.median_ms is not None:
        lines.append(words.median_time(sums.median_ms))
    lines.append(words.waiting(letters.get("owed", 0) + letters.get("sending", 0)))
    builder = TextBuilder().add(words.last_days(days), "bold").add("\n" + "\n".join(lines))
    if lacking:
        builder.add("\n\n").add(words.LACKING, "bold")
        for item in lacking:
            question = words.writing.isolate(shorten(item.question, MAX_QUESTION_UNITS))
            builder.add(f"\n• {question} ({words.writing.number(item.times)}×)")
    return Message(builder.build())
