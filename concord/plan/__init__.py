"""The plan: recommendations with their because, the patient's answers, steps by day, and questions with an owner.

It holds no measurements, and it never decides: every answer is the patient's.
"""
