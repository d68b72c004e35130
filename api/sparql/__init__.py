"""The SPARQL 1.1 endpoint: the protocol, the formats, and queries that can be stopped."""
