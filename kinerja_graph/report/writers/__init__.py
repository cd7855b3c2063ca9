"""The writers of the formats: one document, as HTML, PDF, DOCX, XLSX."""
