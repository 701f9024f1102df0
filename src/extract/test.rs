//! What a single step of a pattern accepts at a token.

use crate::morphology::PartOfSpeech;
use crate::quantity::{Figure, Kind, Quantity};
use crate::rule::{FigureClass, Id, Meaning, PluralRule, Ruleset, TokenTest, WordClass, WordFilter};
use crate::text::{Sentence, Word, Words};
use crate::token::{Case, TokenKind};
use crate::value::{DateSpan, Decimal};

/// A sentence with its quantities, ready for patterns.
pub struct Annotated<'a, 't> {
    /// The sentence.
    pub sentence: &'a Sentence<'t>,
    /// The words of the run.
    pub words: &'a Words<'a>,
    /// Its quantities, in order.
    pub quantities: &'a [Quantity],
}

/// Marks that open a quotation, with those that close it.
const QUOTES: [(&str, &str); 5] = [("«", "»"), ("“", "”"), ("„", "“"), ("\"", "\""), ("‘", "’")];

impl Annotated<'_, '_> {
    fn rules(&self) -> &Ruleset {
        self.words.rules()
    }

    /// The word of a token.
    #[must_use]
    pub fn word(&self, at: usize) -> Option<&Word> {
        self.sentence.word(at, self.words)
    }

    /// Calls `accept` with each place where a step that starts at a token may end.
    /// `captured` holds where captures so far start and end.
    pub fn accept(
        &self,
        test: &TokenTest,
        at: usize,
        captured: &[Option<usize>],
        mut accept: impl FnMut(usize),
    ) {
        match test {
            TokenTest::Any => accept(at + 1),
            TokenTest::Meaning(wanted) => {
                let marks = self.sentence.marks.at(at).iter();
                marks.filter(|mark| mark.meaning == *wanted).for_each(|mark| accept(mark.end as usize));
            }
            TokenTest::Scope(id) => {
                self.accept_meaning(at, |m| matches!(m, Meaning::Scope(scope, _) if scope == id), accept);
            }
            TokenTest::Entity => self.accept_meaning(at, |m| matches!(m, Meaning::Entity(_)), accept),
            TokenTest::Class(class, filters) => {
                let end = self.class_end(*class, at);
                if let Some(end) = end.filter(|_| filters.iter().all(|f| self.has_form(*f, at, captured))) {
                    accept(end);
                }
            }
            TokenTest::Figure(class) => {
                let starting = self.quantities.iter().filter(|q| q.tokens.0 == at && self.fits(*class, q));
                starting.for_each(|q| accept(q.tokens.1));
            }
            TokenTest::Regex(regex) => {
                if regex.is_match(self.sentence.token_text(at)) {
                    accept(at + 1);
                }
            }
        }
    }

    fn accept_meaning(&self, at: usize, wanted: impl Fn(&Meaning) -> bool, mut accept: impl FnMut(usize)) {
        let rules = self.rules();
        let mut last = None;
        for mark in self.sentence.marks.at(at) {
            if rules.meaning(mark.meaning).is_some_and(&wanted) && last != Some(mark.end) {
                accept(mark.end as usize);
                last = Some(mark.end);
            }
        }
    }

    fn class_end(&self, class: WordClass, at: usize) -> Option<usize> {
        use PartOfSpeech as P;
        let token = self.sentence.tokens.get(at)?;
        if class == WordClass::Quoted {
            return self.quoted_end(at);
        }
        if class == WordClass::Punctuation {
            return (token.kind == TokenKind::Mark).then_some(at + 1);
        }
        let word = self.word(at).filter(|_| token.kind == TokenKind::Word)?;
        let fits = match class {
            WordClass::Noun => word.may_be(P::Noun) || !word.in_dictionary,
            WordClass::Adjective => [P::Adjective, P::ShortAdjective, P::Participle, P::ShortParticiple]
                .iter()
                .any(|p| word.may_be(*p)),
            WordClass::Verb => [P::Verb, P::Infinitive, P::Gerund, P::ShortParticiple, P::Participle]
                .iter()
                .any(|p| word.may_be(*p)),
            WordClass::Adverb => word.may_be(P::Adverb),
            WordClass::Preposition => word.may_be(P::Preposition),
            WordClass::Pronoun => word.may_be(P::Pronoun),
            WordClass::Name => token.case != Case::Lower,
            WordClass::Word | WordClass::Punctuation | WordClass::Quoted => true,
        };
        fits.then_some(at + 1)
    }

