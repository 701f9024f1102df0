//! The conflict graph for Graphviz and as JSON: claims are nodes, relations are edges.

use super::json::claim_id;
use crate::engine::Outcome;
use crate::finding::measure_name;
use crate::graph::{Verdict, describe};
use crate::rule::Ruleset;
use petgraph::graph::NodeIndex;
use serde::Serialize;
use std::fmt::Write as _;

/// The graph in Graphviz' language. Claims without a relation are left out.
#[must_use]
pub fn dot(outcome: &Outcome, rules: &Ruleset) -> String {
    let mut out =
        String::from("graph claims {\n  graph [rankdir=LR];\n  node [shape=box, fontname=\"sans-serif\"];\n");
    let graph = outcome.graph.graph();
    for (claim, own) in outcome.claims.iter().enumerate() {
        if graph.neighbors(NodeIndex::new(claim)).next().is_none() {
            continue;
        }
        let document = outcome.documents.get(own.document).map_or("", |d| d.path.as_str());
        let label = format!(
            "{}: {}\n{}\n{document}",
            measure_name(&own.measure, rules),
            describe(own),
            own.subject.title
        );
        let _ = writeln!(out, "  {} [label={}];", claim_id(claim), quoted(&label));
    }
    for relation in outcome.graph.relations() {
        let verdict = relation.judgement.verdict;
        let _ = writeln!(
            out,
            "  {} -- {} [label={}, color={}, tooltip={}];",
            claim_id(relation.a),
            claim_id(relation.b),
            quoted(verdict.word()),
            color(verdict),
            quoted(&outcome.graph.why(relation, &outcome.claims, rules))
        );
    }
    out.push_str("}\n");
    out
}

fn color(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agree => "gray60",
        Verdict::Scope => "steelblue",
        Verdict::Discrepancy => "orange",
        Verdict::PartWhole | Verdict::Contradiction => "red",
    }
}

/// A text as a quoted string of Graphviz.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[derive(Serialize)]
struct GraphJson {
    nodes: Vec<NodeJson>,
    edges: Vec<EdgeJson>,
}

#[derive(Serialize)]
struct NodeJson {
    id: String,
    measure: String,
    subject: String,
    value: String,
    document: String,
}

#[derive(Serialize)]
struct EdgeJson {
    a: String,
    b: String,
    verdict: &'static str,
    why: String,
}

/// The graph as JSON.
///
/// # Errors
/// When serialising fails, which no outcome should make it do.
pub fn graph_json(outcome: &Outcome, rules: &Ruleset) -> Result<String, serde_json::Error> {
    let nodes = outcome.claims.iter().enumerate().map(|(at, claim)| NodeJson {
        id: claim_id(at),
        measure: measure_name(&claim.measure, rules),
        subject: claim.subject.title.to_string(),
        value: describe(claim),
        document: outcome.documents.get(claim.document).map_or_else(String::new, |d| d.path.clone()),
    });
    let edges = outcome.graph.relations().map(|r| EdgeJson {
        a: claim_id(r.a),
        b: claim_id(r.b),
        verdict: r.judgement.verdict.word(),
        why: outcome.graph.why(r, &outcome.claims, rules),
    });
    serde_json::to_string(&GraphJson { nodes: nodes.collect(), edges: edges.collect() })
}
