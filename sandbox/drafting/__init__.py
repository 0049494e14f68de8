"""Drafts of scenarios from recorded runs, with the questions that the author still has to decide."""

from sandbox.drafting.draft import CannotDraft, Draft, draft

__all__ = ["CannotDraft", "Draft", "draft"]
