"""Memory that is free again, back to the system.

glibc keeps what was freed between blocks that are still in use; after the word lists are read and
the words spelt right are worked out that is some 20 MB, which nothing needs again; so are the
analyses of the words of those lists, 14 MB. Other C libraries have no such call, and nothing is
returned there.
"""

import ctypes
import gc

from retrieval.tokenization import forget_words


def give_memory_back() -> None:
    """Let the C library return what is free to the system, if it can; takes 10 ms."""
    forget_words()
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
