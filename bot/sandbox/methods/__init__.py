"""The Bot API's methods, acted out on the world.

Read in this order: `method` (what a method is), `sending`, `editing` and `media` (messages),
`answers` (pressed buttons and inline queries), `polling` (how updates leave), `chats` (who is
where) and `profile` (what the bot says of itself). Each ends in a table of its methods.
"""
