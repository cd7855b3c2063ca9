"""Wide matrices of governments read by a map into the tables of the contract."""
