"""What can be done in the document system; importing this declares all of it."""

from sandbox.services.eoffice import incoming, outgoing

__all__ = ["incoming", "outgoing"]
