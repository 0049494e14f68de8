"""What can be done in the document system; importing this declares all of it."""

from sandbox.services.eoffice import drafting, incoming, outgoing

__all__ = ["drafting", "incoming", "outgoing"]
