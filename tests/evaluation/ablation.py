"""What each signal is worth: the answers with one of them off, question by question.

A signal is put off by a constant, by a lookup that finds nothing, or by a dossier without the thing
it looks at; the code that ships stays as it is. Every target must exist, so a renamed one is
noticed by the tests.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from unittest.mock import patch

from retrieval import ranking
from retrieval.answering import Answering
from retrieval.evaluation import GradedQuestion, evaluate
from retrieval.index.index import Index, build_index
from retrieval.ingest import Dossier
from retrieval.intervals import Interval, difference_interval
from retrieval.model import Hit
from retrieval.parsing import Question
from retrieval.ranking import WEIGHTS, Ranked, Signals
from retrieval.reporting import hits_within
from retrieval.thesaurus import FAMILY_SHARE, Expansion, Thesaurus
from tests.evaluation.peers import Asked

DEPTHS = (1, 3)
# Not 0.0, as some weights are told as a share of another.
OFF = 1e-9
# Signals by which the best sentence is chosen, so that others change with them.
CHOOSING = frozenset({"sentence", "wanted", "filled", "unsaid"})
Places = list[int | None]


@dataclass(frozen=True)
class Ablation:
    """What is put in the place of what, by dotted name, and what the dossier is without.

    is_summed: what is off is but a weight in the sum of signals, which stay what they are.
    """

    targets: Mapping[str, object] = field(default_factory=dict)
    strip: Callable[[Dossier], Dossier] | None = None
    is_summed: bool = False

    @contextmanager
    def apply(self) -> Iterator[None]:
        """Put the signal off within the block. Raises AttributeError for a target that is gone."""
        with ExitStack() as stack:
            for target, replacement in self.targets.items():
                stack.enter_context(patch(target, replacement))
            yield


@dataclass(frozen=True)
class Change:
    """What a signal off does to the hits at a depth, in points; negative where it is missed."""

    points: float
    interval: Interval

    @property
    def is_sure(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.interval.low > 0 or self.interval.high < 0


def _finds_nothing(*_: object, **__: object) -> tuple[()]:
    return ()


def _repairs_nothing(*_: object, **__: object) -> None:
    return None


def _as_it_is(text: str, *_: object) -> str:
    return text


def _untitled(dossier: Dossier) -> Dossier:
    return replace(
        dossier,
        documents=tuple(replace(document, title=None) for document in dossier.documents),
        passages=tuple(replace(passage, heading=None) for passage in dossier.passages),
        digest=f"{dossier.digest}-untitled",
    )


_expansions = Thesaurus.expansions


def _without_families(thesaurus: Thesaurus, asked: Sequence[str]) -> list[Expansion]:
    return [e for e in _expansions(thesaurus, asked) if e.share != FAMILY_SHARE]


def _families_only(thesaurus: Thesaurus, asked: Sequence[str]) -> list[Expansion]:
    return [e for e in _expansions(thesaurus, asked) if e.share == FAMILY_SHARE]


def _without_weight(signal: str) -> Ablation:
    """Return what puts a signal of the ranking off, that of names with it."""
    weightless = {name: OFF for name in Signals._fields if name.removesuffix("_names") == signal}
    return Ablation(
        {"retrieval.ranking.WEIGHTS": WEIGHTS._replace(**weightless)},
        is_summed=signal not in CHOOSING,
    )


ABLATIONS: Mapping[str, Ablation] = {
    **{name: _without_weight(name) for name in Signals._fields if not name.endswith("_names")},
    "paragraphs beside": Ablation({"retrieval.answering.LED_BY": 0}),
    "titles, headings": Ablation(strip=_untitled),
    "names": Ablation({"retrieval.names.NameIndex.find": _finds_nothing}),
    "repairs": Ablation({"retrieval.spelling.Speller.repair": _repairs_nothing}),
    "thesaurus": Ablation({"retrieval.thesaurus.Thesaurus.expansions": _families_only}),
    "derivations": Ablation({"retrieval.thesaurus.Thesaurus.expansions": _without_families}),
    "fields": Ablation({"retrieval.fields.Fields.expansions": _finds_nothing}),
    "translations": Ablation({"retrieval.translation.Translator.translate": _finds_nothing}),
    "everyday weight": Ablation({"retrieval.parsing.EVERYDAY_WEIGHT": 1.0}),
    "spoken to the bot": Ablation(
        {
            "retrieval.parsing.spoken_to_bot": _finds_nothing,
            "retrieval.parsing.without_address": _as_it_is,
        }
    ),
    "other source first": Ablation({"retrieval.answering.SAME_DOCUMENT": 1.0}),
}


class Remembered:
    """What need not be done again for every ablation.

    A dossier is indexed once. Candidates are ranked once, which takes most of the time of an
    answer, and their signals are added up anew by the weights that hold then.
    """

    def __init__(self) -> None:
        self._ranked: dict[tuple[str, ...], list[Ranked]] = {}
        self._indexes: dict[str, Index] = {}

    def answering(self, asked: Asked) -> Answering:
        """Return what answers from a dossier as it is."""
        if asked.name not in self._indexes:
            self._indexes[asked.name] = build_index(asked.dossier)
        return Answering(asked.dossier, index=self._indexes[asked.name])

    def rank(self, hits: Sequence[Hit], question: Question, *rest: Any) -> list[Ranked]:
        """Return what `retrieval.ranking.rank` does."""
        key = (question.query.text, *(hit.passage.id for hit in hits))
        if key not in self._ranked:
            self._ranked[key] = ranking.rank(hits, question, *rest)
        summed = (replace(item, score=_sum(item.signals)) for item in self._ranked[key])
        return sorted(summed, key=lambda item: (-item.score, item.reading.passage.id))


def _sum(signals: Signals) -> float:
    return sum(value * weight for value, weight in zip(signals, ranking.WEIGHTS, strict=True))


def places(
    split: Sequence[Asked],
    ablation: Ablation | None = None,
    remembered: Remembered | None = None,
) -> Places:
    """Return the place of the first right quote for every answerable question of a split."""
    off = ablation or Ablation()
    known = remembered or Remembered()
    found: Places = []
    with ExitStack() as stack:
        if ablation is None or off.is_summed:
            stack.enter_context(patch("retrieval.answering.rank", known.rank))
        stack.enter_context(off.apply())
        for asked in split:
            answering = Answering(off.strip(asked.dossier)) if off.strip else known.answering(asked)
            grades = evaluate(answering.ask, _answerable(asked)).grades
            found += [grade.rank for grade in grades]
    return found


def changes(
    split: Sequence[Asked], ablations: Mapping[str, Ablation] = ABLATIONS
) -> dict[str, dict[int, Change]]:
    """Return signal -> depth -> what happens to the hits when it is off."""
    remembered = Remembered()
    whole = places(split, remembered=remembered)
    return {
        name: {depth: _change(whole, without, depth) for depth in DEPTHS}
        for name, ablation in ablations.items()
        for without in [places(split, ablation, remembered)]
    }


def format_changes(found: Mapping[str, Mapping[int, Change]]) -> str:
    """Return a line per signal with the changes in points; a star where the interval excludes 0."""
    lines = [f"{'off':<22}" + "".join(f"{f'hit@{depth}':>24}" for depth in DEPTHS)]
    for name, by_depth in found.items():
        lines.append(f"{name:<22}" + "".join(f"{_shown(by_depth[d]):>24}" for d in DEPTHS))
    return "\n".join(lines)


def changes_object(found: Mapping[str, Mapping[int, Change]]) -> dict[str, object]:
    """Return signal -> hit@1 and hit@3, each with points and interval."""
    return {
        name: {
            f"hit@{depth}": {"points": change.points, "interval": list(change.interval)}
            for depth, change in by_depth.items()
        }
        for name, by_depth in found.items()
    }


def _answerable(asked: Asked) -> list[GradedQuestion]:
    return [question for question in asked.questions if question.is_answerable]


def _change(whole: Places, without: Places, depth: int) -> Change:
    before, after = hits_within(whole, depth), hits_within(without, depth)
    interval = difference_interval(before, after) or Interval(0.0, 0.0)
    points = 100 * (sum(after) - sum(before)) / max(1, len(before))
    return Change(points, Interval(100 * interval.low, 100 * interval.high))


def _shown(change: Change) -> str:
    low, high = change.interval
    return f"{change.points:+.1f} ({low:+.1f} to {high:+.1f}){'*' if change.is_sure else ' '}"
