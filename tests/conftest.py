"""What holds for every test."""

from hypothesis import settings

# How long an example takes says something of the machine, nothing of the code: tests measure no time.
settings.register_profile("here", deadline=None, print_blob=True)
settings.load_profile("here")
