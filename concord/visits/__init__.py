"""Visits: what the patient wants to speak about, the one screen before and in a visit, and what was agreed on the day.

Everything agreed stands in the plan and the goals; this room only tells it. It holds no second record of it.
"""
