"""How far the first ten minutes have come, so that they can be left and taken up again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.people.models import Patient


class Beginning(models.Model):
    """`reached` is the part that comes next; skipping a part moves it on as well."""

    class Part(models.TextChoices):
        TELLING = "TELLING", _("My story")
        CONCERNS = "CONCERNS", _("What bothers me most")
        MEDICINES = "MEDICINES", _("What I take")
        PAGE = "PAGE", _("My page for the doctor")

    patient = models.OneToOneField(Patient, models.PROTECT, primary_key=True, related_name="+")
    reached = models.CharField(max_length=12, choices=Part.choices, default=Part.TELLING)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reached__in=["TELLING", "CONCERNS", "MEDICINES", "PAGE"]), name="beginning_has_a_known_part"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"beginning, at {self.reached}"
