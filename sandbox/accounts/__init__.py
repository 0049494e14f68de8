"""People who really log in: users, login sessions, classes, assignments, and who may do what."""
