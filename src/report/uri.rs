//! Paths as URIs.

use super::review::plain;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a URI holds as it is.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A path as a URI: relative to where the run was started, or absolute.
pub(super) fn of_path(path: &str) -> String {
    let path = plain(path);
    let escaped = utf8_percent_encode(&path, ESCAPED);
    if path.starts_with('/') { format!("file://{escaped}") } else { escaped.to_string() }
}

/// A path as an absolute URI, where relative ones lead from `folder`.
pub(super) fn absolute(path: &str, folder: &str) -> String {
    let absolute = plain(path).starts_with('/');
    if absolute {
        of_path(path)
    } else {
        of_path(&format!("{}/{}", folder.trim_end_matches('/'), plain(path)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(of_path("./Отчёт 1.md"), "%D0%9E%D1%82%D1%87%D1%91%D1%82%201.md");
        assert_eq!(of_path("/a b/c#d?.txt"), "file:///a%20b/c%23d%3F.txt");
        assert_eq!(absolute("b.txt", "/a/"), "file:///a/b.txt");
        assert_eq!(absolute("/b.txt", "/a"), "file:///b.txt");
    }
}
