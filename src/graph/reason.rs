//! Why two claims are to each other what they are: what decided, in a byte or two, and the
//! sentence that says so, made when it is shown.

use super::difference::{Dimension, DimensionRelation, ScopeDifference, Stated};
use super::scope::differences;
use super::slip::slip;
use super::terms::Terms;
use super::values::describe;
use crate::claim::Claim;
use crate::rule::Ruleset;
use crate::value::ValueRelation;
use serde::{Deserialize, Serialize};

/// What decided what two claims are to each other. Where one of them is a part, `first` says
/// that it is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// How their values stand to each other.
    Values(ValueRelation),
    /// A date without a year.
    NoYear,
    /// Different things that one document speaks of.
    Subjects,
    /// Different scopes.
    Scopes,
    /// Different voices that one document quotes.
    Voices,
    /// The scope of one is a part of the other's.
    Part {
        /// Whether it is the first.
        first: bool,
    },
    /// A part exceeds its whole.
    Exceeds {
        /// Whether it is the first.
        first: bool,
    },
    /// A part reaches beyond the bound of its whole.
    Competes {
        /// Whether it is the first.
        first: bool,
    },
    /// A list does not name as many as are stated.
    Listed,
    /// One sentence states both.
    OneSentence,
    /// One is counted beside the other.
    Beside,
    /// One is said of a place, and may be a part.
    Local,
    /// A count that grows.
    Grown,
    /// A count that only grows, and is smaller in the later document.
    Fallen,
    /// Numbers of editions that their years do not allow.
    Misnumbered,
    /// Two editions of a year, of an event that is held twice in others.
    TwoEditions,
    /// Nothing shows that both are of one thing.
    Unlike,
    /// A document states both and tells them apart.
    ToldApart,
    /// One follows from others: see [`Derived`](super::Derived).
    Derived,
}

/// Two claims of which is told what they are to each other, each with what output shows of it.
#[derive(Clone, Copy)]
pub(super) struct Sides<'c> {
    pub(super) claims: (&'c Claim, &'c Claim),
    pub(super) shown: (&'c str, &'c str),
}

impl<'c> Sides<'c> {
    /// What is shown of the two, that of the first first where it is meant first.
    fn in_order(self, first: bool) -> (&'c str, &'c str) {
        let (x, y) = self.shown;
        if first { (x, y) } else { (y, x) }
    }
}

impl Reason {
    /// One sentence that says why, with both values converted.
    pub(super) fn text(self, a: &Claim, b: &Claim, rules: &Ruleset) -> String {
        let (x, y) = (describe(a), describe(b));
        let mut out = String::new();
        self.tell(Sides { claims: (a, b), shown: (&x, &y) }, rules, &mut out);
        out
    }

    /// Appends one sentence that says why, with both values converted.
    pub(super) fn tell(self, sides: Sides<'_>, rules: &Ruleset, out: &mut String) {
        let ((a, b), (x, y)) = (sides.claims, sides.shown);
        match self {
            Self::Values(relation) => tell_values(relation, sides, rules, out),
            Self::NoYear => put(out, &[x, " and ", y, ": one of them has no year"]),
            Self::Subjects => {
                put(out, &[x, " is said of ", &a.subject.title, ", ", y, " of ", &b.subject.title]);
            }
            Self::Scopes | Self::Voices => tell_scopes(sides, true, rules, out),
            Self::Part { first } => tell_scopes(sides, first, rules, out),
            Self::Exceeds { first } => {
                let ((part, whole), names) = (sides.in_order(first), names(a, b, rules));
                put(out, &["a part (", &names, ") of ", part, " exceeds the whole of ", whole]);
            }
            Self::Competes { first } => {
                let ((part, whole), names) = (sides.in_order(first), names(a, b, rules));
                put(out, &[whole, " admits ", part, "; the latter is said of a part only (", &names, ")"]);
            }
            Self::Listed => {
                let (list, stated) = sides.in_order(a.listed);
                put(out, &[stated, " are stated and ", list, " named"]);
            }
            Self::OneSentence => put(out, &["one sentence states both ", x, " and ", y]),
            Self::Beside => put(out, &[y, " is counted beside ", x]),
            Self::Local => {
                put(out, &[x, " and ", y, ": only one of them is said of a place, and may be a part"]);
            }
            Self::Grown => {
                put(out, &[x, " and ", y, ": the count grows, and the documents may be of different days"]);
            }
            Self::Fallen => {
                let why = " cannot both be true: the count only grows, and the later document has fewer";
                put(out, &[x, " and ", y, why]);
            }
            Self::Misnumbered => super::numbered::tell(sides.claims, sides.shown, rules, out),
            Self::TwoEditions => {
                put(out, &[x, " and ", y, ": by its other editions, two are held a year"]);
            }
            Self::Unlike => {
                put(out, &[x, " and ", y, " are far apart, and nothing shows that they are of one thing"]);
            }
            Self::ToldApart => {
                put(out, &["one document states both ", x, " and ", y, ", and tells them apart"]);
            }
            Self::Derived => put(out, &[x, " does not follow from ", y]),
        }
    }

