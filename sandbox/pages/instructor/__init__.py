"""The instructor's classes: who stands where, what is set, score tables."""
