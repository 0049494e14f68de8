"""The simulated world: records, actions, journal. No web, no database, no wall clock, no randomness of its own."""
