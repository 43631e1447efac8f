"""Wishes written blind, ratings in looks, suggestions beside words, how life is now; the wall around them comes next."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreement', '0003_only_what_may_change'),
        ('goals', '0002_second_wall'),
        ('people', '0003_asked_first_and_absence'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='goal',
            name='area',
            field=models.CharField(blank=True, choices=[('SLEEP', 'Sleep and rest'), ('ENERGY', 'Energy for the day'), ('BODY', 'My body, moving about'), ('FOOD', 'Eating and drinking'), ('MOOD', 'Mood and worries'), ('PEOPLE', 'People close to me'), ('WORK', 'Work, or what I do all day'), ('HOME', 'Home and money'), ('JOY', 'Things I enjoy'), ('SENSE', 'What gives my life sense'), ('OTHER', 'Something else')], max_length=8, verbose_name='part of life'),
        ),
        migrations.AddField(
            model_name='rating',
            name='look_day',
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name='PriorityList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_role', models.CharField(choices=[('PATIENT', 'Patient'), ('DOCTOR', 'Doctor'), ('COACH', 'Coach'), ('THERAPIST', 'Therapist'), ('SUPPORTER', 'Supporter')], max_length=12)),
                ('begun_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['begun_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Priority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.SmallIntegerField()),
                ('words', models.TextField()),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                ('in_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='priorities', to='goals.prioritylist')),
            ],
            options={
                'ordering': ['place', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PriorityPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('joined_at', models.DateTimeField()),
                ('parted_at', models.DateTimeField(blank=True, null=True)),
                ('joined_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='goals.priority')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='goals.priority')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
            ],
        ),
        migrations.CreateModel(
            name='PriorityRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_at', models.DateTimeField()),
                ('revealed_at', models.DateTimeField(blank=True, null=True)),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='prioritylist',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lists', to='goals.priorityround'),
        ),
        migrations.CreateModel(
            name='PriorityTalk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('talked_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                ('priority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='talks', to='goals.priority')),
            ],
            options={
                'ordering': ['asked_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RaterAsked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('until_at', models.DateTimeField(blank=True, null=True)),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='RatingGiven',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                ('look_day', models.DateField()),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='goals.goal')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rating', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='goals.rating')),
            ],
        ),
        migrations.CreateModel(
            name='Readiness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('importance', models.SmallIntegerField(blank=True, null=True)),
                ('confidence', models.SmallIntegerField(blank=True, null=True)),
                ('said_at', models.DateTimeField()),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readiness', to='goals.goal')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['said_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.JSONField()),
                ('note', models.TextField(blank=True)),
                ('as_role', models.CharField(choices=[('PATIENT', 'Patient'), ('DOCTOR', 'Doctor'), ('COACH', 'Coach'), ('THERAPIST', 'Therapist'), ('SUPPORTER', 'Supporter')], max_length=12)),
                ('suggested_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, choices=[('TAKEN', 'taken'), ('NOT_TAKEN', 'not taken'), ('TAKEN_BACK', 'taken back by who suggested it')], max_length=12)),
                ('answer_words', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='goals.goal')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                ('suggested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreement.version')),
            ],
            options={
                'ordering': ['suggested_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='LifeAreaRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(choices=[('SLEEP', 'Sleep and rest'), ('ENERGY', 'Energy for the day'), ('BODY', 'My body, moving about'), ('FOOD', 'Eating and drinking'), ('MOOD', 'Mood and worries'), ('PEOPLE', 'People close to me'), ('WORK', 'Work, or what I do all day'), ('HOME', 'Home and money'), ('JOY', 'Things I enjoy'), ('SENSE', 'What gives my life sense'), ('OTHER', 'Something else')], max_length=8)),
                ('called', models.TextField(blank=True)),
                ('now', models.SmallIntegerField(blank=True, null=True)),
                ('wanted', models.SmallIntegerField(blank=True, null=True)),
                ('day', models.DateField()),
                ('said_at', models.DateTimeField()),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['said_at', 'pk'],
                'indexes': [models.Index(fields=['patient', 'said_at'], name='goals_lifea_patient_662e32_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('now__isnull', True), models.Q(('now__gte', 0), ('now__lte', 10)), _connector='OR'), models.Q(('wanted__isnull', True), models.Q(('wanted__gte', 0), ('wanted__lte', 10)), _connector='OR')), name='life_is_rated_from_0_to_10'), models.CheckConstraint(condition=models.Q(('called', ''), ('area', 'OTHER'), _connector='OR'), name='only_something_else_has_a_name')],
            },
        ),
        migrations.AddIndex(
            model_name='priority',
            index=models.Index(fields=['patient', 'in_list'], name='goals_prior_patient_8457aa_idx'),
        ),
        migrations.AddConstraint(
            model_name='priority',
            constraint=models.UniqueConstraint(fields=('in_list', 'place'), name='one_wish_a_place'),
        ),
        migrations.AddConstraint(
            model_name='priority',
            constraint=models.CheckConstraint(condition=models.Q(('place__gte', 1), ('place__lte', 5)), name='at_most_five_wishes'),
        ),
        migrations.AddConstraint(
            model_name='priority',
            constraint=models.CheckConstraint(condition=models.Q(('words__regex', '\\S')), name='a_wish_has_words'),
        ),
        migrations.AddIndex(
            model_name='prioritypair',
            index=models.Index(fields=['patient', 'one'], name='goals_prior_patient_a49802_idx'),
        ),
        migrations.AddConstraint(
            model_name='prioritypair',
            constraint=models.UniqueConstraint(condition=models.Q(('parted_at__isnull', True)), fields=('one', 'other'), name='two_wishes_are_joined_once'),
        ),
        migrations.AddConstraint(
            model_name='prioritypair',
            constraint=models.UniqueConstraint(condition=models.Q(('parted_at__isnull', True)), fields=('other',), name='a_professionals_wish_is_joined_once'),
        ),
        migrations.AddIndex(
            model_name='priorityround',
            index=models.Index(fields=['patient', 'revealed_at'], name='goals_prior_patient_448925_idx'),
        ),
        migrations.AddConstraint(
            model_name='priorityround',
            constraint=models.UniqueConstraint(condition=models.Q(('revealed_at__isnull', True)), fields=('patient',), name='one_round_waits_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='prioritylist',
            index=models.Index(fields=['patient', 'round'], name='goals_prior_patient_734b13_idx'),
        ),
        migrations.AddConstraint(
            model_name='prioritylist',
            constraint=models.UniqueConstraint(fields=('round', 'person'), name='one_list_a_person_and_round'),
        ),
        migrations.AddConstraint(
            model_name='prioritylist',
            constraint=models.CheckConstraint(condition=models.Q(('as_role__in', ['PATIENT', 'DOCTOR', 'COACH', 'THERAPIST'])), name='supporters_write_no_priorities'),
        ),
        migrations.AddIndex(
            model_name='prioritytalk',
            index=models.Index(fields=['patient', 'talked_at'], name='goals_prior_patient_2ab00c_idx'),
        ),
        migrations.AddConstraint(
            model_name='prioritytalk',
            constraint=models.UniqueConstraint(condition=models.Q(('talked_at__isnull', True)), fields=('priority',), name='a_wish_waits_once_for_a_talk'),
        ),
        migrations.AddIndex(
            model_name='raterasked',
            index=models.Index(fields=['patient', 'until_at'], name='goals_rater_patient_b07063_idx'),
        ),
        migrations.AddConstraint(
            model_name='raterasked',
            constraint=models.UniqueConstraint(condition=models.Q(('until_at__isnull', True)), fields=('patient', 'person'), name='a_rater_is_asked_once'),
        ),
        migrations.AddIndex(
            model_name='ratinggiven',
            index=models.Index(fields=['patient', 'goal', 'look_day'], name='goals_ratin_patient_369864_idx'),
        ),
        migrations.AddIndex(
            model_name='readiness',
            index=models.Index(fields=['patient', 'goal'], name='goals_readi_patient_366e16_idx'),
        ),
        migrations.AddConstraint(
            model_name='readiness',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('importance__isnull', True), models.Q(('importance__gte', 0), ('importance__lte', 10)), _connector='OR'), models.Q(('confidence__isnull', True), models.Q(('confidence__gte', 0), ('confidence__lte', 10)), _connector='OR')), name='readiness_is_from_0_to_10'),
        ),
        migrations.AddConstraint(
            model_name='readiness',
            constraint=models.CheckConstraint(condition=models.Q(('importance__isnull', False), ('confidence__isnull', False), _connector='OR'), name='readiness_says_something'),
        ),
        migrations.AddIndex(
            model_name='suggestion',
            index=models.Index(fields=['patient', 'goal'], name='goals_sugge_patient_34c8c2_idx'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answer__gt', ''), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='a_suggestion_is_answered_whole'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('goal', 'suggested_by'), name='one_suggestion_waits_a_person'),
        ),
        migrations.AddConstraint(
            model_name='ratinggiven',
            constraint=models.CheckConstraint(condition=models.Q(('rating__isnull', False)), name='who_has_given_gave_a_rating'),
        ),
    ]
