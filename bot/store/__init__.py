"""What survives a crash, in one SQLite file; the only place where SQL is written.

Read in this order: `database` (open, write together, read), `writer` (how waiting writes share a
commit), `connection`, `readers`, `lock` and `migrations` below it, `columns` (how times and lists
are kept); then one file for each group of tables: `updates`, `outbox`, `conversations`, `queries`,
`chats`; and across all of them `people` (forget somebody) and `retention` (forget what is old).

A table's functions return a Statement for each change, so that one `database.write(...)` can join
several tables in one commit; what they read, they read through a `Readers` (a `Database` is one).
"""
