//! A rule file as tokens, with its comments and line ends: what its layout is made from.
//! Where the parser knows what a run of characters is, it is one token.

use super::grammar::{ClaimParser, Rule};
use pest::Parser as _;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, number, string or regular expression.
    Word,
    /// Punctuation.
    Mark,
    /// How often an element stands.
    Repeat,
    /// A name with the colon of a capture.
    Capture,
    /// From `#` to the end of the line.
    Comment,
}

/// A token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'t> {
    /// What it is.
    pub(super) kind: Kind,
    /// As written.
    pub(super) text: &'t str,
    /// Whether a line ends before it.
    pub(super) line_before: bool,
    /// Whether an empty line stands before it.
    pub(super) blank_before: bool,
    /// Whether nothing stands between it and the token before.
    pub(super) touches: bool,
}

impl Token<'_> {
    /// Whether it is this punctuation.
    pub(super) fn is(&self, mark: &str) -> bool {
        self.text == mark && self.kind == Kind::Mark
    }
}

/// The tokens of a file that parses.
pub(super) fn lex(text: &str) -> Vec<Token<'_>> {
    let known = known(text);
    let mut known = known.iter().peekable();
    let (mut out, mut at): (Vec<Token<'_>>, usize) = (Vec::new(), 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let gap = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{feff}']).len();
        let between = rest.get(..gap).unwrap_or("");
        at += gap;
        let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) else { break };
        while known.next_if(|(start, _, _)| *start < at).is_some() {}
        let (kind, length) = match known.peek() {
            Some((start, end, kind)) if *start == at => (*kind, end - start),
            // "matchn:quantity": a keyword ends where the parser takes a token up.
            Some((start, _, _)) => {
                let (kind, length) = plain(rest);
                (kind, length.min(start - at))
            }
            None => plain(rest),
        };
        let lines = between.replace("\r\n", "\n").replace('\r', "\n").matches('\n').count();
        out.push(Token {
            kind,
            text: rest.get(..length).unwrap_or(rest),
            line_before: lines > 0,
            blank_before: lines > 1,
            touches: gap == 0,
        });
        at += length.max(1);
    }
    out
}

/// What the parser takes as one, in order: where it starts and ends.
fn known(text: &str) -> Vec<(usize, usize, Kind)> {
    let pairs = ClaimParser::parse(Rule::file, text)
        .into_iter()
        .flatten()
        .flat_map(pest::iterators::Pair::into_inner);
    let mut out: Vec<(usize, usize, Kind)> = Vec::new();
    for pair in pairs.flat_map(|pair| pair.into_inner().flatten()) {
        let kind = match pair.as_rule() {
            Rule::string
            | Rule::regex
            | Rule::lemma
            | Rule::number
            | Rule::path
            | Rule::name
            | Rule::lang => Kind::Word,
            Rule::date | Rule::full_date | Rule::word | Rule::gap | Rule::any => Kind::Word,
            Rule::capture => Kind::Capture,
            Rule::repeat => Kind::Repeat,
            _ => continue,
        };
        let span = pair.as_span();
        let end = span.start() + span.as_str().trim_end().len();
        // What stands inside of a token that was taken is part of it.
        if out.last().is_none_or(|(_, last, _)| *last <= span.start()) {
            out.push((span.start(), end, kind));
        }
    }
    out
}

/// A token that the grammar spells out.
fn plain(rest: &str) -> (Kind, usize) {
    if rest.starts_with('#') {
        return (Kind::Comment, rest.find(['\n', '\r']).unwrap_or(rest.len()));
    }
    let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
    if word > 0 {
        return (Kind::Word, word);
    }
    let two = ["=>", "<=", ">=", ".."].iter().find(|mark| rest.starts_with(**mark));
    (Kind::Mark, two.map_or_else(|| rest.chars().next().map_or(1, char::len_utf8), |mark| mark.len()))
}
