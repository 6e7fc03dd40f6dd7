"""What the tests of faults share."""

import pytest

# python-telegram-bot 22 warns of its own future whenever it reads a flood limit.
OWN_WARNING = pytest.mark.filterwarnings(
    "ignore:.*attribute .retry_after.:telegram.warnings.PTBDeprecationWarning"
)
