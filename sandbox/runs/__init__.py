"""One attempt of one trainee at one scenario: start, load, append, submit, export."""
