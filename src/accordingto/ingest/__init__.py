"""Ingest: text files, JSONL corpora, folders and standard input become reports."""
