"""The practice's shelf: reviewed recommendations that its clinicians have signed. No second way to write a plan."""
