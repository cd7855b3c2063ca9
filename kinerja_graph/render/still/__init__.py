"""Still pictures: SVG and PNG from the places of the interactive page."""
