//! What the page is made of, and the policy that lets the browser run that and nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use std::io::Read as _;

pub(super) const TEMPLATES: [(&str, &str); 4] = [
    ("head.html", include_str!("../page/head.html")),
    ("topic.html", include_str!("../page/topic.html")),
    ("pictures.html", include_str!("../page/pictures.html")),
    ("foot.html", include_str!("../page/foot.html")),
];
pub(super) const STYLE: &str = include_str!("../page/page.css");
pub(super) const SCRIPT: &str = include_str!("../page/page.js");
/// cytoscape.js, minified and packed by gzip, with its licence at its head;
/// tests/browser/README.md says how it is brought up to date.
const LIBRARY: &[u8] = include_bytes!("../page/cytoscape.min.js.gz");

/// The library that draws nets.
pub(super) fn library() -> String {
    let mut out = String::new();
    // What is packed into the binary unpacks, or its tests fail; a page without the library
    // still has the net as a table.
    let _ = flate2::read::GzDecoder::new(LIBRARY).read_to_string(&mut out);
    out
}

/// What the browser may do: use the style and run the scripts of this page, by their hashes.
/// Nothing is loaded, nothing is sent, and no script that a document smuggles in would run.
pub(super) fn policy(drawn: bool) -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let mut scripts = hash(SCRIPT);
    if drawn {
        scripts.push(' ');
        scripts.push_str(&hash(&library()));
    }
    format!(
        "default-src 'none'; script-src {scripts}; style-src {}; base-uri 'none'; form-action 'none'",
        hash(STYLE)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_cannot_end_their_element() {
        for text in [SCRIPT, &library()] {
            assert!(!text.is_empty());
            assert!(!text.contains("</script") && !text.contains("<!--"));
        }
        assert!(!STYLE.contains("</style"));
    }
}
