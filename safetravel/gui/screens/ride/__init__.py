"""The steps of a journey, one screen each. A screen answers with a pure function from journey to journey."""
