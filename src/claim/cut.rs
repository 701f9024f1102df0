//! What a limit cut off while claims were made: it is told where it stands, never dropped in silence.

use super::build::Builder;
use super::context::Context;
use super::doubt::Doubt;
use crate::diagnostic::{Code, Severity};
use crate::extract::Matches;
use crate::token::Span;

/// A text of which a limit kept something from being read.
pub static CUT_SHORT: Code = Code {
    name: "cut-short",
    level: Severity::Advice,
    explanation: "A limit kept part of a document from being read as it stands.\n\n\
        A sentence is longer than `sentence-bytes`, mostly a table or a list without a full stop: it is read in \
        pieces, and what stands in one piece is not seen from another. Or it holds more than `sentence-figures` \
        figures, of which those behind make no claim; or a pattern of a rule matches more often in it than \
        `pattern-matches`. `[limits]` of a configuration sets other limits.\n",
};

/// Why figures beyond the limit make no claim.
const TOO_MANY: &str = "behind more figures of one sentence than the limit `sentence-figures`";

impl Builder<'_, '_> {
    /// The figures of a sentence that make claims, from the first on; of the others it is said that they do not.
    pub(super) fn figures_within(&mut self, context: &Context<'_, '_>) -> usize {
        let (quantities, most) = (&context.read.reading.quantities, self.rules.limits.sentence_figures);
        for beyond in quantities.iter().skip(most) {
            self.leave(beyond.span, TOO_MANY);
        }
        if let Some(first) = quantities.get(most) {
            let said = format!(
                "a sentence of {} figures, more than the {most} allowed by `sentence-figures`",
                quantities.len()
            );
            self.cut(first.span, said);
        }
        quantities.len().min(most)
    }

    /// Says it where a pattern matches more often in a sentence than is looked at.
    pub(super) fn note_unmatched(&mut self, context: &Context<'_, '_>, matches: &Matches) {
        let Some(beyond) = matches.beyond else { return };
        let Some((name, _)) = self.rules.rules.get_index(beyond) else { return };
        let most = self.rules.limits.pattern_matches;
        let said = format!("rule `{name}` matches more than the {most} times allowed by `pattern-matches`");
        self.cut(context.read.sentence.span, said);
    }

    /// Says of the first sentence that is too long that it is read in pieces, with how many there are.
    pub(super) fn note_pieces(&mut self) {
        let most = self.rules.limits.sentence_bytes;
        let is_piece = |pair: &&[super::read::ReadSentence<'_>]| {
            let [one, next] = pair else { return false };
            one.block == next.block
                && one.sentence.span.len() > most / 2
                && !ends(one.sentence.span.of(one.sentence.text))
        };
        let mut pieces = self.read.sentences.windows(2).filter(is_piece).filter_map(<[_]>::first);
        let Some(first) = pieces.next().map(|first| first.sentence.span) else { return };
        let said = format!(
            "a sentence of more than the {most} bytes allowed by `sentence-bytes` is read in pieces; cuts in this \
             document: {}",
            1 + pieces.count()
        );
        self.cut(Span::new(first.end, first.end), said);
    }

    fn cut(&mut self, span: Span, said: String) {
        self.out.doubts.push(Doubt { span, why: said.into(), code: &CUT_SHORT });
    }
}

/// Whether a stretch of text ends as a sentence does.
fn ends(text: &str) -> bool {
    let closing = |c: char| matches!(c, '"' | '”' | '»' | ')' | '\'' | '’');
    text.trim_end_matches(closing).ends_with(['.', '!', '?', '…'])
}
