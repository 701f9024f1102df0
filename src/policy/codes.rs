//! What is said of suppressions and baselines themselves.

use crate::diagnostic::{Code, Severity};

/// A suppression that is not understood.
pub(super) static BAD_SUPPRESSION: Code = Code {
    name: "bad-suppression",
    level: Severity::Warning,
    explanation: "A comment is meant to suppress findings, but is not understood and suppresses nothing.\n\n\
        > `<!-- factlint: ignore discrepancy companies until 2026-12-31: the fair counts delegations -->`\n\n\
        First `ignore` (the next paragraph), `ignore-line` or `ignore-file`; then codes and measures, any where \
        there are none, a measure of several words in quotes; then, where wanted, `until` and a day; \
        then a colon and the reason, which is never left out.\n",
};

/// A suppression that suppresses nothing.
pub(super) static UNUSED_SUPPRESSION: Code = Code {
    name: "unused-suppression",
    level: Severity::Warning,
    explanation: "A suppression matches no finding of the run.\n\n\
        What it was for has been corrected, or it never matched. Take it away, so that it cannot hide something new. \
        It is not said where only some documents of a project are checked: the other side may lie in another one.\n",
};

/// A suppression whose day is past.
pub(super) static EXPIRED_SUPPRESSION: Code = Code {
    name: "expired-suppression",
    level: Severity::Warning,
    explanation: "The last day of a suppression is past, and what it suppressed is shown again.\n\n\
        Correct the texts, take the suppression away, or give it a new day and a reason that still holds.\n",
};

/// A suppression whose reason is still to be written.
pub(super) static UNEXPLAINED_SUPPRESSION: Code = Code {
    name: "unexplained-suppression",
    level: Severity::Advice,
    explanation: "A suppression gives no reason yet: what stands in its place begins with `TODO`.\n\n\
        It suppresses all the same. An editor writes such a suppression where it is asked to; put the reason in \
        the place of the `TODO`, so that whoever reads it later knows why the figures may differ.\n",
};

/// An entry of a baseline that matches nothing.
pub(super) static STALE_BASELINE: Code = Code {
    name: "stale-baseline",
    level: Severity::Warning,
    explanation: "An entry of the baseline no longer matches: the finding, or a side of it, is gone.\n\n\
        That is good news; write the baseline anew with `--write-baseline`, so that the entry cannot hide the same \
        mistake when it comes back. Entries about documents that are no part of the run are left alone.\n",
};

/// All codes of this folder.
pub static CODES: [&Code; 5] =
    [&BAD_SUPPRESSION, &UNUSED_SUPPRESSION, &EXPIRED_SUPPRESSION, &UNEXPLAINED_SUPPRESSION, &STALE_BASELINE];
