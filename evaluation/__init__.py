"""Gates with pinned floors, and benchmarks against peers."""
