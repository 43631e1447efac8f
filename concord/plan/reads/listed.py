"""What is taken, as far as it is shown to whoever asks."""

from __future__ import annotations

from concord.medicines.models import Medicine
from concord.people.models import Patient


def on_the_list(patient: Patient) -> list[tuple[str, str]]:
    """(kind, name) of what stands on the list."""
    return list(Medicine.objects.filter(patient=patient).still_there().values_list("kind", "called"))


def names_on_the_list(patient: Patient) -> list[str]:
    return [name for _kind, name in on_the_list(patient)]
