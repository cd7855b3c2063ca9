"""The second example: a whole small city, written down as results, and a country of such cities."""
