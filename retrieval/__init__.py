"""Finding and quoting: sources become passages, questions become answers or abstentions.

Read in this order: `model` (the nouns), `ingest` and `chunking` (files to passages),
`tokenization`, `bm25`, `postings`, `memory` (passages to hits), `quoting`, `abstention` and
`answering` (a question's whole walk), `evaluation` (how good it is).
It knows no Telegram and no SQL, and never imports `bot`.
"""
