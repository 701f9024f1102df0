//! What became of each measure of which words stand in the sentence of a figure, for those who
//! ask why. It is told by the scoring itself, and only noted where someone asks.

use super::Builder;
use crate::claim::context::Context;
use crate::claim::measure::{self, WhyNot};
use crate::claim::model::MeasureKey;
use crate::quantity::{Figure, Kind};
use crate::rule::Id;
use crate::token::Span;

/// A measure of which words stand in the sentence of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The figure.
    pub figure: Span,
    /// The measure.
    pub measure: Id,
    /// Why the figure is no claim of it, to be read behind "because"; nothing where it is one.
    pub against: Option<String>,
}

impl<'t> Builder<'_, 't> {
    /// Notes what became of the measures for a figure, of which the claims behind `claims` and the
    /// reasons behind `unclaimed` were made.
    pub(super) fn note_tried(
        &mut self,
        context: &Context<'_, 't>,
        figure: usize,
        (claims, unclaimed): (usize, usize),
    ) {
        let Some(q) = context.read.reading.quantities.get(figure).filter(|_| self.tried.is_some()) else {
            return;
        };
        let made = self.out.claims.get(claims..).unwrap_or_default();
        let claimed = |id: Id| made.iter().any(|claim| claim.measure == MeasureKey::Named(id));
        let left = self.out.unclaimed.get(unclaimed..).and_then(<[_]>::first);
        // Who claims it instead, where nothing is against a measure.
        let instead = || match (made.first(), left) {
            (Some(claim), _) => match claim.rule.strip_prefix("measure ") {
                Some(other) => format!("the measure `{other}` fits as well or better"),
                None => format!("the rule `{}` claims it first", claim.rule),
            },
            (None, Some(left)) => left.why.to_string(),
            (None, None) => "it repeats another figure".to_owned(),
        };
        let found = measure::tried(context, figure).filter_map(|(id, fit)| {
            let against = match fit {
                _ if claimed(id) => None,
                // That a year is no count of anything nobody wonders at.
                Err(WhyNot::Dimension) if matches!(q.kind, Kind::Date | Kind::Time) => return None,
                Err(why) => Some(against(context, figure, id, why)),
                Ok(_) => Some(instead()),
            };
            Some(Tried { figure: q.span, measure: id, against })
        });
        let found: Vec<Tried> = found.collect();
        self.tried.iter_mut().for_each(|all| all.extend_from_slice(&found));
    }
}

/// What is against a measure, in words.
fn against(context: &Context<'_, '_>, figure: usize, id: Id, why: WhyNot) -> String {
    let sentence = &context.read.sentence;
    let quoted = |(from, to): (usize, usize)| format!("“{}”", sentence.span_of(from, to).of(sentence.text));
    match why {
        WhyNot::Dimension => of_another_dimension(context, figure, id),
        WhyNot::CountsOther(noun) => format!("the figure counts {}", quoted((noun, noun + 1))),
        WhyNot::OfAnother(tokens) => format!("{} speaks of another figure", quoted(tokens)),
        WhyNot::Change => "the figure says by how much something changed".to_owned(),
        WhyNot::Whole => "the figure is what the one before it is out of".to_owned(),
        WhyNot::Denied(tokens) => format!("{} is denied", quoted(tokens)),
        WhyNot::Far(tokens) => format!("{} stands too far from the figure", quoted(tokens)),
        WhyNot::Without(tokens) => format!("a `without` word stands near: {}", quoted(tokens)),
        WhyNot::NearAlone => "only `near` words of it stand here, no word of its own".to_owned(),
        WhyNot::NoNear => "no `near` word stands near (`needs near`)".to_owned(),
        WhyNot::NoneOfKind(kind) => {
            let kind = context.rules.kinds.get_index(kind).map_or("", |(_, title)| title.as_str());
            let topic = context.subjects.topic().title;
            if topic.is_empty() {
                format!("the document names no {kind}")
            } else {
                format!("the subject “{topic}” is no {kind}")
            }
        }
    }
}

fn of_another_dimension(context: &Context<'_, '_>, figure: usize, id: Id) -> String {
    let rules = context.rules;
    let name = |id: Id| rules.dimensions.get_index(id).map_or("", |(name, _)| name.as_str());
    let wanted = rules.measures.get_index(id).map_or("", |(_, measure)| name(measure.dimension));
    let Some(q) = context.read.reading.quantities.get(figure) else { return String::new() };
    let own = match q.figure {
        Figure::Dates(_) => "date",
        Figure::Time(..) => "time",
        Figure::Amount(_, Some(unit)) => rules.unit(unit).map_or("", |unit| name(unit.dimension)),
        Figure::Amount(_, None) if q.kind == Kind::Ordinal => "ordinal",
        Figure::Amount(_, None) if q.fraction => "share",
        Figure::Amount(_, None) => "count",
    };
    let counted = context.counted.get(figure).and_then(Option::as_ref);
    match counted.filter(|_| own == "count" && wanted == "person") {
        Some(counted) => format!("the figure counts “{}”, and the measure is of people", counted.noun.shown),
        None if own == wanted => "the year of something with editions is its edition".to_owned(),
        None => format!("the figure is a `{own}`, and the measure is a `{wanted}`"),
    }
}
