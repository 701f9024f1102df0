//! Who says what against whom, small enough to be drawn: figures and documents are nodes, one
//! net for each topic in conflict.

use super::model::{Statement, Topic};
use indexmap::{IndexMap, IndexSet};
use serde::Serialize;

/// The nets of a run.
#[derive(Debug, Serialize)]
pub struct Graph {
    /// One for each topic in conflict.
    pub nets: Vec<Net>,
}

/// Figures of a topic, who states them, and how they stand to each other.
#[derive(Debug, Serialize)]
pub struct Net {
    /// The topic, by id.
    pub topic: String,
    /// Figures and documents.
    pub nodes: Vec<Node>,
    /// Which document states which figure, and which figures stand against each other.
    pub edges: Vec<Edge>,
    /// Figures that were left out, where there are too many to be drawn.
    pub figures_left_out: usize,
    /// Documents that were left out.
    pub documents_left_out: usize,
}

/// A figure or a document.
#[derive(Debug, Serialize)]
pub struct Node {
    /// Its id within the net.
    pub id: String,
    /// `figure` or `document`.
    pub kind: &'static str,
    /// What is written on it.
    pub label: String,
    /// The conditions of a figure.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// How many places state the figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub places: Option<usize>,
}

/// A tie between two nodes.
#[derive(Debug, Serialize)]
pub struct Edge {
    /// One end, by id.
    pub a: String,
    /// The other end.
    pub b: String,
    /// `states`, or the verdict on two figures.
    pub verdict: &'static str,
    /// The finding, by id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflict: Option<String>,
}

/// Beyond this many, a picture of figures is a ball of wool.
const MOST_FIGURES: usize = 40;
/// Documents drawn beside them at most.
const MOST_DOCUMENTS: usize = 40;

/// The nets of all topics that hold more than minor findings.
pub(super) fn graph(topics: &[Topic], statements: &IndexMap<String, Statement>) -> Graph {
    let nets = topics.iter().filter(|topic| topic.conflicts.iter().any(|c| !c.minor));
    Graph { nets: nets.map(|topic| net(topic, statements)).collect() }
}

/// Figures are one where value and conditions are.
type Figure<'a> = (&'a str, String);

fn net(topic: &Topic, statements: &IndexMap<String, Statement>) -> Net {
    let mut figures: IndexMap<Figure<'_>, IndexSet<&str>> = IndexMap::new();
    let mut against: IndexMap<(usize, usize), (&'static str, &str)> = IndexMap::new();
    for conflict in topic.conflicts.iter().filter(|conflict| !conflict.minor) {
        let mut parties: Vec<IndexSet<usize>> = Vec::new();
        for position in &conflict.positions {
            let mut party = IndexSet::new();
            for id in &position.statements {
                let scope = statements.get(id).map_or_else(String::new, scope_text);
                let entry = figures.entry((&position.value, scope));
                party.insert(entry.index());
                entry.or_default().insert(id);
            }
            parties.push(party);
        }
        for (at, party) in parties.iter().enumerate() {
            for (a, b) in parties[at + 1..]
                .iter()
                .flat_map(|other| party.iter().flat_map(move |a| other.iter().map(move |b| (*a, *b))))
            {
                // Findings come gravest first, and the first that ties two figures counts.
                against.entry((a.min(b), a.max(b))).or_insert((conflict.verdict, &conflict.id));
            }
        }
    }
    drawn(topic, &figures, &against, statements)
}

/// The conditions of a statement in one line.
fn scope_text(statement: &Statement) -> String {
    let shown = statement.scope.iter().filter(|(dimension, _)| *dimension != super::INFERRED);
    shown.map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(", ")
}

fn drawn(
    topic: &Topic,
    figures: &IndexMap<Figure<'_>, IndexSet<&str>>,
    against: &IndexMap<(usize, usize), (&'static str, &str)>,
    statements: &IndexMap<String, Statement>,
) -> Net {
    let kept = figures.len().min(MOST_FIGURES);
    let mut documents: IndexMap<&str, IndexSet<usize>> = IndexMap::new();
    for (at, claims) in figures.values().enumerate().take(kept) {
        for statement in claims.iter().filter_map(|id| statements.get(*id)) {
            documents.entry(&statement.document).or_default().insert(at);
        }
    }
    let figure = |(at, ((value, scope), claims)): (usize, (&Figure<'_>, &IndexSet<&str>))| Node {
        id: format!("f{at}"),
        kind: "figure",
        label: (*value).to_owned(),
        scope: scope.clone(),
        places: Some(claims.len()),
    };
    let document = |(at, path): (usize, &&str)| Node {
        id: format!("d{at}"),
        kind: "document",
        label: (*path).to_owned(),
        scope: String::new(),
        places: None,
    };
    let ties = against.iter().filter(|((a, b), _)| *a < kept && *b < kept);
    let ties = ties.map(|((a, b), (verdict, conflict))| Edge {
        a: format!("f{a}"),
        b: format!("f{b}"),
        verdict,
        conflict: Some((*conflict).to_owned()),
    });
    let stated = documents.values().enumerate().take(MOST_DOCUMENTS).flat_map(|(at, figures)| {
        figures.iter().map(move |figure| Edge {
            a: format!("d{at}"),
            b: format!("f{figure}"),
            verdict: "states",
            conflict: None,
        })
    });
    Net {
        topic: topic.id.clone(),
        edges: ties.chain(stated).collect(),
        nodes: figures
            .iter()
            .enumerate()
            .take(kept)
            .map(figure)
            .chain(documents.keys().enumerate().take(MOST_DOCUMENTS).map(document))
            .collect(),
        figures_left_out: figures.len() - kept,
        documents_left_out: documents.len().saturating_sub(MOST_DOCUMENTS),
    }
}
