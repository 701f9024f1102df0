//! The generated parser is that of the grammar. `UPDATE=1` writes it anew.

use std::path::Path;

#[test]
fn the_parser_is_generated_from_the_grammar() {
    if std::process::Command::new("node").arg("--version").output().is_err() {
        println!("skipped: node, which evaluates grammar.js, is not installed");
        return;
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::temp_dir().join(format!("tree-sitter-claim-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for file in ["grammar.js", "tree-sitter.json"] {
        std::fs::copy(here.join(file), folder.join(file)).unwrap();
    }
    let mut said = Vec::new();
    let none = None::<&Path>;
    tree_sitter_generate::generate_parser_in_directory(
        folder.as_path(),
        none,
        none,
        15,
        None,
        Some("node"),
        true,
        Default::default(),
        &mut said,
    )
    .unwrap();
    for file in ["grammar.json", "node-types.json", "parser.c"] {
        let fresh = std::fs::read_to_string(folder.join("src").join(file)).unwrap();
        let kept = here.join("src").join(file);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&kept, fresh).unwrap();
        } else {
            let kept = std::fs::read_to_string(&kept).unwrap();
            assert!(fresh == kept, "{file} is not that of grammar.js: run with UPDATE=1");
        }
    }
    let _ = std::fs::remove_dir_all(folder);
}
