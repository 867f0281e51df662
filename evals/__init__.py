"""Evals: recorded exchanges, and what is scored against hand-made labels."""
