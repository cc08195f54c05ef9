"""Records: what a reading holds, its ids, its JSON and its schema."""
