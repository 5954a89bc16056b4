"""The checklist of supervised matters: who answers for what, and on what basis (H-17)."""
