"""What the running bot knows of the day and of words when it is asked."""

from datetime import UTC, date, datetime
from pathlib import Path

from bot.dossier import LivingDossier
from retrieval.english import english_words
from retrieval.right_words import right_words

TEXT = """---
title: The ferry
date: 2025-04-29
---

The old ferry sank on Monday off the cape.

The choir sang until late.

Trees grow along the road.
"""


async def test_yesterday_is_the_day_before_the_clock(tmp_path: Path) -> None:
    (tmp_path / "ferry.md").write_text(TEXT, encoding="utf-8")
    clock = [datetime(2025, 4, 29, 12, tzinfo=UTC)]

    def today() -> date:
        return clock[0].date()

    dossier = LivingDossier(tmp_path, today=today)
    await dossier.refresh()
    ask = dossier.edition.answering.ask

    assert ask("What happened yesterday?").quotes[0].citation.published == date(2025, 4, 29)
    clock[0] = datetime(2025, 5, 9, 12, tzinfo=UTC)
    assert ask("What happened yesterday?").quotes == ()


async def test_what_a_mistyped_question_needs_is_made_ahead(tmp_path: Path) -> None:
    right_words.cache_clear()

    await LivingDossier(tmp_path).warm_up()

    assert right_words.cache_info().misses == 1
    right_words(english_words(), "en")
    assert right_words.cache_info().hits == 1
