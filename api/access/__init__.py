"""Who may do what: roles, tokens, sessions of browsers, and the trail of what was written."""
