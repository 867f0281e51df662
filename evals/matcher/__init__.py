"""Pairs of a fact and a sentence, judged by reading, that the matcher of key facts is held to."""
