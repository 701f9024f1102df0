//! Relations as JSON. There may be more of them than of anything else, so that they are put together
//! from what was made once for each claim, without a serializer between.

use super::escaped;
use super::json::AsideJson;
use crate::engine::Outcome;
use crate::finding::{Cause, code_of};
use crate::graph::{Relation, describe};
use crate::rule::Ruleset;
use indexmap::IndexMap;
use rayon::prelude::*;

/// What the relations of a run are told with.
pub(super) struct Relations<'r> {
    outcome: &'r Outcome,
    rules: &'r Ruleset,
    /// What output shows of each claim.
    shown: Vec<Box<str>>,
    /// Why relations are not shown, by number.
    aside: IndexMap<usize, AsideJson<'r>>,
}

impl<'r> Relations<'r> {
    pub(super) fn of(outcome: &'r Outcome, rules: &'r Ruleset) -> Self {
        let shown = outcome.claims.par_iter().map(|claim| describe(claim).into_boxed_str()).collect();
        Self { outcome, rules, shown, aside: aside(outcome) }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.outcome.graph.len()
    }

    /// Appends the object of a relation by its number; it begins with some fields of a format.
    pub(super) fn put(
        &self,
        number: usize,
        fields: &str,
        out: &mut Vec<u8>,
    ) -> Result<(), serde_json::Error> {
        let Some(relation) = self.outcome.graph.relation(number) else { return Ok(()) };
        let judgement = relation.judgement;
        out.push(b'{');
        out.extend_from_slice(fields.as_bytes());
        put_id(b"\"a\":\"c", relation.a, out);
        put_id(b",\"b\":\"c", relation.b, out);
        put_word(b",\"verdict\":\"", judgement.verdict.word(), out);
        match judgement.level {
            Some(level) => put_word(b",\"level\":\"", level.word(), out),
            None => out.extend_from_slice(b",\"level\":null"),
        }
        put_word(b",\"code\":\"", code_of(judgement.verdict).name, out);
        out.extend_from_slice(b",\"why\":");
        escaped::put(&self.why(relation), out)?;
        if let Some(aside) = self.aside.get(&number) {
            out.extend_from_slice(b",\"aside\":");
            escaped::write(aside, out)?;
        }
        out.push(b'}');
        Ok(())
    }

    fn why(&self, relation: Relation) -> String {
        let mut out = String::with_capacity(LINE);
        let shown = |claim: usize| self.shown.get(claim).map_or("", |shown| &**shown);
        self.outcome.graph.tell_why(relation, &self.outcome.claims, shown, self.rules, &mut out);
        out
    }
}

/// Room for most sentences that say why.
const LINE: usize = 160;

/// Appends a field that holds the id of a claim.
fn put_id(field: &[u8], claim: usize, out: &mut Vec<u8>) {
    let (mut digits, mut number, mut len) = ([b'0'; 20], claim + 1, 0);
    for digit in digits.iter_mut().rev() {
        *digit += u8::try_from(number % 10).unwrap_or_default();
        (number, len) = (number / 10, len + 1);
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(field);
    out.extend_from_slice(digits.get(digits.len() - len..).unwrap_or_default());
    out.push(b'"');
}

/// Appends a field that holds a word of the program's own, which needs no escapes.
fn put_word(field: &[u8], word: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(field);
    out.extend_from_slice(word.as_bytes());
    out.push(b'"');
}

/// Why relations are not shown, by number.
fn aside(outcome: &Outcome) -> IndexMap<usize, AsideJson<'_>> {
    let mut out = IndexMap::new();
    for aside in &outcome.aside {
        let reason = match &aside.cause {
            Cause::Suppressed { reason, .. } => Some(reason.as_str()),
            Cause::Off | Cause::Baseline | Cause::Unchanged => None,
        };
        let json = AsideJson { cause: aside.cause.word(), reason };
        out.extend(aside.finding.relations.iter().map(|relation| (*relation as usize, json)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::claim_id;

    #[test]
    fn ids_are_those_of_claims() {
        for claim in [0, 8, 9, 10, 98, 99, 12_344, usize::MAX - 1] {
            let mut out = Vec::new();
            put_id(b"\"a\":\"c", claim, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), format!("\"a\":\"{}\"", claim_id(claim)));
        }
    }
}
