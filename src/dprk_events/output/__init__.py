"""Records out: the validated document, its JSON lines and its schema, and files that are written whole or not at all."""
