"""Draws: a recorded program with its uncertain inputs drawn at random, many thousands at a time."""
