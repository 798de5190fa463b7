from django.db import migrations

from trifecta.log import triggers


def refuse_changes(apps, schema_editor):
    for statement in triggers.STATEMENTS.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("log", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, migrations.RunPython.noop)]
