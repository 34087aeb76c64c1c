"""Earlier answers, templates of reasons, sheets of answers, refusals to publish: new tables, nothing else changes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0006_one_language_of_a_role"),
        ("council_forms", "0013_letters_and_holds"),
        ("council_pages", "0012_reminders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AnswerSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uploaded_at", models.DateTimeField()),
                ("rows", models.JSONField(default=list)),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answer_sheets",
                        to="council_pages.consultation",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sheet of answers",
            },
        ),
        migrations.CreateModel(
            name="EarlierAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "Registered"),
                            ("under_review", "Under review"),
                            ("accepted", "Taken into account"),
                            ("partially_accepted", "Partly taken into account"),
                            ("rejected", "Not taken into account"),
                            ("forwarded", "Forwarded to the competent body"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField()),
                ("answered_at", models.DateTimeField()),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_answers",
                        to="council_forms.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier answer",
                "ordering": ["-answered_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PublishedEarlierAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "Registered"),
                            ("under_review", "Under review"),
                            ("accepted", "Taken into account"),
                            ("partially_accepted", "Partly taken into account"),
                            ("rejected", "Not taken into account"),
                            ("forwarded", "Forwarded to the competent body"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField()),
                ("answered_on", models.DateField()),
                (
                    "published",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier_answers",
                        to="council_forms.publishedproposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier answer beside a published proposal",
                "ordering": ["-answered_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReasonTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("accepted", "Taken into account"),
                            ("partially_accepted", "Partly taken into account"),
                            ("rejected", "Not taken into account"),
                            ("forwarded", "Forwarded to the competent body"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text_kk", models.TextField(blank=True)),
                ("text_ru", models.TextField(blank=True)),
                (
                    "council",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reason_templates",
                        to="cms.council",
                    ),
                ),
            ],
            options={
                "verbose_name": "template of a reason",
                "ordering": ["state", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RefusedPublication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("personal_data", "Personal data that cannot be taken out"),
                            ("other_people", "Private matters of other people"),
                            ("insult", "Insults or obscene words"),
                            ("advertising", "Advertising"),
                            ("unlawful", "Calls to violence or to break the law"),
                            ("off_topic", "Not about the question"),
                        ],
                        max_length=20,
                    ),
                ),
                ("refused_at", models.DateTimeField()),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refused_publication",
                        to="council_forms.proposal",
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "refusal to publish",
            },
        ),
    ]
