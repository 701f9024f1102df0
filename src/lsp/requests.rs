//! What an editor may ask of rule files, and the answers.
#![expect(
    clippy::needless_pass_by_value,
    reason = "what a message holds is parsed for the one handler that it is given to"
)]

use super::encoding::Encoding;
use super::rules::{Fix, Space, complete, fixes, hover, outline, renamed, target};
use super::server::{Server, is_rules, name_of};
use super::{convert, uri};
use crate::diagnostic::{FileId, SourceText};
use crate::token::Span;
use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, Request, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// Requests that documents answer as well.
pub(super) const DOCUMENTS: [&str; 4] =
    ["textDocument/hover", "textDocument/definition", "textDocument/references", "textDocument/codeAction"];
/// The command that shows a text that an action of a document carries.
pub(super) const SHOW: &str = "factlint.show";

/// What goes wrong with a request, for the editor to show.
type Answer = Result<Value, (ErrorCode, String)>;

/// What the server can do.
pub(super) fn capabilities(encoding: Encoding) -> Value {
    let sync = lsp::TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(lsp::TextDocumentSyncKind::Incremental),
        save: Some(true.into()),
        ..lsp::TextDocumentSyncOptions::default()
    };
    let triggers = ["[", "=", ":", "(", "{", ",", " "].map(str::to_owned);
    let capabilities = lsp::ServerCapabilities {
        position_encoding: Some(encoding.kind()),
        text_document_sync: Some(sync.into()),
        completion_provider: Some(lsp::CompletionOptions {
            trigger_characters: Some(triggers.to_vec()),
            ..lsp::CompletionOptions::default()
        }),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        code_action_provider: Some(true.into()),
        document_formatting_provider: Some(true.into()),
        execute_command_provider: Some(lsp::ExecuteCommandOptions {
            commands: vec![SHOW.to_owned()],
            ..lsp::ExecuteCommandOptions::default()
        }),
        workspace: Some(lsp::WorkspaceOptions {
            workspace_folders: Some(lsp::WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(true.into()),
            }),
            ..lsp::WorkspaceOptions::default()
        }),
        rename_provider: Some(
            lsp::RenameOptions { prepare_provider: Some(true), ..lsp::RenameOptions::default() }.into(),
        ),
        ..lsp::ServerCapabilities::default()
    };
    serde_json::json!({
        "capabilities": capabilities,
        "serverInfo": { "name": convert::NAME, "version": env!("CARGO_PKG_VERSION") },
    })
}

/// The path of the document that a request is about.
pub(super) fn path_of(request: &Request) -> Option<String> {
    let address = request.params.get("textDocument")?.get("uri")?.as_str()?;
    Some(name_of(&lsp::Uri(address.to_owned())))
}

/// Answers a request about rule files.
pub(super) fn answer(server: &Server<'_>, request: Request) -> Response {
    let Request { id, method, params } = request;
    let answer = match method.as_str() {
        "textDocument/completion" => with(server, params, completion),
        "textDocument/hover" => with(server, params, |at: &At<'_>, _: Value| {
            let (text, span) = hover(&at.space, at.file, at.at)?;
            value(&convert::markdown(text, Some(at.range(span))))
        }),
        "textDocument/definition" => with(server, params, definition),
        "textDocument/references" => with(server, params, references),
        "textDocument/documentSymbol" => with(server, params, |at: &At<'_>, _: Value| {
            value(&outline(&at.space, at.file, at.server.encoding))
        }),
        "textDocument/formatting" => with(server, params, |at: &At<'_>, _: Value| formatting(at)),
        "textDocument/codeAction" => with(server, params, actions),
        "textDocument/prepareRename" => with(server, params, |at: &At<'_>, _: Value| {
            value(&at.range(target(&at.space, at.file, at.at).ok()?.span))
        }),
        "textDocument/rename" => rename(server, params),
        "workspace/executeCommand" => show(server, &params),
        _ => Err((ErrorCode::MethodNotFound, format!("`{method}` is not supported"))),
    };
    respond(id, answer)
}

/// A response with what a request led to.
pub(super) fn respond(id: RequestId, answer: Answer) -> Response {
    match answer {
        Ok(value) => Response::new_ok(id, value),
        Err((code, why)) => Response::new_err(id, code as i32, why),
    }
}

pub(super) fn value(of: &impl serde::Serialize) -> Option<Value> {
    serde_json::to_value(of).ok()
}

/// A place in a checked rule file.
struct At<'s> {
    server: &'s Server<'s>,
    space: Arc<Space>,
    file: FileId,
    at: usize,
}

impl<'s> At<'s> {
    /// The place that a request names; nothing where the document is no open rule file.
    fn of(server: &'s Server<'s>, params: &Value) -> Option<Self> {
        let address = params.get("textDocument")?.get("uri")?.as_str()?;
        let path = name_of(&lsp::Uri(address.to_owned()));
        let buffer = server.buffers.get(&path).filter(|_| is_rules(&path))?;
        let space = server.space(&path)?;
        let file = space.file(&path)?;
        let position = params.get("position").and_then(|p| serde_json::from_value(p.clone()).ok());
        let at = position.map_or(0, |position| server.encoding.offset(&buffer.text, position));
        Some(Self { server, space, file, at })
    }

    fn source(&self) -> Option<&SourceText> {
        self.space.prepared.sources.get(self.file)
    }

    fn range(&self, span: Span) -> lsp::Range {
        self.source().map(|source| self.server.encoding.range(source, span)).unwrap_or_default()
    }

    fn location(&self, (file, span): (FileId, Span)) -> Option<lsp::Location> {
        let source = self.space.prepared.sources.get(file)?;
        convert::location(source, span, self.server.encoding, self.server.host.as_ref())
    }
}

