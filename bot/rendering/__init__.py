"""Answers, documents and lists turned into messages; pure functions, no Telegram and no SQL.

`message` (text, spans and buttons) first, then one file for each kind of message.
"""
