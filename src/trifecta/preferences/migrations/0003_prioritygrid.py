from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("preferences", "0002_retention")]

    operations = [
        migrations.CreateModel(
            name="PriorityGrid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("grid", models.JSONField()),
                ("created_at", models.DateTimeField()),
                ("created_by", models.CharField(max_length=60)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="preferences_grid_from_one")
                ]
            },
        ),
    ]
