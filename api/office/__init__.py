"""Word and Excel files for people to take away: lists, check sheets, commented drafts."""
