"""The index of a dossier: a few arrays, in memory or mapped from one file.

In reading order: `building` makes the arrays of a dossier, `passages` and `segment` look things up
in them, `index` answers from one or two segments, `file` and `keeping` keep them on disk.
"""
