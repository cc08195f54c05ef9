"""Asking a language model at an address that the user named."""
