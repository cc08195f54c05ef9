"""Choosing: which place and which day belong to an incident, by clues whose weights are learned."""
