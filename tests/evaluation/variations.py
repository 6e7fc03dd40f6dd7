"""The same questions put otherwise: mistyped, names respelt, with filler, turned round, bare.

    python -m tests.evaluation.variations [--show | --lost]

Each variation is made from a question's id, so it is the same in every run. What it costs is the
share of right passages among the first three that it loses against the question as it was.
--show prints some variations of the training questions and asks nothing; --lost prints those of
them whose right passage is lost. Those of the other splits stay unread.
"""

# ruff: noqa: T201

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from retrieval.answering import Answering
from retrieval.english import english_words
from retrieval.evaluation import Ask, GradedQuestion, evaluate
from retrieval.intervals import difference_interval
from retrieval.reporting import hits_within, share_of
from tests.evaluation.peers import Asked, read_splits
from tests.evaluation.rephrasing import (
    WORD,
    Names,
    Vary,
    mistyped,
    other_romanisation,
    other_script,
    turned_round,
    with_filler,
    without_marks,
)

KINDS = frozenset({"fact", "keyword", "temporal", "chatty"})
DRAWS = 2
# What a variation may cost, in points of hit@3.
MOST_POINTS = 3.0

_SHORTEST_NAME = 4
_CALENDAR = (
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday"
)

VARIATIONS: Mapping[str, Vary] = {
    "typing errors": mistyped,
    "other romanisation": other_romanisation,
    "other script": other_script,
    "filler": with_filler,
    "turned round": turned_round,
    "lower case, no marks": without_marks,
}


@dataclass(frozen=True)
class Cost:
    """Whether the right passage was among the first three, before and after, for each question."""

    bare: Sequence[float]
    varied: Sequence[float]

    @cached_property
    def points(self) -> float:
        """What the variation costs in points of hit@3."""
        return 100 * ((share_of(self.bare) or 0.0) - (share_of(self.varied) or 0.0))

    def as_object(self) -> dict[str, object]:
        """Return n, both shares, the cost in points and its 95 % interval."""
        interval = difference_interval(self.varied, self.bare)
        return {
            "n": len(self.bare),
            "bare": share_of(self.bare),
            "varied": share_of(self.varied),
            "points": self.points,
            "interval": interval and [100 * interval.low, 100 * interval.high],
        }


def costs(
    split: Sequence[Asked],
    ask_of: Callable[[Asked], Ask],
    variations: Mapping[str, Vary] = VARIATIONS,
) -> dict[str, Cost]:
    """Return what each variation costs over the dossiers of a split."""
    bare = {
        (asked.name, question.id): hit
        for asked in split
        for questions in [[q for q in asked.questions if q.kind in KINDS]]
        for question, hit in zip(questions, _hits(ask_of(asked), questions), strict=True)
    }
    found: dict[str, Cost] = {}
    for name, vary in variations.items():
        before: list[float] = []
        after: list[float] = []
        for asked in split:
            pairs = list(_varied(asked, name, vary))
            before += [bare[asked.name, question.id] for question, _ in pairs]
            after += _hits(ask_of(asked), (question for _, question in pairs))
        found[name] = Cost(before, after)
    return found


def format_costs(found: Mapping[str, Cost]) -> str:
    """Return a line per variation: n, hit@3 before and after, the cost and its interval."""
    lines = [f"{'variation':<22}{'n':>5}{'bare':>7}{'varied':>8}{'points':>8}   95 %"]
    for name, cost in found.items():
        interval = difference_interval(cost.varied, cost.bare)
        if interval is not None:
            shown = f"({100 * interval.low:+.1f} to {100 * interval.high:+.1f})"
            mark = "" if cost.points <= MOST_POINTS else "  above the goal"
            lines.append(
                f"{name:<22}{len(cost.bare):>5}{share_of(cost.bare):>7.0%}"
                f"{share_of(cost.varied):>8.0%}{cost.points:>8.1f}   {shown}{mark}"
            )
    return "\n".join(lines)


def names_of(asked: Asked) -> Names:
    """Return the words that the dossier only ever writes with a capital, and are no English."""
    text = "\n".join(passage.text for passage in asked.dossier.passages)
    written = set(WORD.findall(text))
    return frozenset(
        word
        for word in written
        if len(word) >= _SHORTEST_NAME
        and word[0].isupper()
        and not word.isupper()
        and word.lower() not in written
        and not _is_english(word)
    )


def _varied(asked: Asked, name: str, vary: Vary) -> Iterator[tuple[GradedQuestion, GradedQuestion]]:
    """Yield each question of the kinds with its variations, those that differ from it."""
    names = names_of(asked)
    for question in asked.questions:
        for draw in range(DRAWS) if question.kind in KINDS else ():
            made = vary(question.question, names, Random(f"{name}/{question.id}/{draw}"))
            if made is not None and made != question.question:
                yield question, replace(question, question=made)


def _hits(ask: Ask, questions: Iterable[GradedQuestion]) -> list[float]:
    return hits_within([grade.rank for grade in evaluate(ask, questions).grades], 3)


def _is_english(word: str) -> bool:
    forms = {word.lower(), *(word.lower().removesuffix(end) for end in ("s", "es", "ed", "ing"))}
    return word.lower() in _CALENDAR.split() or bool(forms & english_words())


def main() -> None:
    """Print what each variation costs in each split."""
    splits = read_splits()
    if "--show" in sys.argv:
        _show(splits["training"], every=9)
    elif "--lost" in sys.argv:
        _show(splits["training"], only_lost=True)
    else:
        for name, split in splits.items():
            print(f"\n{name}")
            print(format_costs(costs(split, lambda asked: Answering(asked.dossier).ask)))


def _show(split: Sequence[Asked], every: int = 1, *, only_lost: bool = False) -> None:
    """Print questions and their variations, or only those whose right passage is lost."""
    asks = [Answering(asked.dossier).ask for asked in split]
    for name, vary in VARIATIONS.items():
        pairs = [
            (ask, *p) for a, ask in zip(split, asks, strict=True) for p in _varied(a, name, vary)
        ]
        for ask, before, after in pairs[::every]:
            if not only_lost or _hits(ask, [before]) > _hits(ask, [after]):
                print(f"{name:<22}{before.question}\n{'':22}{after.question}")


if __name__ == "__main__":
    main()
