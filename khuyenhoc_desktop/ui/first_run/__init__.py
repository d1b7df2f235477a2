"""The first start: try the sample commune, or make the file of one's own commune by five questions."""
