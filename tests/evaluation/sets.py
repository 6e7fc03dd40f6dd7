"""Which questions are for what: to look at, to fit on, and to be judged by."""

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DOSSIERS = ROOT / "tests" / "evaluation" / "dossiers"
QUESTIONS = ROOT / "tests" / "evaluation" / "questions"
SEEDS = ROOT / "seeds"

# Weights, thresholds and word lists may be looked at through these.
FIRST = ["ferry", "hospital", "dam"]
FURTHER = ["election", "museum", "pipeline", "transfer"]
NEWER = ["bank", "blast", "festival", "wildfire"]
TRAINING = [*FIRST, *FURTHER, *NEWER]
# What the confidence that ships was fitted on; add the rest when it is fitted again.
FITTED = TRAINING
# Our own questions about the shipped seeds, beside the development questions; not fitted to.
OF_SEEDS = "seeds"
# Nothing is fitted to these, and nobody reads their misses to mend a rule.
TEST_FIRST = ["outbreak", "satellite", "strike", "summit"]
TEST_NEWER = ["chess", "mine", "ransom", "volcano"]
TEST = [*TEST_FIRST, *TEST_NEWER]
