from hypothesis import settings

# Two cores shared with other work make single examples slow now and then; that is no failure.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
