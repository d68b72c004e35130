"""The workbench: server-rendered pages for people, in Vietnamese and English."""
