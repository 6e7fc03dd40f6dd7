"""A progress bar on standard error, for what takes over a second on a terminal."""

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
SHOWN_AFTER_S = 1.0


def track(items: Sequence[Item], what: str) -> Iterator[Item]:
    """Yield the items; on a terminal a bar appears once it has taken a second."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    if not console.is_terminal or not sys.stderr.isatty():
        yield from items
        return
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task(what, total=len(items), visible=False)
        for item in items:
            yield item
            elapsed = progress.tasks[0].elapsed or 0.0
            progress.update(task, advance=1, visible=elapsed > SHOWN_AFTER_S)
