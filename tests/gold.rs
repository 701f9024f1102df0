//! Twelve subjects that nothing in the packs was written for: documents that careful readers wrote
//! from memory, with every figure that they would check (`tests/gold/README.md`).

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use factlint::engine::{Input, Packs, check, prepare};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Gold {
    claims: Vec<Claim>,
    relations: Vec<Relation>,
}

#[derive(Deserialize)]
struct Claim {
    id: String,
    doc: String,
    /// Where it stands, in characters.
    start: usize,
    end: usize,
    text: String,
}

#[derive(Deserialize)]
struct Relation {
    a: String,
    b: String,
}

/// Figures that are claimed of those that readers would check, at least, in per cent.
const FOUND: usize = 80;

fn clusters() -> Vec<(PathBuf, Gold)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let entries = fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    let read = |folder: PathBuf| {
        let text = fs::read_to_string(folder.join("gold.json")).expect("its gold");
        (folder, serde_json::from_str(&text).expect("what the readers found"))
    };
    folders.into_iter().map(read).collect()
}

#[test]
fn what_readers_found_stands_in_the_documents() {
    let clusters = clusters();
    assert_eq!(clusters.len(), 12);
    for (folder, gold) in clusters {
        let known: BTreeMap<&str, &Claim> =
            gold.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect();
        assert_eq!(known.len(), gold.claims.len(), "{}: each id once", folder.display());
        for claim in &gold.claims {
            let text = fs::read_to_string(folder.join(&claim.doc)).expect("a document");
            let span: String = text.chars().skip(claim.start).take(claim.end - claim.start).collect();
            assert_eq!(span, claim.text, "{} {}", folder.display(), claim.id);
        }
        for relation in &gold.relations {
            let ids = [&relation.a, &relation.b];
            assert!(ids.iter().all(|id| known.contains_key(id.as_str())), "{ids:?} of {}", folder.display());
        }
    }
}

#[test]
fn most_figures_that_readers_check_are_claimed() {
    let rules = prepare(Vec::new(), &Packs).rules;
    let (mut found, mut all) = (0, 0);
    for (folder, gold) in clusters() {
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        for claim in &gold.claims {
            let path = folder.join(&claim.doc);
            texts.entry(&claim.doc).or_insert_with(|| fs::read_to_string(path).expect("a document"));
        }
        let inputs = texts.iter().map(|(name, text)| Input::new(*name, text.clone().into_bytes())).collect();
        let outcome = check(&rules, inputs);
        let documents: Vec<&str> = texts.keys().copied().collect();
        for claim in &gold.claims {
            let text = &texts[claim.doc.as_str()];
            let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
            let (start, end) = (byte(claim.start), byte(claim.end));
            let claimed = outcome.claims.iter().any(|own| {
                documents[own.document] == claim.doc && own.span.start < end && start < own.span.end
            });
            (found, all) = (found + usize::from(claimed), all + 1);
        }
    }
    assert!(found * 100 >= all * FOUND, "{found} of {all}");
}
