"""What can be done in the document system; importing this declares all of it."""

from sandbox.services.eoffice import aside, drafting, faulty, form, incoming, outgoing

__all__ = ["aside", "drafting", "faulty", "form", "incoming", "outgoing"]
