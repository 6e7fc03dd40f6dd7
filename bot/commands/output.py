"""What is written to standard output for programs: one JSON object a line."""

import json
import sys
from collections.abc import Mapping


def print_object(item: Mapping[str, object]) -> None:
    """Print a JSON object; its letters are spelled out where the output's encoding lacks some."""
    is_unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    sys.stdout.write(json.dumps(item, ensure_ascii=not is_unicode) + "\n")
