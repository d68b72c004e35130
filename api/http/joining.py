"""How the parts of the application come together: their routes as they were made, each made once.

Including a router in another makes every route of it anew, with its models, and a third time on the first request; over
a hundred routes that is a good part of a server's start. So a part gives its routes all that they need (prefix, errors,
whether they are described) when it makes them, and they are joined without a change. It refuses nothing.
"""

from fastapi import APIRouter, FastAPI


def add_routes(to: FastAPI | APIRouter, *parts: APIRouter) -> None:
    """The routes of the parts, behind those that are there."""
    routes = to.router.routes if isinstance(to, FastAPI) else to.routes
    for part in parts:
        routes.extend(part.routes)
