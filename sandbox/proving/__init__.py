"""The proof of a scenario by trial: wrong workflows made from right ones, other right ones, limits to the minute.

Everything here plays in worlds without pages, database or keys; the judging is the grader's (docs/proof.md).
"""
