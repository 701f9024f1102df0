//! Quick fixes: lints that know what should stand there instead.

use crate::diagnostic::{Diagnostic, SourceText, meant};
use crate::rule::lint::unused_capture;
use crate::token::Span;

/// An edit that ends a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lsp) struct Fix {
    /// What the user chooses.
    pub(in crate::lsp) title: String,
    /// What is replaced.
    pub(in crate::lsp) span: Span,
    /// What stands there then.
    pub(in crate::lsp) text: String,
}

/// The edits that would end a diagnostic whose first label stands in a text.
pub(in crate::lsp) fn fixes(said: &Diagnostic, source: &SourceText) -> Vec<Fix> {
    let Some(label) = said.labels.first() else { return Vec::new() };
    let written = label.span.of(&source.text);
    let mut out = Vec::new();
    if let Some(name) = said.help.as_deref().and_then(meant) {
        let title = format!("replace `{written}` with `{name}`");
        out.push(Fix { title, span: label.span, text: name.to_owned() });
    }
    let behind = source.text.get(label.span.end..).unwrap_or("");
    if said.code == &unused_capture::CODE && behind.starts_with(':') {
        let span = Span::new(label.span.start, label.span.end + 1);
        out.push(Fix { title: format!("drop `{written}:`"), span, text: String::new() });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;

    #[test]
    fn a_proposed_name_and_an_unused_capture_can_be_fixed() {
        let source = SourceText::new("a", "match n:quantity compnaies");
        let said = Diagnostic::new(&crate::rule::lint::unknown_name::CODE, "unknown")
            .label(FileId(0), Span::new(17, 26), "")
            .help("did you mean `companies`?");
        let fix = &fixes(&said, &source)[0];
        assert_eq!((fix.span, fix.text.as_str()), (Span::new(17, 26), "companies"));
        let said = unused_capture::diagnose(FileId(0), Span::new(6, 7), "n");
        let fix = &fixes(&said, &source)[0];
        assert_eq!((fix.span.of(&source.text), fix.text.as_str()), ("n:", ""));
    }
}
