"""Whether Concord can do its work now: for a supervisor, a proxy or a person. Says nothing about anybody."""

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

SECONDS_A_HEARTBEAT_IS_FRESH = 25
ASK = "SELECT coalesce(max(last_heartbeat) > now() - make_interval(secs => %s), false) FROM procrastinate_workers"


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    found = {"database": "not answering", "worker": "unknown"}
    try:
        with connection.cursor() as cursor:
            cursor.execute(ASK, [SECONDS_A_HEARTBEAT_IS_FRESH])
            alive = cursor.fetchone()[0]
        found = {"database": "ok", "worker": "ok" if alive else "not running"}
    except Error:
        connection.close()
    answer = JsonResponse(found, status=200 if set(found.values()) == {"ok"} else 503)
    answer["Cache-Control"] = "no-store"
    return answer
