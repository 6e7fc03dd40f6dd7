"""What the arrays of an index depend on beside the dossier: the word lists and the analysis."""

import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

import Stemmer

PACKAGE = Path(__file__).parent.parent


@cache
def analysis_version(package: Path = PACKAGE) -> str:
    """Return a digest that changes with any word list or line of code under a folder.

    All of it, since hardly anything there has no bearing on some array, and a rebuilt index costs
    less than a wrong one. The stemmers' version and the order of bytes count too.
    """
    total = blake2b(f"{Stemmer.version()} {sys.byteorder}".encode(), digest_size=16)
    for path in sorted(p for p in package.rglob("*") if p.suffix in {".py", ".txt"}):
        content = path.read_bytes()
        total.update(f"\n{path.relative_to(package).as_posix()} {len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()
