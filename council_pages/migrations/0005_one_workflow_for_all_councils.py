from django.db import migrations

NAME = "Жариялаушының бекітуі / Утверждение публикатором"


def put_workflow_on_homes(apps, schema_editor):
    """As `council_pages.moderation.ensure_workflow`, for a database whose national pages are there already."""
    homes = apps.get_model("council_pages", "HomePage").objects.all()
    if not homes:
        return
    content_types = apps.get_model("contenttypes", "ContentType").objects
    content_type, _made = content_types.get_or_create(app_label="council_pages", model="councilapprovaltask")
    task = apps.get_model("council_pages", "CouncilApprovalTask").objects.create(name=NAME, content_type=content_type)
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=NAME)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    for home in homes:
        apps.get_model("wagtailcore", "WorkflowPage").objects.get_or_create(
            page_id=home.pk, defaults={"workflow": workflow}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("council_pages", "0004_council_approval_task"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(put_workflow_on_homes, migrations.RunPython.noop)]
