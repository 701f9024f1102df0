//! Reports that factlint itself wrote: they repeat what stands in the documents, and are none.

/// What reports name as their maker.
pub const GENERATOR: &str = concat!("factlint ", env!("CARGO_PKG_VERSION"));

/// How far into a file the mark may stand.
const HEAD: usize = 4096;
/// The mark of a page, up to the version.
const PAGE: &[u8] = b"<meta name=\"generator\" content=\"factlint ";
/// The mark of a report in Markdown, up to the version.
const MARKDOWN: &[u8] = b"<!-- generator: factlint ";
/// The mark of a report as data, up to the version.
const JSON: &[u8] = b"\"generator\": \"factlint ";

/// The first line of a report in Markdown.
#[must_use]
pub fn markdown_mark() -> String {
    format!("<!-- generator: {GENERATOR} -->")
}

/// Whether a file is a report that factlint wrote.
#[must_use]
pub fn is_own_report(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let json = head.starts_with(b"{") && memchr::memmem::find(head, JSON).is_some();
    json || head.starts_with(MARKDOWN) || memchr::memmem::find(head, PAGE).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_merely_speaks_of_reports_is_none() {
        assert!(is_own_report(markdown_mark().as_bytes()));
        assert!(is_own_report(b"<!DOCTYPE html>\n<meta name=\"generator\" content=\"factlint 9.1\">"));
        assert!(!is_own_report(b"# Our report\n\nIt was made with factlint 0.1.0.\n"));
        assert!(!is_own_report(b"<meta name=\"generator\" content=\"mdBook\">"));
    }
}
