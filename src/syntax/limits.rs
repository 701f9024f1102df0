//! What a rule file may cost: its size, its nesting, and the calls that pest may make.

use super::error::{NESTING_TOO_DEEP, RULE_FILE_TOO_LARGE};
use crate::diagnostic::{Diagnostic, FileId};
use crate::token::Span;
use std::num::NonZeroUsize;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Rule files beyond this are refused unread; ten thousand rules take about 4 MB.
const MAX_BYTES: usize = 16 << 20;
/// Brackets within brackets; hand-written rules stay below ten.
const MAX_DEPTH: usize = 48;
/// Legitimate files need about 25 parser calls a byte.
const CALLS_PER_BYTE: usize = 400;

/// The limit that a text breaks, if it breaks one.
pub(super) fn check(file: FileId, text: &str) -> Option<Diagnostic> {
    if text.len() > MAX_BYTES {
        let message =
            format!("rule file of {} MB, more than the {} MB allowed", text.len() >> 20, MAX_BYTES >> 20);
        let diagnostic = Diagnostic::new(&RULE_FILE_TOO_LARGE, message).help("split it into several files");
        return Some(diagnostic.label(file, Span::default(), "this file"));
    }
    deepest(text).map(|at| {
        Diagnostic::new(&NESTING_TOO_DEEP, format!("brackets nested more than {MAX_DEPTH} deep"))
            .label(file, Span::new(at, at + 1), "one level too many")
            .help("name inner parts with `macro`, or check for a bracket that is never closed")
    })
}

/// Bounds the calls of the next parses, for as long as the guard lives. The limit is one for
/// the process, so that parses of several threads wait for each other.
pub(super) fn allow(bytes: usize) -> MutexGuard<'static, ()> {
    static PARSING: Mutex<()> = Mutex::new(());
    let guard = PARSING.lock().unwrap_or_else(PoisonError::into_inner);
    pest::set_call_limit(NonZeroUsize::new(bytes.saturating_mul(CALLS_PER_BYTE).max(1 << 20)));
    guard
}

fn deepest(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut comment) = (0usize, false, false);
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\n' | b'\r' => (quoted, comment) = (false, false),
            _ if comment => {}
            // No string goes on over a line end.
            b'\\' if quoted => drop(bytes.next_if(|(_, byte)| !matches!(byte, b'\n' | b'\r'))),
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'#' => comment = true,
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(at);
        }
    }
    None
}
