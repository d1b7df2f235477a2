"""The papers of the year: registration lists, score sheets, minutes, submission, decision, certificates, reports.

What a paper holds is gathered once (frozen dataclasses of ready words); its layout (layouts_*.py) is written once.
Word files come from the templates in resources/templates, which are made of these layouts and which an office may
edit; the PDF comes from the same layouts and the same content through HTML, painted in ui/documents.
"""
