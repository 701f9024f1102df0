//! What the page is made of, and the policy that lets the browser run that and nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::{Decompress, FlushDecompress};
use sha2::{Digest as _, Sha256};

pub(super) const TEMPLATES: [(&str, &str); 6] = [
    ("head.html", include_str!("../page/head.html")),
    ("topic.html", include_str!("../page/topic.html")),
    ("body.html", include_str!("../page/body.html")),
    ("parts.html", include_str!("../page/parts.html")),
    ("pictures.html", include_str!("../page/pictures.html")),
    ("foot.html", include_str!("../page/foot.html")),
];
pub(super) const STYLE: &str = include_str!("../page/page.css");
pub(super) const SCRIPT: &str = include_str!("../page/page.js");
/// cytoscape.js, minified and packed by gzip, with its licence at its head;
/// tests/browser/README.md says how it is brought up to date.
const LIBRARY: &[u8] = include_bytes!("../page/cytoscape.min.js.gz");

/// Bytes of a gzip header without a name, and of what stands behind the packed bytes: a checksum
/// and the length of the text.
const GZIP: (usize, usize) = (10, 8);

/// The library that draws nets.
pub(super) fn library() -> String {
    let (packed, length) = LIBRARY.split_at(LIBRARY.len() - GZIP.1 / 2);
    let length = length.iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
    let mut out = Vec::with_capacity(length);
    let packed = packed.get(GZIP.0..).unwrap_or_default();
    // What is packed into the binary unpacks, or its tests fail; a page without the library
    // still has the net as a table.
    let _ = Decompress::new(false).decompress_vec(packed, &mut out, FlushDecompress::Finish);
    String::from_utf8(out).unwrap_or_default()
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
            assert!(text.len() > 1000);
            assert!(!text.contains("</script") && !text.contains("<!--"));
        }
        assert!(!STYLE.contains("</style"));
    }
}
