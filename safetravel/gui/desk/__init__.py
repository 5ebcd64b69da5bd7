"""The desk's half of the window: a controller a job."""
