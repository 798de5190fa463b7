"""
Reading foreign files, shared by all sources: see `tables` for tables, `files` for anything else.

files.survey(path), files.open_bytes(path), files.open_text(path, encoding)   plain or gzip, checked first
tables.open_table(path, request, needs=(…)) -> Table                          header, dialect, rows, cases, dates
dates.detect(texts) -> Style, dates.Dates(order, zone)[text] -> instant       BadDate is a reason for a reject
cells.Cells, cells.decimal, cells.leading_number                              BadCell is a reason for a reject
"""
