from django.db import migrations


def make_placeholder(apps, schema_editor):
    apps.get_model("staff", "Agent").objects.create(name="desk", is_placeholder=True, is_active=False)


class Migration(migrations.Migration):
    dependencies = [("staff", "0001_initial")]
    operations = [migrations.RunPython(make_placeholder, migrations.RunPython.noop)]
