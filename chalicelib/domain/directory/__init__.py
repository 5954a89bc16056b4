"""Who there is: bodies, units, places and posts of one county (H-4.0, H-4.1)."""
