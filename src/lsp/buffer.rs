//! A document as it stands in the editor: its text with every edit applied.

use super::encoding::Encoding;
use crate::diagnostic::SourceText;
use gen_lsp_types::{TextDocumentContentChangeEvent, Uri};

/// An open document.
#[derive(Debug)]
pub(super) struct Buffer {
    /// Its address, as the editor writes it.
    pub(super) uri: Uri,
    /// The editor's number of this state.
    pub(super) version: i32,
    /// Its text.
    pub(super) text: SourceText,
}

impl Buffer {
    /// A document that was opened.
    pub(super) fn new(uri: Uri, version: i32, name: &str, text: String) -> Self {
        Self { uri, version, text: SourceText::new(name, text) }
    }

    /// Applies edits in their order.
    pub(super) fn apply(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        self.version = version;
        for change in changes {
            let text = match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => whole.text,
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let start = encoding.offset(&self.text, part.range.start);
                    let end = encoding.offset(&self.text, part.range.end).max(start);
                    let mut text = std::mem::take(&mut self.text.text);
                    text.replace_range(start..end, &part.text);
                    text
                }
            };
            let name = std::mem::take(&mut self.text.name);
            self.text = SourceText::new(name, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gen_lsp_types::{Position, Range, TextDocumentContentChangePartial};

    fn edit(line: u32, from: u32, to: u32, text: &str) -> TextDocumentContentChangeEvent {
        let at = |character| Position { line, character };
        let range = Range { start: at(from), end: at(to) };
        TextDocumentContentChangePartial { range, text: text.to_owned(), ..Default::default() }.into()
    }

    #[test]
    fn edits_apply_in_order_even_out_of_range() {
        let uri = Uri("file:///a.txt".to_owned());
        let mut buffer = Buffer::new(uri, 1, "a.txt", "👋 мир\nвойна".to_owned());
        buffer.apply(
            2,
            vec![edit(0, 3, 6, "труд"), edit(1, 0, 99, "май"), edit(9, 5, 2, "!")],
            Encoding::Utf16,
        );
        assert_eq!(buffer.text.text, "👋 труд\nмай!");
        assert_eq!(buffer.version, 2);
    }
}
