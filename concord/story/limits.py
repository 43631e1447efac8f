"""How much room words have, in characters: for tables, forms and rules alike."""

MOST_CONCERN = 120
MOST_KEEPS_FROM = 200
MOST_CAUSE = 500
MOST_EVIDENCE = 500
MOST_EVENT = 2_000
MOST_TELLING = 60_000
MOST_WHEN = 80
MOST_WHO = 120
