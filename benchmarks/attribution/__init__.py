"""Row A of the performance table: attribution of ten million lines, beside Polars, DuckDB and pandas."""
