"""Every command, joined: importing a module declares its commands on the one application."""

from api.cli import check, data, explain, extract, lineage, load, register, review, search, server, token
from api.cli.app import app

__all__ = [
    "app",
    "check",
    "data",
    "explain",
    "extract",
    "lineage",
    "load",
    "register",
    "review",
    "search",
    "server",
    "token",
]
