"""The judge of signatures: a PDF in, a verdict for each signature out, in the words of ETSI EN 319 102-1."""

from grader.signatures.judging import LARGEST, judge, read
from grader.verdicts import SignatureVerdict, Verdicts

__all__ = ["LARGEST", "SignatureVerdict", "Verdicts", "judge", "read"]
