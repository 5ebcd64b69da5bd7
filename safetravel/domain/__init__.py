"""What a journey is: frozen dataclasses and pure functions, standard library only."""