    /// Whether the word of a token is in a form.
    fn has_form(&self, filter: WordFilter, at: usize, captured: &[Option<usize>]) -> bool {
        let Some(word) = self.word(at) else { return false };
        match filter {
            WordFilter::Plural => word.plural_noun || word.plural_adjective,
            WordFilter::Singular => word.singular_noun,
            WordFilter::Genitive => word.genitive_noun,
            WordFilter::Past => word.past,
            WordFilter::Person => word.person,
            WordFilter::Place => word.place,
            WordFilter::Agrees(capture) => {
                let start = captured.get(capture * 2).copied().flatten();
                let figure = start.and_then(|start| self.quantities.iter().find(|q| q.tokens.0 >= start));
                figure.is_some_and(|figure| self.agrees(word, figure, at))
            }
        }
    }

    /// Whether a noun is in the form that a figure asks for. In languages that say nothing of
    /// agreement every form is.
    fn agrees(&self, word: &Word, figure: &Quantity, at: usize) -> bool {
        let cyrillic = self.sentence.tokens.get(at).is_some_and(|token| token.cyrillic);
        let rule = self.rules().languages.iter().filter(|l| l.cyrillic == cyrillic).find_map(|l| l.plural);
        let Figure::Amount(amount, _) = figure.figure else { return false };
        let end = amount.interval.hi.or(amount.interval.lo);
        let (Some(rule), Some(number)) = (rule, end.filter(|_| word.in_dictionary)) else { return true };
        let whole = number.fract().is_zero();
        let (tens, ones) = (number % Decimal::ONE_HUNDRED, number % Decimal::TEN);
        let teens = tens > Decimal::TEN && tens < Decimal::from(20);
        match rule {
            PluralRule::OneOther if number == Decimal::ONE => word.singular_noun,
            PluralRule::OneOther => word.plural_noun,
            PluralRule::OneFewMany if !whole => word.genitive_singular,
            PluralRule::OneFewMany if ones == Decimal::ONE && !teens => word.singular_noun,
            PluralRule::OneFewMany if ones >= Decimal::TWO && ones < Decimal::from(5) && !teens => {
                word.genitive_singular || word.oblique_plural
            }
            PluralRule::OneFewMany => word.genitive_plural || word.oblique_plural,
        }
    }

    /// Where a quotation that opens at a token closes.
    #[must_use]
    pub fn quoted_end(&self, at: usize) -> Option<usize> {
        let (_, close) = QUOTES.iter().find(|(open, _)| *open == self.sentence.token_text(at))?;
        let tokens = self.sentence.tokens.len();
        (at + 1..tokens).find(|i| self.sentence.token_text(*i) == *close).map(|i| i + 1)
    }

    fn fits(&self, class: FigureClass, q: &Quantity) -> bool {
        if q.listed || class == FigureClass::List {
            return q.listed && class == FigureClass::List;
        }
        match (class, &q.figure) {
            (FigureClass::Ordinal, _) => q.kind == Kind::Ordinal,
            (FigureClass::Date, Figure::Dates(_)) => true,
            (FigureClass::Year, Figure::Dates(span)) => is_year(span),
            (FigureClass::Number, Figure::Amount(_, None)) => q.kind == Kind::Number,
            (FigureClass::Span, Figure::Dates(span)) => is_span(span),
            (FigureClass::Quantity, Figure::Amount(..)) => q.kind != Kind::Ordinal,
            (FigureClass::Of(dimension), Figure::Amount(_, unit)) => {
                q.kind != Kind::Ordinal && self.has_dimension(*unit, dimension)
            }
            (FigureClass::In(wanted), Figure::Amount(_, unit)) => *unit == Some(wanted),
            _ => false,
        }
    }

    fn has_dimension(&self, unit: Option<Id>, wanted: Id) -> bool {
        let rules = self.rules();
        match unit.and_then(|id| rules.unit(id)) {
            Some(unit) => {
                // Calendar months and clock time are both lengths of time.
                let time = |id: Id| rules.is_dimension(id, "duration") || rules.is_dimension(id, "calendar");
                unit.dimension == wanted || (time(unit.dimension) && time(wanted))
            }
            None => rules.is_dimension(wanted, "count"),
        }
    }
}

fn is_span(span: &DateSpan) -> bool {
    span.from != span.to && [span.from, span.to].iter().all(|end| end.is_some_and(|date| date.day.is_some()))
}

fn is_year(span: &DateSpan) -> bool {
    span.from == span.to && span.from.is_some_and(|date| date.year.is_some() && date.month.is_none())
}
