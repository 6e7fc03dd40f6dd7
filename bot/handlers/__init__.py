"""What the bot does with an update; `routes` is the table of everything it reacts to.

A handler reads the update, asks the services, and puts what is to be said on the update's draft.
The draft is written to the outbox in the same commit that marks the update as done.
"""
