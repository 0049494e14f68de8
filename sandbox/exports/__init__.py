"""Runs written for other programs: signed bundles, event logs."""
