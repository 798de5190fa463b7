"""How every form of the product is written: `FORM_RENDERER = "trifecta.web.forms.FormRenderer"`."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Label above, help below, errors beside and on top, also in forms of others (sign-in)."""

    form_template_name = "web/components/form.html"
    field_template_name = "web/components/field.html"
