"""Prove that nothing that was written down was changed, taken out, put in or moved."""
