"""Web archives (WARC, ISO 28500): pages as they were fetched by somebody."""
