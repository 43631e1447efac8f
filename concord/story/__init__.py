"""What happened, what bothers most, what might lie behind it: each entry with whose words it is. No plan, no number.

Three kinds of entries: events on the line of a life, concerns in frozen own words, and possible causes that somebody
authored. Beside them the telling: one free box a person, with every version kept. Concord itself never adds a cause.

What we think is going on is one page of sentences, each its author's; others suggest. A retelling is what a professional
understood, answered by the patient until it is right.
"""
