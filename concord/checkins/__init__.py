"""Today: the questions in force, the steps due, the answers, bad days and flares. The numbers themselves live in `measures`."""
