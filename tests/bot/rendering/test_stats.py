from datetime import UTC, datetime

from bot.rendering.stats import render_stats
from bot.store.queries import Stats, Unanswered
from tests.bot.rendering.builders import assert_telegram_takes
from tests.english import ENGLISH

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


def test_the_sums_are_shown_with_shares_and_what_the_dossier_lacks():
    sums = Stats({"nothing": 1, "answer": 3}, 2, 1, 5, 0, 1.26)
    lacking = [Unanswered("Who\npaid?", "nothing", 4, 2, NOON)]

    message = render_stats(sums, lacking, {"owed": 1, "sending": 2, "sent": 9}, 30, ENGLISH)

    assert message.body.text == (
        "The last 30 days\n"
        "Questions: 4 by 2 people in 1 chat\n"
        "  answer: 3 (75 %)\n"
        "  nothing: 1 (25 %)\n"
        "Feedback: 5 👍  0 👎\n"
        "Median time to find an answer: 1.3 ms\n"
        "Messages waiting to be sent: 3\n"
        "\n"
        "What the dossier lacks\n"
        "• Who paid? (4×)"
    )


def test_an_empty_log_is_shown_too():
    message = render_stats(Stats({}, 0, 0, 0, 0, None), [], {}, 30, ENGLISH)

    assert "Questions: 0 by 0 people" in message.body.text
    assert "Median" not in message.body.text


def test_long_questions_are_cut():
    lacking = [Unanswered("🙂" * 2_000, "nothing", 4, 2, NOON)] * 10

    assert_telegram_takes(render_stats(Stats({}, 0, 0, 0, 0, None), lacking, {}, 30, ENGLISH))
