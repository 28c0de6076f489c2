"""Texts, digits and letters as screens show them, without Textual's widgets."""
