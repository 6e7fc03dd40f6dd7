"""What the walks have to tell at the end, beside passed and failed."""

lines: list[str] = []


def report(line: str) -> None:
    """Print this after the tests."""
    lines.append(line)
