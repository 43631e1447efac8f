"""A yes that was taken back stays taken back, and only a standing yes is carried over a spelling correction: the database says never.

By triggers, since a policy that looks into its own table would ask itself without end.
"""

from django.db import migrations

NEVER = """
CREATE FUNCTION a_yes_taken_back_stays_so() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN
        IF OLD.withdrawn_at IS NULL THEN RETURN NEW; END IF;
        IF NEW.withdrawn_at IS NULL THEN
            RAISE insufficient_privilege USING MESSAGE = 'a yes that was taken back stays taken back';
        END IF;
        NEW.withdrawn_at := OLD.withdrawn_at;
        RETURN NEW;
    END $$;
CREATE TRIGGER taken_back_stays_so BEFORE UPDATE ON agreement_acknowledgement
    FOR EACH ROW EXECUTE FUNCTION a_yes_taken_back_stays_so();

CREATE FUNCTION only_a_standing_yes_is_carried() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN
        IF NOT EXISTS (SELECT FROM agreement_acknowledgement a JOIN agreement_version said ON said.id = a.version_id
                JOIN agreement_version v ON v.id = NEW.version_id AND v.text_id = said.text_id AND v.number = said.number + 1
            WHERE a.id = NEW.carried_from_id AND a.withdrawn_at IS NULL AND v.spelling_only) THEN
            RAISE insufficient_privilege USING MESSAGE = 'only a standing yes is carried over, and only to the same words spelt right';
        END IF;
        RETURN NEW;
    END $$;
CREATE TRIGGER carried_while_it_stands BEFORE INSERT ON agreement_acknowledgement
    FOR EACH ROW WHEN (NEW.carried_from_id IS NOT NULL) EXECUTE FUNCTION only_a_standing_yes_is_carried();
"""
NO_MORE = """
DROP TRIGGER carried_while_it_stands ON agreement_acknowledgement;
DROP TRIGGER taken_back_stays_so ON agreement_acknowledgement;
DROP FUNCTION only_a_standing_yes_is_carried();
DROP FUNCTION a_yes_taken_back_stays_so();
"""


class Migration(migrations.Migration):
    dependencies = [("agreement", "0006_in_ones_own_name")]
    operations = [migrations.RunSQL(NEVER, NO_MORE)]
