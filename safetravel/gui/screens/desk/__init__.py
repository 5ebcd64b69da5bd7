"""Screens of a desk: the board, a person's page, what is entered there, what comes in."""
