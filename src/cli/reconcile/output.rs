//! One line for each item, in the order of subjects and measures.

use super::args::Output;
use serde::Serialize;
use std::io::{self, Write};

/// What is said of an item.
#[derive(Debug, Serialize)]
pub(super) struct Line<'a> {
    pub(super) subject: &'a str,
    pub(super) measure: &'a str,
    pub(super) value: &'a str,
    pub(super) confidence: f64,
    pub(super) support: usize,
    pub(super) against: usize,
}

/// Writes lines in a format.
pub(super) enum Writer<W: Write> {
    Jsonl(W),
    Csv(Box<csv::Writer<W>>),
}

impl<W: Write> Writer<W> {
    pub(super) fn new(format: Output, out: W) -> Self {
        match format {
            Output::Jsonl => Self::Jsonl(out),
            Output::Csv => Self::Csv(Box::new(csv::Writer::from_writer(out))),
        }
    }

    /// # Errors
    /// When the output is closed or full.
    pub(super) fn line(&mut self, line: &Line<'_>) -> io::Result<()> {
        // Four digits: more would be noise, and these print alike everywhere.
        let line = &Line { confidence: (line.confidence * 1e4).round() / 1e4, ..*line };
        match self {
            Self::Jsonl(out) => {
                serde_json::to_writer(&mut *out, line)?;
                out.write_all(b"\n")
            }
            Self::Csv(out) => out.serialize(line).map_err(io::Error::other),
        }
    }

    /// # Errors
    /// When the output is closed or full.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        match self {
            Self::Jsonl(out) => out.flush(),
            Self::Csv(out) => out.flush(),
        }
    }
}
