//! The outline of a rule file: its items with the values they hold.

use super::hover::item_end;
use super::index::{Kind, Occurrence};
use super::space::Space;
use crate::diagnostic::{FileId, SourceText};
use crate::lsp::encoding::Encoding;
use crate::token::Span;
use gen_lsp_types::{DocumentSymbol, SymbolKind};

/// The items of a file, in order.
pub(in crate::lsp) fn outline(space: &Space, file: FileId, encoding: Encoding) -> Vec<DocumentSymbol> {
    let Some(source) = space.prepared.sources.get(file) else { return Vec::new() };
    let mut out: Vec<DocumentSymbol> = Vec::new();
    let shown = |o: &&Occurrence| !matches!(o.key.kind, Kind::Capture | Kind::Parameter);
    for occurrence in space.index().defined_in(file).filter(shown) {
        let symbol = symbol(occurrence, source, encoding);
        match out.last_mut() {
            Some(parent) if occurrence.key.kind == Kind::Value => {
                parent.children.get_or_insert_default().push(symbol);
            }
            _ => out.push(symbol),
        }
    }
    out
}

#[expect(deprecated, reason = "the protocol's type has no other way to be made")]
fn symbol(occurrence: &Occurrence, source: &SourceText, encoding: Encoding) -> DocumentSymbol {
    let line = source.line(source.line_at(occurrence.span.start));
    let end = item_end(&source.text, line.start).max(occurrence.span.end);
    DocumentSymbol {
        name: occurrence.key.name.clone(),
        detail: Some(super::complete::shape_of(occurrence.key.kind).1.to_owned()),
        kind: kind(occurrence.key.kind),
        tags: None,
        deprecated: None,
        range: encoding.range(source, Span::new(line.start.min(occurrence.span.start), end)),
        selection_range: encoding.range(source, occurrence.span),
        children: None,
    }
}

fn kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Language | Kind::Source => SymbolKind::Namespace,
        Kind::Words => SymbolKind::Array,
        Kind::Dimension | Kind::Unit => SymbolKind::Number,
        Kind::Kind => SymbolKind::Class,
        Kind::Entity => SymbolKind::Object,
        Kind::Scope => SymbolKind::Enum,
        Kind::Value => SymbolKind::EnumMember,
        Kind::Measure => SymbolKind::Field,
        Kind::Macro | Kind::Rule => SymbolKind::Function,
        Kind::Test => SymbolKind::Event,
        Kind::Capture | Kind::Parameter => SymbolKind::Variable,
    }
}
