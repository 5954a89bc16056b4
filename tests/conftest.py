"""What holds for every test."""

from hypothesis import Phase, settings

pytest_plugins = ["tests.support.overhearing"]

# How long an example takes says something of the machine, nothing of the code: tests measure no time.
settings.register_profile("here", deadline=None, print_blob=True)
# The same few examples for every mutant: a mutant must not live or die by chance.
settings.register_profile(
    "mutation",
    deadline=None,
    derandomize=True,
    max_examples=10,
    database=None,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("here")
