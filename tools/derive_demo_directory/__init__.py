"""Derive the directories of the demonstration counties from the statistical divisions."""
