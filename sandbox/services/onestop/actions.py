"""What can be done at the one-stop desk; importing this declares all of it."""

from sandbox.services.onestop import extensions, processing, reception, supplements, withdrawals

__all__ = ["extensions", "processing", "reception", "supplements", "withdrawals"]
