//! A baseline: findings that a project has looked at and lives with. Entries are keyed on the
//! claims themselves, so that moved lines change nothing.

use super::codes::STALE_BASELINE;
use crate::claim::Claim;
use crate::diagnostic::Diagnostic;
use crate::engine::Outcome;
use crate::finding::{code_of, measure_name};
use crate::graph::{Relation, describe, scope_value_text, time_text};
use crate::rule::Ruleset;
use indexmap::{IndexMap, IndexSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the file.
const VERSION: u32 = 1;

/// Why a file is no baseline.
#[derive(Debug, PartialEq, Eq)]
pub enum BaselineError {
    /// It is of another version.
    Version(u64),
    /// It is broken, with the words for it and line and column from 1.
    Broken(String, usize, usize),
}

/// The file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

/// A finding that is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    measure: String,
    sides: Vec<Side>,
}

/// What one of its sides claims.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Side {
    document: String,
    subject: String,
    value: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    scope: BTreeMap<String, String>,
}

/// A baseline, with the names that its documents have in this run.
#[derive(Debug)]
pub struct Baseline {
    /// What output calls it.
    name: String,
    entries: Vec<Entry>,
    /// The paths of the documents of the run as the baseline names them.
    names: Vec<String>,
    /// Entries by code, measure and side.
    index: IndexMap<(String, String, Side), Vec<usize>>,
}

impl Baseline {
    /// Reads the text of a baseline; `names` are the paths of the documents, relative to its
    /// folder.
    ///
    /// # Errors
    /// When it is broken, or of another version.
    pub fn read(name: &str, text: &str, names: Vec<String>) -> Result<Self, BaselineError> {
        let broken = |e: &serde_json::Error| {
            let said = e.to_string();
            let plain = said.rsplit_once(" at line ").map_or(said.as_str(), |(plain, _)| plain);
            BaselineError::Broken(plain.to_owned(), e.line(), e.column())
        };
        let value: serde_json::Value = serde_json::from_str(text).map_err(|e| broken(&e))?;
        if let Some(version) =
            value.get("version").and_then(serde_json::Value::as_u64).filter(|v| *v != u64::from(VERSION))
        {
            return Err(BaselineError::Version(version));
        }
        // Read again from the text, so that mistakes have a place.
        let file: File = serde_json::from_str(text).map_err(|e| broken(&e))?;
        let mut index: IndexMap<_, Vec<usize>> = IndexMap::new();
        for (at, entry) in file.findings.iter().enumerate() {
            for side in &entry.sides {
                index.entry((entry.code.clone(), entry.measure.clone(), side.clone())).or_default().push(at);
            }
        }
        Ok(Self { name: name.to_owned(), entries: file.findings, names, index })
    }

    /// The text of a baseline of all that an outcome shows, sorted.
    ///
    /// # Errors
    /// When serialising fails, which no outcome should make it do.
    pub fn write(outcome: &Outcome, names: &[String], rules: &Ruleset) -> Result<String, serde_json::Error> {
        let mut findings: Vec<Entry> = outcome
            .findings
            .iter()
            .map(|finding| {
                let sides = finding.sides(&outcome.graph);
                let claims = sides.into_iter().filter_map(|side| outcome.claims.get(side));
                let mut sides: Vec<Side> = claims.map(|claim| side(claim, names, rules)).collect();
                sides.sort();
                sides.dedup();
                Entry {
                    code: finding.code().name.to_owned(),
                    measure: measure_name(&finding.measure, rules),
                    sides,
                }
            })
            .collect();
        findings.sort();
        findings.dedup();
        serde_json::to_string_pretty(&File { version: VERSION, findings }).map(|text| text + "\n")
    }

    /// Whether an entry knows both sides of a relation.
    pub(super) fn knows(&self, relation: &Relation, outcome: &Outcome, rules: &Ruleset) -> bool {
        self.entry_of(relation, outcome, rules).is_some()
    }

    fn entry_of(
        &self,
        relation: &Relation,
        outcome: &Outcome,
        rules: &Ruleset,
    ) -> Option<(usize, [Side; 2])> {
        let (a, b) = relation.sides(&outcome.claims)?;
        let code = code_of(relation.judgement.verdict).name.to_owned();
        // A finding is of the measure of its first side.
        let measure = measure_name(&a.measure, rules);
        let sides = [a, b].map(|claim| side(claim, &self.names, rules));
        let entries = |side: &Side| self.index.get(&(code.clone(), measure.clone(), side.clone()));
        let (first, second) = (entries(&sides[0])?, entries(&sides[1])?);
        let entry = first.iter().find(|entry| second.contains(entry))?;
        Some((*entry, sides))
    }

    /// Entries about documents of this run of which a side matches nothing any more.
    pub(super) fn stale(&self, outcome: &Outcome, rules: &Ruleset) -> Vec<Diagnostic> {
        let mut met: IndexSet<(usize, Side)> = IndexSet::new();
        for relation in outcome.graph.relations().filter(|r| r.judgement.level.is_some()) {
            if let Some((entry, sides)) = self.entry_of(&relation, outcome, rules) {
                met.extend(sides.map(|side| (entry, side)));
            }
        }
        let here: IndexSet<&str> = self.names.iter().map(String::as_str).collect();
        let mut out = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            if entry.sides.iter().any(|side| !here.contains(side.document.as_str())) {
                continue;
            }
            let gone: Vec<&Side> =
                entry.sides.iter().filter(|side| !met.contains(&(at, (*side).clone()))).collect();
            if let Some(first) = gone.first() {
                let Entry { code, measure, sides } = entry;
                let values: IndexSet<&str> = sides.iter().map(|side| side.value.as_str()).collect();
                let values: Vec<&str> = values.into_iter().collect();
                let what = if gone.len() == sides.len() {
                    format!("{code} of {measure} ({}) is gone", values.join(", "))
                } else {
                    format!("{code} of {measure}: `{}` no longer states {}", first.document, first.value)
                };
                let said = Diagnostic::new(&STALE_BASELINE, format!("`{}`: {what}", self.name));
                out.push(said.help("write the baseline anew with `--write-baseline`"));
            }
        }
        out
    }
}

fn side(claim: &Claim, names: &[String], rules: &Ruleset) -> Side {
    let name = |id: usize| rules.scopes.get_index(id).map_or_else(String::new, |(name, _)| name.clone());
    let entries = claim.scope.entries.iter();
    let mut scope: BTreeMap<String, String> =
        entries.map(|(id, entry)| (name(*id), scope_value_text(&entry.value, *id, rules))).collect();
    if let Some(time) = &claim.scope.time {
        scope.insert("time".to_owned(), time_text(&time.span));
    }
    Side {
        document: names.get(claim.document).cloned().unwrap_or_default(),
        subject: claim.subject.title.to_string(),
        value: describe(claim),
        scope,
    }
}
