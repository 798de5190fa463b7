"""The look: tokens, components, behaviours and how values are written. Knows no word of the desk."""
