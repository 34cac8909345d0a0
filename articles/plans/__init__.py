"""Dated changes: what is wrong with what is set for later, or with a moment that somebody wants."""

from articles.plans.conflicts import conflicts
from articles.plans.troubles import Trouble, troubles

__all__ = ["Trouble", "conflicts", "troubles"]
