"""Whether the confidence means what it says: of answers given 70 %, do 70 % hold?"""

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answering import Answering
from retrieval.evaluation import Grade

BINS = 5


@dataclass(frozen=True)
class Bin:
    """Questions whose confidence lies from `low` to below `high`; right: the share that holds."""

    low: float
    high: float
    n: int
    confidence: float
    right: float


@dataclass(frozen=True)
class Calibration:
    """Confidences, and whether a right quote was among those shown.

    An unanswerable question never holds. Questions about which nothing was found have no
    confidence and are left out.
    """

    confidences: Sequence[float]
    held: Sequence[bool]

    @property
    def brier(self) -> float:
        """The mean squared error of the confidences: 0 is perfect, 0.25 what a coin reaches."""
        pairs = zip(self.confidences, self.held, strict=True)
        return sum((c - h) ** 2 for c, h in pairs) / max(1, len(self.held))

    @property
    def brier_of_the_rate(self) -> float:
        """What it would be if every question got the share that holds."""
        rate = sum(self.held) / max(1, len(self.held))
        return rate * (1 - rate)

    @property
    def bins(self) -> list[Bin]:
        """The questions by confidence, in bins of equal width; empty ones are left out."""
        found = []
        for number in range(BINS):
            low, high = number / BINS, (number + 1) / BINS
            inside = [
                (c, h)
                for c, h in zip(self.confidences, self.held, strict=True)
                if low <= c < high or (c == high == 1.0)
            ]
            if inside:
                mean = sum(c for c, _ in inside) / len(inside)
                right = sum(h for _, h in inside) / len(inside)
                found.append(Bin(low, high, len(inside), mean, right))
        return found

    def as_text(self) -> str:
        """Return a line per bin, and the two Brier scores."""
        lines = [f"{'confidence':<14}{'n':>5}{'mean':>8}{'right':>8}"]
        lines += [
            f"{f'{b.low:.1f} to {b.high:.1f}':<14}{b.n:>5}{b.confidence:>8.0%}{b.right:>8.0%}"
            for b in self.bins
        ]
        base = f"{self.brier_of_the_rate:.3f} for the rate of all"
        return "\n".join([*lines, f"Brier score {self.brier:.3f} ({base})"])

    def as_object(self) -> dict[str, object]:
        """Return the same figures."""
        return {
            "brier": self.brier,
            "brier_of_the_rate": self.brier_of_the_rate,
            "bins": [vars(b) for b in self.bins],
        }


def joined(parts: Sequence[Calibration]) -> Calibration:
    """Return the calibration over several dossiers."""
    return Calibration(
        [c for part in parts for c in part.confidences], [h for part in parts for h in part.held]
    )


def calibrate(answering: Answering, grades: Sequence[Grade]) -> Calibration:
    """Return the confidences of graded questions, and which held."""
    found = [(answering.evidence(grade.question.question), grade) for grade in grades]
    judged = [(evidence, grade) for evidence, grade in found if evidence is not None]
    return Calibration(
        [evidence.confidence for evidence, _ in judged],
        [grade.rank is not None for _, grade in judged],
    )
