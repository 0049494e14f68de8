"""The proof of a scenario by trial: wrong workflows made from right ones, right ones in other ways, limits to the minute.

Everything here plays in worlds without pages, database or keys; the judging is the grader's (docs/proof.md).
"""
