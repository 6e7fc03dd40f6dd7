"""Memory that is free again, back to the system.

glibc keeps what was freed between blocks that are still in use; after the word lists are read and
the words spelt right are worked out that is some 20 MB, which nothing needs again. Other C
libraries have no such call, and nothing is done there.
"""

import ctypes
import gc


def give_memory_back() -> None:
    """Let the C library return what is free to the system, if it can; takes 10 ms."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
