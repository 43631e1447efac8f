"""Hand out a file as something to save, never as a page."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.conversation import actions, reads
from concord.conversation.models import Attachment
from concord.people.models import Patient

BOXED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
"""Nothing inside a file may load, send, run or be framed, should a browser show it all the same."""


@patient_page(Permission.SEE_MESSAGES)
def file(request: HttpRequest, patient: Patient, attachment_id: int) -> HttpResponse:
    """Its kind is the one found in its bytes; a browser may neither guess another nor run anything in it."""
    found = _file_or_404(request, patient, attachment_id)
    response = HttpResponse(bytes(found.content), content_type=found.kind)
    response["Content-Disposition"] = content_disposition_header(True, found.called) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = BOXED
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@patient_page(Permission.WRITE_MESSAGE)
def remove_file(request: HttpRequest, patient: Patient, attachment_id: int) -> HttpResponse:
    found = _file_or_404(request, patient, attachment_id)
    actions.remove_file(attachment=found, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("The file is gone."))
    return redirect("conversation:thread", patient.pk, found.thread_id)


def _file_or_404(request: HttpRequest, patient: Patient, attachment_id: int) -> Attachment:
    found = reads.attachment_of(patient, attachment_id, request.user)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    return found
