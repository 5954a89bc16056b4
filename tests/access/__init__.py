"""Who gets what answer at which door: written to `docs/access.md`, reviewed there, compared here."""
