//! What is said of a table and its rows.

use crate::diagnostic::{Code, Severity};

/// A table that cannot be read at all, or not to its end.
pub static BROKEN_TABLE: Code = Code {
    name: "broken-table",
    level: Severity::Error,
    explanation: "A table of claims cannot be read, or not to its end.\n\n\
        The file is truncated, compressed in an unknown way, not UTF-8 or not of the format that its ending \
        names; `--from` names another format. What was read before the fault is used; the exit code is 2.\n",
};

/// A table without rows.
pub static EMPTY_TABLE: Code = Code {
    name: "empty-table",
    level: Severity::Error,
    explanation: "A table of claims holds no claim.\n\n\
        It has no rows below its header, or every row was skipped. The exit code is 2.\n",
};

/// A table without a column that is needed, or with two of one name.
pub static MISSING_COLUMN: Code = Code {
    name: "missing-column",
    level: Severity::Error,
    explanation: "A table of claims lacks a column, or has two of its name.\n\n\
        Needed are `subject`, `measure` and `value`; `source` and `date` are used where they stand. Columns of \
        other names are given by `--map value=figure,subject=entity`. Without `source` every row is a witness \
        of its own. The exit code is 2 where nothing can be read.\n",
};

/// A row that is no row.
pub static BAD_ROW: Code = Code {
    name: "bad-row",
    level: Severity::Error,
    explanation: "A row of a table is broken and was skipped.\n\n\
        It has more or fewer fields than the header, is not UTF-8, is no JSON object, or lacks subject, measure \
        or value. The other rows are used; the exit code is 1. Of many such rows the first are shown, and all \
        are counted.\n",
};

/// A value that cannot be held.
pub static BAD_VALUE: Code = Code {
    name: "bad-value",
    level: Severity::Error,
    explanation: "The value of a row is no value and the row was skipped.\n\n\
        It is not a number (NaN), infinite, too large to be held exactly, or no text or number at all. The \
        other rows are used; the exit code is 1.\n",
};

/// A date that was not understood.
pub static BAD_DATE: Code = Code {
    name: "bad-date",
    level: Severity::Warning,
    explanation: "The date of a row was not understood.\n\n\
        The row is used as one without a date. Best are dates such as `2024-04-22`, `2024-04` or `2024`.\n",
};

/// All codes of this folder.
pub static CODES: [&Code; 6] =
    [&BROKEN_TABLE, &EMPTY_TABLE, &MISSING_COLUMN, &BAD_ROW, &BAD_VALUE, &BAD_DATE];