    /// Calls `with` for what sets the scopes of two claims apart.
    pub(super) fn differences<'c>(
        self,
        a: &'c Claim,
        b: &'c Claim,
        rules: &Ruleset,
        mut with: impl FnMut(ScopeDifference<'c>),
    ) {
        match self {
            // These were decided before the scopes were compared.
            Self::NoYear | Self::Derived => {}
            Self::Subjects => with(ScopeDifference {
                dimension: Dimension::Subject,
                relation: DimensionRelation::Different,
                sides: (Stated::Words(&a.subject.title), Stated::Words(&b.subject.title)),
            }),
            _ => differences(a, b, &Terms::of(&a.measure, rules), rules, with),
        }
    }
}

/// Appends some words.
fn put(out: &mut String, words: &[&str]) {
    words.iter().for_each(|word| out.push_str(word));
}

/// One sentence on how two values stand to each other.
fn tell_values(relation: ValueRelation, sides: Sides<'_>, rules: &Ruleset, out: &mut String) {
    let (x, y) = sides.shown;
    match relation {
        ValueRelation::Equal => put(out, &["both say ", x]),
        ValueRelation::Rounded => put(out, &[x, " and ", y, " are one figure, rounded"]),
        ValueRelation::Truncated => {
            put(out, &[x, " and ", y, " differ by a digit that was cut off instead of rounded"]);
        }
        ValueRelation::Coarse => put(out, &[x, " and ", y, " may be one figure, rounded coarsely"]),
        ValueRelation::Admits => {
            let (wide, narrow) = sides.in_order(is_wide(sides.claims.0));
            put(out, &[wide, " admits ", narrow, ", but does not say it"]);
        }
        ValueRelation::Overlaps => put(out, &[x, " and ", y, " can both be true, but are not the same"]),
        ValueRelation::Near => put(out, &[x, " and ", y, " are nearly the same"]),
        ValueRelation::Disjoint => {
            put(out, &[x, " and ", y, " cannot both be true"]);
            let (a, b) = sides.claims;
            if let Some(slip) = slip(a, b, rules) {
                put(out, &["; ", &slip.text(a, b, rules)]);
            }
        }
    }
}

/// Whether a claim leaves more than one value.
fn is_wide(claim: &Claim) -> bool {
    claim.amount().is_some_and(|amount| amount.interval.as_point().is_none() || amount.approx)
}

fn names(a: &Claim, b: &Claim, rules: &Ruleset) -> String {
    let mut names: Vec<&str> = Vec::new();
    Reason::Scopes.differences(a, b, rules, |difference| names.push(difference.dimension.title(rules)));
    names.join(", ")
}

/// In what two claims differ, the part told of first.
fn tell_scopes(sides: Sides<'_>, first: bool, rules: &Ruleset, out: &mut String) {
    let ((a, b), (one, other)) = (sides.claims, sides.in_order(first));
    put(out, &[one, " and ", other, " differ in "]);
    let mut between = "";
    Reason::Scopes.differences(a, b, rules, |difference| {
        let (x, y) = difference.sides;
        put(out, &[between, difference.dimension.title(rules), " ("]);
        x.tell(rules, out);
        out.push_str(" against ");
        y.tell(rules, out);
        out.push(')');
        between = ", ";
    });
}
