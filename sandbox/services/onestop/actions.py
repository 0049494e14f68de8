"""What can be done at the one-stop desk; importing this declares all of it."""

from sandbox.services.onestop import processing, reception, supplements

__all__ = ["processing", "reception", "supplements"]
