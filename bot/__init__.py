"""Everything that talks to people or remembers.

Read in this order: `cli` (commands), `app` (where all parts are built and joined),
`handlers.routes` (the table of everything the bot reacts to), `rendering` (answers to messages),
`sending` (how messages leave), `inbox` and `store` (what survives a crash), `sandbox` (a local Bot
API server with a chat page).
"""
