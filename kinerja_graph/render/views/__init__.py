"""What each view makes of a cascade before it is drawn."""
