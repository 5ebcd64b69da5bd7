"""SafeTravel: who you ride with, in which vehicle, and who is told; kept encrypted, handed over offline."""

__version__ = "0.0.1"
