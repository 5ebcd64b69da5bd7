"""The encrypted store; the only room that can lose data. Its door is `locker.py`."""
