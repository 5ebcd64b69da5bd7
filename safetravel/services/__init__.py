"""The verbs a person has, one module a noun. No Qt, no threads: the window and the command line call the same."""
