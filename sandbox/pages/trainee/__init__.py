"""The trainee's desk: exercises, their state, the one next thing to do, score sheets."""
