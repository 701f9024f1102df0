//! What a document claims, in few bytes, for an index. What its claims share is written once, and shared
//! again when it is read.

use super::build::Extracted;
use super::day::Day;
use super::doubt::{CODES, Doubt};
use super::model::{Claim, MeasureKey, Scope, Subject, Unclaimed};
use crate::quantity::Converted;
use crate::rule::Id;
use crate::token::Span;
use crate::value::Value;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::hash::Hash;
use std::sync::Arc;

/// What a document claims.
#[derive(Serialize, Deserialize)]
pub struct PackedClaims {
    names: Vec<Arc<str>>,
    subjects: Vec<Arc<Subject>>,
    scopes: Vec<Arc<Scope>>,
    claims: Vec<PackedClaim>,
    unclaimed: Vec<Unclaimed>,
    /// Doubts, each by the number of its code.
    doubts: Vec<(Span, Arc<str>, u8)>,
    figures: usize,
    day: Day,
    corrected: Vec<Id>,
}

/// A claim; what others of its document may have as well is told by its number.
#[derive(Serialize, Deserialize)]
struct PackedClaim {
    span: Span,
    sentence: Span,
    rule: u32,
    measure: MeasureKey,
    subject: u32,
    value: Value,
    unit: u32,
    converted: Option<Box<Converted>>,
    dimension: Option<Id>,
    scope: u32,
    also: bool,
    listed: bool,
    context: Arc<[u32]>,
}

/// Things that are written once, with their numbers by a key.
struct Shared<K, T> {
    numbers: FxHashMap<K, u32>,
    things: Vec<T>,
}

impl<K: Eq + Hash, T: Clone> Shared<K, T> {
    fn new() -> Self {
        Self { numbers: FxHashMap::default(), things: Vec::new() }
    }

    fn number(&mut self, key: K, thing: &T) -> u32 {
        *self.numbers.entry(key).or_insert_with(|| {
            self.things.push(thing.clone());
            u32::try_from(self.things.len() - 1).unwrap_or(u32::MAX)
        })
    }
}

impl From<&Extracted> for PackedClaims {
    fn from(extracted: &Extracted) -> Self {
        let Extracted { claims, unclaimed, doubts, figures, day, corrected } = extracted;
        let (mut names, mut subjects, mut scopes) = (Shared::new(), Shared::new(), Shared::new());
        let pack = |claim: &Claim| PackedClaim {
            span: claim.span,
            sentence: claim.sentence,
            rule: names.number(claim.rule.clone(), &claim.rule),
            measure: claim.measure.clone(),
            subject: subjects.number(Arc::as_ptr(&claim.subject), &claim.subject),
            value: claim.value.clone(),
            unit: names.number(claim.unit.clone(), &claim.unit),
            converted: claim.converted.clone(),
            dimension: claim.dimension,
            scope: scopes.number(Arc::as_ptr(&claim.scope), &claim.scope),
            also: claim.also,
            listed: claim.listed,
            context: claim.context.clone(),
        };
        let claims = claims.iter().map(pack).collect();
        let code = |doubt: &Doubt| CODES.iter().position(|code| *code == doubt.code).unwrap_or_default();
        let doubt =
            |doubt: &Doubt| (doubt.span, doubt.why.clone(), u8::try_from(code(doubt)).unwrap_or_default());
        Self {
            names: names.things,
            subjects: subjects.things,
            scopes: scopes.things,
            claims,
            unclaimed: unclaimed.clone(),
            doubts: doubts.iter().map(doubt).collect(),
            figures: *figures,
            day: *day,
            corrected: corrected.clone(),
        }
    }
}

impl PackedClaims {
    /// What the document claims; none where the parts do not fit together, as of what is damaged.
    #[must_use]
    pub fn unpack(self) -> Option<Extracted> {
        let Self { names, subjects, scopes, claims, unclaimed, doubts, figures, day, corrected } = self;
        let unpack = |packed: PackedClaim| {
            Some(Claim {
                document: 0,
                span: packed.span,
                sentence: packed.sentence,
                rule: shared(&names, packed.rule)?,
                measure: packed.measure,
                subject: shared(&subjects, packed.subject)?,
                value: packed.value,
                unit: shared(&names, packed.unit)?,
                converted: packed.converted,
                dimension: packed.dimension,
                scope: shared(&scopes, packed.scope)?,
                also: packed.also,
                listed: packed.listed,
                context: packed.context,
            })
        };
        let doubt =
            |(span, why, code)| Some(Doubt { span, why, code: CODES.get(usize::from(code)).copied()? });
        Some(Extracted {
            claims: claims.into_iter().map(unpack).collect::<Option<_>>()?,
            unclaimed,
            doubts: doubts.into_iter().map(doubt).collect::<Option<_>>()?,
            figures,
            day,
            corrected,
        })
    }
}

fn shared<T: ?Sized>(things: &[Arc<T>], number: u32) -> Option<Arc<T>> {
    things.get(number as usize).cloned()
}
