"""
ServiceNow's incident audit log: one row per update of an incident, each with all its fields.

Each row is compared with the one before of the same incident; what differs is what happened, at the row's
`sys_updated_at` and by its `sys_updated_by`. What is decided where the log leaves a choice:

- **Opened** is at `opened_at` with the fields of the first row.
- **Resolved** is the first row that says so, at its own time, and not `resolved_at`: that column is repeated on every
  row with its final value, is rewritten when a resolution is edited, and is often missing. `closed_code` and
  `resolved_by`, repeated likewise, are taken for the last resolution only.
- **Reopened** is a row where `reopen_count` goes up; in a log without that counter, one that leaves an ended state.
  A row that merely comes late to an ended incident does not open it again.
- **A change of group** is a handoff offered and accepted at the same instant, because the log knows no waiting for
  acceptance. A missing group is a team that the export does not name where `reassignment_count` goes up as the group is
  lost or found again; otherwise it is no team.
- **The SLA** starts at opening. Only the last row says whether it was made: broken at the row from which `made_sla`
  stays false; met at the last resolution (or at closing, if none), and only once the incident is closed.
- **Knowledge** counts if the last row says so, from the row at which it was said; the article is `unnamed`, because the
  flag does not tell which one it was.
- **Problems and changes** are only named here: each begins at the first instant at which an incident names it.
- **Rows that repeat another** of the same incident in every cell are told once, because exports overlap. The counter of
  updates, `sys_mod_count`, tells them from a change that was taken back within the minute.
- An unreadable state (such as -100) leaves the state as it was. A row updated before its incident was opened counts at
  the opening. The caller, and the location, are those of the first row.
"""
