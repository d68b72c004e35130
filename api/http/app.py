"""The application: it receives a finished service, and joins pages and endpoints to it.

`create_app` opens nothing and reads no settings, so that a test can hand it a service in memory.
"""

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api.http.problems import add_problem_handlers
from api.http.protect import add_protections
from api.service import Service
from api.web.pages import pages_router

STATIC = Path(str(files("api.web"))) / "static"


def create_app(service: Service) -> FastAPI:
    """The workbench and the endpoints over one service."""
    app = FastAPI(title="Cancu", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
    app.state.service = service
    add_protections(app)
    add_problem_handlers(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.include_router(pages_router(service))
    return app
