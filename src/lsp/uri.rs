//! File addresses to paths and back. Editors escape them differently, so that open documents
//! are known by their path and never by the address.

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::path::{Path, PathBuf};

const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The path of a `file:` address. Any other address (an unsaved buffer's) stands for itself.
pub(super) fn to_path(uri: &Uri) -> PathBuf {
    let Some(rest) = uri.0.strip_prefix("file://") else { return PathBuf::from(&uri.0) };
    let path = rest.find('/').map_or(rest, |slash| &rest[slash..]);
    let decoded = percent_decode_str(path).decode_utf8_lossy().into_owned();
    let drive = decoded.as_bytes().get(2) == Some(&b':');
    PathBuf::from(if drive { decoded.trim_start_matches('/') } else { &decoded })
}

/// The address of a path.
pub(super) fn of_path(path: &Path) -> Uri {
    let text = path.to_string_lossy();
    if text.contains("://") || text.starts_with("untitled:") {
        return Uri(text.into_owned());
    }
    let text = if std::path::MAIN_SEPARATOR == '\\' { text.replace('\\', "/") } else { text.into_owned() };
    let slash = if text.starts_with('/') { "" } else { "/" };
    Uri(format!("file://{slash}{}", utf8_percent_encode(&text, ESCAPED)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_come_back_through_addresses() {
        for path in ["/a/b.claim", "/with space/50%.txt", "/папка/выставка.md", "/a#b/c?d.txt"] {
            assert_eq!(to_path(&of_path(Path::new(path))), Path::new(path));
        }
    }

    #[test]
    fn addresses_of_other_editors_are_understood() {
        assert_eq!(to_path(&Uri("file://localhost/a/b".to_owned())), Path::new("/a/b"));
        assert_eq!(to_path(&Uri("file:///c%3A/x.md".to_owned())), Path::new("c:/x.md"));
        assert_eq!(to_path(&Uri("untitled:Untitled-1".to_owned())), Path::new("untitled:Untitled-1"));
        assert_eq!(of_path(Path::new("untitled:Untitled-1")).0, "untitled:Untitled-1");
    }
}
