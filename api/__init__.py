"""For people and programs: command line, HTTP, SPARQL endpoint, pages. Joins loaders and graph."""
