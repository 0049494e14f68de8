"""Pages outside the simulated world: the trainee's desk, the class, the reviewer's desk, administration, health."""
