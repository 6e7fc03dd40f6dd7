"""A local Bot API server with a chat page: for newcomers without a token, and for tests.

Read in this order: `server` (start here), `handlers` and `api` (a bot's call: `requests`,
`parameters` and `shapes` check it, `methods` carry it out), `chat_handlers` and `persons` (what
people do), `world` (everything that is: `people`, `history`, `updates`, `events`, `files`,
`menus`, `queries`), `entities`, `entity_finder`, `keyboards`, `replies` (what a message may be),
`webhook` (delivery), `faults` (what goes wrong on request).

It knows nothing of the bot it serves and imports nothing of it.
"""
