"""News about North Korea as an auditable dataset of actor-action-target events."""
