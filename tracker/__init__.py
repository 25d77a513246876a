"""The action-plan tracker: who has delivered what, force by force, as it was known on any day."""

__version__ = "0.1.0"
