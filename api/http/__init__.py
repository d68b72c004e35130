"""HTTP: the application, its errors, its protections, its endpoints for programs."""
