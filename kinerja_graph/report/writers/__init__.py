"""What a document is written as: HTML, PDF, DOCX, XLSX."""