/// Parses what a request asks and answers it; a document that is not known has the answer null.
fn with<P: DeserializeOwned>(
    server: &Server<'_>,
    params: Value,
    answer: impl FnOnce(&At<'_>, P) -> Option<Value>,
) -> Answer {
    let at = At::of(server, &params);
    let params =
        serde_json::from_value(params).map_err(|error| (ErrorCode::InvalidParams, error.to_string()))?;
    Ok(at.and_then(|at| answer(&at, params)).unwrap_or(Value::Null))
}

fn completion(at: &At<'_>, _: Value) -> Option<Value> {
    let source = at.source()?;
    let (span, candidates) = complete(&source.text, at.at, at.space.index(), &at.server.host.known());
    let range = at.range(span);
    let item = |(nth, candidate): (usize, super::rules::Candidate)| lsp::CompletionItem {
        kind: Some(candidate.shape),
        detail: Some(candidate.detail),
        sort_text: Some(format!("{nth:05}")),
        text_edit: Some(lsp::TextEdit { range, new_text: candidate.label.clone() }.into()),
        label: candidate.label,
        ..lsp::CompletionItem::default()
    };
    let items = candidates.into_iter().enumerate().map(item).collect();
    value(&lsp::CompletionList { is_incomplete: false, items, ..lsp::CompletionList::default() })
}

fn definition(at: &At<'_>, _: Value) -> Option<Value> {
    let name = at.space.index().name_at(at.file, at.at)?;
    let definitions = at.space.index().definitions(&name.key).iter().rev();
    value(&definitions.filter_map(|place| at.location(*place)).collect::<Vec<_>>())
}

fn references(at: &At<'_>, params: lsp::ReferenceParams) -> Option<Value> {
    let name = at.space.index().name_at(at.file, at.at)?;
    let wanted =
        at.space.index().occurrences(&name.key).filter(|o| params.context.include_declaration || !o.defines);
    value(&wanted.filter_map(|o| at.location((o.file, o.span))).collect::<Vec<_>>())
}

/// One edit of the whole text; none where a mistake keeps the file from being laid out.
fn formatting(at: &At<'_>) -> Option<Value> {
    let source = at.source()?;
    let text = crate::syntax::format(&source.text).ok()?;
    let range = at.range(Span::new(0, source.text.len()));
    let edits = if text == source.text { Vec::new() } else { vec![lsp::TextEdit { range, new_text: text }] };
    value(&edits)
}

fn actions(at: &At<'_>, params: lsp::CodeActionParams) -> Option<Value> {
    let source = at.source()?;
    let encoding = at.server.encoding;
    let from = encoding.offset(source, params.range.start);
    let to = encoding.offset(source, params.range.end).max(from);
    let touches = |span: Span| span.start <= to && from <= span.end;
    let uri = params.text_document.uri;
    let mut out = Vec::new();
    for said in &at.space.prepared.diagnostics {
        let here = said.labels.first().is_some_and(|label| label.file == at.file && touches(label.span));
        if !here {
            continue;
        }
        let about = convert::diagnostic(said, &at.space.prepared.sources, encoding, at.server.host.as_ref());
        for Fix { title, span, text } in fixes(said, source) {
            let edit = lsp::TextEdit { range: encoding.range(source, span), new_text: text };
            out.push(lsp::CodeAction {
                title,
                kind: Some(lsp::CodeActionKind::QuickFix),
                diagnostics: Some(vec![about.clone()]),
                is_preferred: Some(true),
                edit: Some(edits(HashMap::from([(uri.clone(), vec![edit])]))),
                ..lsp::CodeAction::default()
            });
        }
    }
    value(&out)
}

/// Shows the text that a command carries.
fn show(server: &Server<'_>, params: &Value) -> Answer {
    let command = params.get("command").and_then(Value::as_str).unwrap_or("");
    let text = params.pointer("/arguments/0").and_then(Value::as_str);
    let Some(text) = text.filter(|_| command == SHOW) else {
        return Err((ErrorCode::InvalidParams, format!("`{command}` is no command with a text")));
    };
    server.tell("window/showMessage", serde_json::json!({ "type": lsp::MessageType::Info, "message": text }));
    Ok(Value::Null)
}

pub(super) fn edits(changes: HashMap<lsp::Uri, Vec<lsp::TextEdit>>) -> lsp::WorkspaceEdit {
    lsp::WorkspaceEdit { changes: Some(changes), ..lsp::WorkspaceEdit::default() }
}

fn rename(server: &Server<'_>, params: Value) -> Answer {
    let refused = |why: super::rules::RenameError| (ErrorCode::RequestFailed, why.to_string());
    let Some(at) = At::of(server, &params) else { return Ok(Value::Null) };
    let new = params.get("newName").and_then(Value::as_str).unwrap_or("");
    let name = target(&at.space, at.file, at.at).map_err(refused)?;
    let mut changes: HashMap<lsp::Uri, Vec<lsp::TextEdit>> = HashMap::new();
    for place in renamed(&at.space, name, new).map_err(refused)? {
        let Some(source) = at.space.prepared.sources.get(place.file) else { continue };
        let open = server.buffers.get(&source.name).map(|buffer| buffer.uri.clone());
        let uri = open.unwrap_or_else(|| uri::of_path(Path::new(&source.name)));
        let range = server.encoding.range(source, place.span);
        changes.entry(uri).or_default().push(lsp::TextEdit { range, new_text: new.to_owned() });
    }
    Ok(value(&edits(changes)).unwrap_or(Value::Null))
}
