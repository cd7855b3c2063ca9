"""Draw still pictures: SVG and PNG with the layout of the interactive page."""
