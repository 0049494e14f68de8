"""The command line, one file per subject; `sandbox.cli` joins them."""
