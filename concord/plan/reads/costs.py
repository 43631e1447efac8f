"""What the plan costs as it is done now, beside one recommendation: in the query that reads it."""

from __future__ import annotations

from django.db.models import JSONField
from django.db.models.expressions import RawSQL

# Agreed recommendations and the patient's own steps that stand alone, as far as they are done now; the row's own left out.
NOW = """
SELECT jsonb_build_object('minutes_a_week', sum(c.minutes_a_week), 'money_a_month', sum(c.money_a_month),
    'tablets_a_day', sum(c.tablets_a_day))
FROM (
    SELECT r.id AS recommendation, NULL::bigint AS step FROM plan_recommendation r
    WHERE r.patient_id = plan_recommendation.patient_id AND r.state IN ('AGREED', 'TRYING', 'REVIEWED') AND r.id <> plan_recommendation.id
    UNION ALL
    SELECT NULL, s.id FROM plan_step s
    WHERE s.patient_id = plan_recommendation.patient_id AND s.owner_id IS NULL AND s.recommendation_id IS NULL
        AND s.taken_on_at IS NOT NULL AND s.ended_at IS NULL
) thing
LEFT JOIN LATERAL (SELECT p.place FROM plan_placing p
    WHERE p.patient_id = plan_recommendation.patient_id AND (p.recommendation_id = thing.recommendation OR p.step_id = thing.step)
    ORDER BY p.at DESC, p.id DESC LIMIT 1) placed ON true
JOIN LATERAL (SELECT k.minutes_a_week, k.money_a_month, k.tablets_a_day FROM plan_cost k
    WHERE k.patient_id = plan_recommendation.patient_id AND (k.recommendation_id = thing.recommendation OR k.step_id = thing.step)
    ORDER BY k.at DESC, k.id DESC LIMIT 1) c ON true
WHERE coalesce(placed.place, 'NOW') = 'NOW'"""


def total_beside() -> RawSQL:
    return RawSQL(NOW, [], output_field=JSONField())  # noqa: S611  Only our own words.
