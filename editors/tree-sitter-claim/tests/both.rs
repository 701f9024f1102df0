//! Both grammars of the rule language, fed the same texts: what the one reads without a
//! mistake the other must read too.

use std::path::{Path, PathBuf};
use tree_sitter::{Node, Parser, Query};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn parser() -> Parser {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_claim::LANGUAGE.into()).unwrap();
    parser
}

fn files(folder: &Path, ending: &str, out: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            files(&path, ending, out);
        } else if path.extension().is_some_and(|e| e == ending) {
            out.push(path);
        }
    }
    out.sort();
}

/// The blocks of a Markdown text that are rule files.
fn examples(markdown: &str) -> impl Iterator<Item = &str> {
    markdown.split("```claim\n").skip(1).filter_map(|rest| rest.split("```").next())
}

/// Rule files without a mistake: name and text.
fn sound() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    files(&root().join("rules"), "claim", &mut paths);
    let mut out: Vec<(String, String)> = paths
        .iter()
        .map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap()))
        .collect();
    let everything = root().join("tests/syntax/everything.claim");
    out.push(("everything.claim".to_owned(), std::fs::read_to_string(everything).unwrap()));
    let mut pages = Vec::new();
    files(&root().join("docs"), "md", &mut pages);
    for page in pages {
        let text = std::fs::read_to_string(&page).unwrap();
        let blocks = examples(&text).enumerate();
        out.extend(
            blocks.map(|(nth, block)| (format!("{} example {}", page.display(), nth + 1), block.to_owned())),
        );
    }
    out
}

fn mistakes(node: Node<'_>, text: &str, out: &mut Vec<String>) {
    if node.is_error() || node.is_missing() {
        let at = node.start_position();
        let words: String = text[node.byte_range()].chars().take(40).collect();
        out.push(format!("{}:{} `{words}`", at.row + 1, at.column + 1));
    } else if node.has_error() {
        for n in 0..node.child_count() {
            mistakes(node.child(n).unwrap(), text, out);
        }
    }
}

#[test]
fn both_grammars_read_every_rule_file_and_every_example() {
    let mut parser = parser();
    let sound = sound();
    assert!(sound.len() > 15);
    let mut said = Vec::new();
    for (name, text) in &sound {
        let (_, diagnostics) = factlint::syntax::parse(factlint::diagnostic::FileId(0), text);
        said.extend(diagnostics.iter().map(|d| format!("pest: {name}: {}", d.message)));
        let mut own = Vec::new();
        mistakes(parser.parse(text, None).unwrap().root_node(), text, &mut own);
        said.extend(own.iter().map(|what| format!("tree-sitter: {name}: {what}")));
    }
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn what_pest_refuses_tree_sitter_marks() {
    let mut parser = parser();
    for text in [
        "measure a { en a }\n",
        "rule a { match ( }\n",
        "test \"a\" { en \"b\" => }\n",
        "mesure a : count\n",
        "unit a : \n",
    ] {
        assert!(!factlint::syntax::parse(factlint::diagnostic::FileId(0), text).1.is_empty(), "{text}");
        assert!(parser.parse(text, None).unwrap().root_node().has_error(), "{text}");
    }
}

#[test]
fn the_corpus_gives_the_trees_that_stand_beside_it() {
    let corpus =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("test/corpus/items.txt")).unwrap();
    let mut parser = parser();
    let rule = "==================\n";
    let mut parts = corpus.split(rule).skip(1);
    let mut seen = 0;
    while let (Some(title), Some(body)) = (parts.next(), parts.next()) {
        let (text, tree) = body.split_once("\n---\n").unwrap();
        let squeeze = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ").replace(" )", ")");
        let got = parser.parse(text, None).unwrap().root_node().to_sexp();
        assert_eq!(squeeze(&got), squeeze(tree), "{title}");
        seen += 1;
    }
    assert_eq!(seen, 3);
}

#[test]
fn the_queries_fit_the_grammar() {
    let language = tree_sitter_claim::LANGUAGE.into();
    for file in ["highlights.scm", "folds.scm", "indents.scm"] {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("queries").join(file))
            .unwrap();
        Query::new(&language, &text).unwrap_or_else(|error| panic!("{file}: {error}"));
    }
}
