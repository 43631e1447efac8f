"""Ways in for data from elsewhere: a daily diary in a CSV file. The values themselves live in measures."""
