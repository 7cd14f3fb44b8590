"""Who: actor names in a parsed text, and whom a participant phrase stands for."""

from dprk_events.events.actors.cast import Cast, find_actors
from dprk_events.tables.actor_index import ActorIndex

__all__ = ["ActorIndex", "Cast", "find_actors"]
