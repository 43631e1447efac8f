"""Work that keeps the rest going: jobs of a killed worker are taken up again, and what is long done is forgotten."""

import logging
from datetime import UTC, datetime

from asgiref.sync import sync_to_async
from django.core.management import call_command
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

log = logging.getLogger(__name__)

SECONDS_WITHOUT_HEARTBEAT = 30
MOST_ATTEMPTS = 5
DAYS_KEPT = 14


@app.periodic(cron="* * * * *")
@app.task(name="rescue_stalled_jobs", queue="periodic", queueing_lock="rescue_stalled_jobs", pass_context=True)
async def rescue_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """A job whose worker was killed stays "doing" for ever unless somebody looks. One that kills its worker each
    time is given up after MOST_ATTEMPTS, and stays on record as failed."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SECONDS_WITHOUT_HEARTBEAT):
        if job.attempts + 1 >= MOST_ATTEMPTS:
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)
            log.warning("Job %s (%s) ended its worker %s times and is given up", job.id, job.task_name, MOST_ATTEMPTS)
        else:
            await manager.retry_job(job, retry_at=datetime.now(UTC))
            log.warning("Job %s (%s) is taken up again: its worker was killed", job.id, job.task_name)


@app.periodic(cron="17 3 * * *")
@app.task(name="forget_what_is_done", queue="periodic", queueing_lock="forget_what_is_done", pass_context=True)
async def forget_what_is_done(context: JobContext, timestamp: int) -> None:
    await context.app.job_manager.delete_old_jobs(nb_hours=DAYS_KEPT * 24)
    await sync_to_async(call_command)("clearsessions")
