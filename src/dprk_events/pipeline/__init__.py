"""The chain from inputs to records, the boundary around each record, and the processes that run it."""
