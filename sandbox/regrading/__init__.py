"""Grading kept records by a newer rubric: first as a trial, then into the ledger, with people's marks beside."""
