"""Tasks: what is to be done, by whom, with whom, by when, from everywhere a document lays duties down."""

from loaders.tasks.find import find_tasks

__all__ = ["find_tasks"]
