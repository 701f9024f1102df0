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

/// What decided what two claims are to each other. Where one of them is a part, `first` says
/// that it is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// Nothing shows that both are of one thing.
    Unlike,
    /// A document states both and tells them apart.
    ToldApart,
    /// One follows from others: see [`Derived`](super::Derived).
    Derived,
}

impl Reason {
    /// One sentence that says why, with both values converted.
    pub(super) fn text(self, a: &Claim, b: &Claim, rules: &Ruleset) -> String {
        let (x, y) = (describe(a), describe(b));
        match self {
            Self::Values(relation) => of_values(relation, a, b, rules),
            Self::NoYear => format!("{x} and {y}: one of them has no year"),
            Self::Subjects => format!("{x} is said of {}, {y} of {}", a.subject.title, b.subject.title),
            Self::Scopes | Self::Voices => apart(a, b, rules),
            Self::Part { first } => {
                let (part, whole) = in_order(a, b, first);
                scopes_apart(part, whole, &of_scopes(a, b, rules), rules)
            }
            Self::Exceeds { first } => {
                let ((part, whole), names) = (in_order(a, b, first), names(a, b, rules));
                format!("a part ({names}) of {} exceeds the whole of {}", describe(part), describe(whole))
            }
            Self::Competes { first } => {
                let ((part, whole), names) = (in_order(a, b, first), names(a, b, rules));
                let (part, whole) = (describe(part), describe(whole));
                format!("{whole} admits {part}; the latter is said of a part only ({names})")
            }
            Self::Listed => {
                let (list, stated) = in_order(a, b, a.listed);
                format!("{} are stated and {} named", describe(stated), describe(list))
            }
            Self::OneSentence => format!("one sentence states both {x} and {y}"),
            Self::Beside => format!("{y} is counted beside {x}"),
            Self::Local => format!("{x} and {y}: only one of them is said of a place, and may be a part"),
            Self::Grown => {
                format!("{x} and {y}: the count grows, and the documents may be of different days")
            }
            Self::Fallen => {
                format!(
                    "{x} and {y} cannot both be true: the count only grows, and the later document has fewer"
                )
            }
            Self::Unlike => {
                format!("{x} and {y} are far apart, and nothing shows that they are of one thing")
            }
            Self::ToldApart => format!("one document states both {x} and {y}, and tells them apart"),
            Self::Derived => format!("{x} does not follow from {y}"),
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

/// One sentence on how two values stand to each other.
fn of_values(relation: ValueRelation, a: &Claim, b: &Claim, rules: &Ruleset) -> String {
    let (x, y) = (describe(a), describe(b));
    match relation {
        ValueRelation::Equal => format!("both say {x}"),
        ValueRelation::Rounded => format!("{x} and {y} are one figure, rounded"),
        ValueRelation::Truncated => {
            format!("{x} and {y} differ by a digit that was cut off instead of rounded")
        }
        ValueRelation::Coarse => format!("{x} and {y} may be one figure, rounded coarsely"),
        ValueRelation::Admits => admits(a, b),
        ValueRelation::Overlaps => format!("{x} and {y} can both be true, but are not the same"),
        ValueRelation::Near => format!("{x} and {y} are nearly the same"),
        ValueRelation::Disjoint => {
            let hint =
                slip(a, b, rules).map_or_else(String::new, |slip| format!("; {}", slip.text(a, b, rules)));
            format!("{x} and {y} cannot both be true{hint}")
        }
    }
}

/// The two of which the first is meant first.
fn in_order<'c>(a: &'c Claim, b: &'c Claim, first: bool) -> (&'c Claim, &'c Claim) {
    if first { (a, b) } else { (b, a) }
}

fn of_scopes<'c>(a: &'c Claim, b: &'c Claim, rules: &Ruleset) -> Vec<ScopeDifference<'c>> {
    let mut out = Vec::new();
    Reason::Scopes.differences(a, b, rules, |difference| out.push(difference));
    out
}

fn names(a: &Claim, b: &Claim, rules: &Ruleset) -> String {
    let names: Vec<&str> = of_scopes(a, b, rules).iter().map(|d| d.dimension.title(rules)).collect();
    names.join(", ")
}

fn apart(a: &Claim, b: &Claim, rules: &Ruleset) -> String {
    scopes_apart(a, b, &of_scopes(a, b, rules), rules)
}

fn scopes_apart(a: &Claim, b: &Claim, differences: &[ScopeDifference<'_>], rules: &Ruleset) -> String {
    let one = |d: &ScopeDifference<'_>| {
        let (x, y) = (d.sides.0.text(rules), d.sides.1.text(rules));
        format!("{} ({x} against {y})", d.dimension.title(rules))
    };
    let dimensions: Vec<String> = differences.iter().map(one).collect();
    format!("{} and {} differ in {}", describe(a), describe(b), dimensions.join(", "))
}

fn admits(a: &Claim, b: &Claim) -> String {
    let wider = |claim: &Claim| {
        claim.amount().is_some_and(|amount| amount.interval.as_point().is_none() || amount.approx)
    };
    let (wide, narrow) = in_order(a, b, wider(a));
    format!("{} admits {}, but does not say it", describe(wide), describe(narrow))
}
