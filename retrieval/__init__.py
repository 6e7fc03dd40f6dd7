"""Finding and quoting: sources become passages, questions become answers or abstentions.

Read in this order: `model` (the nouns), `ingest` and `chunking` (files to passages),
`folding`, `tokenization`, `languages` and `stopwords` (text to terms), `bm25`, `postings`,
`retriever` and `memory` (terms to hits), `parsing` and `orders` (what is asked), `reading`,
`sentences` and `ranking` (which hit is best), `abstention`, `quoting` and `answering` (a question's
whole walk), `examples` (questions to try), `evaluation`,
`stock`, `intervals` and `reporting` (how good it is).
It knows no Telegram and no SQL, and never imports `bot`.
"""
