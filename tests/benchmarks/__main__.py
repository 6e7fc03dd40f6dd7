"""Measure speed and memory beside peers, one benchmark after the other.

    python -m tests.benchmarks

Each line of the tables comes from this run on this machine; only the ratios travel.
"""

# ruff: noqa: T201

import subprocess
import sys

BENCHMARKS = {
    "From update to reply": "tests.benchmarks.chat",
    "A question inside the process": "tests.benchmarks.answering",
    "First-stage search": "tests.benchmarks.search",
    "Durable writes": "tests.benchmarks.store",
}


def main() -> None:
    """Run each benchmark in a process of its own, so that none warms up another."""
    for title, module in BENCHMARKS.items():
        print(f"\n{title}  (python -m {module})\n", flush=True)
        subprocess.run([sys.executable, "-m", module], check=True)  # our own


if __name__ == "__main__":
    main()
