"""What a cascade is: records, ties, places and derived facts; no input or output."""
