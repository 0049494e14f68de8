"""Administration: accounts, login sessions, the state of the installation."""
