"""The commands. Each imports its room only when it is called."""
