//! What the editor says of itself when it opens: the little that matters here is read from its
//! words, so that nothing else in them can be wrong.

use super::uri;
use gen_lsp_types::{PositionEncodingKind, Uri};
use serde_json::Value;
use std::path::PathBuf;

/// Abilities that an editor says it has.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Abilities {
    /// It tells of files that change on disk, where it is asked to.
    pub(super) watches: bool,
    /// It shows how far work is.
    pub(super) shows_progress: bool,
    /// An edit of it may create a file.
    pub(super) creates_files: bool,
}

impl Abilities {
    /// Those that the parameters of its greeting tell of.
    pub(super) fn of(greeting: &Value) -> Self {
        let said = greeting.get("capabilities").unwrap_or(&Value::Null);
        let can = |path: &str| said.pointer(path).and_then(Value::as_bool).unwrap_or(false);
        let operations =
            said.pointer("/workspace/workspaceEdit/resourceOperations").and_then(Value::as_array);
        Self {
            watches: can("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            shows_progress: can("/window/workDoneProgress"),
            creates_files: can("/workspace/workspaceEdit/documentChanges")
                && operations.is_some_and(|all| all.iter().any(|operation| operation == "create")),
        }
    }
}

/// Ways of counting columns that the editor offers, the dearest to it first.
pub(super) fn encodings(greeting: &Value) -> Vec<PositionEncodingKind> {
    let offered = greeting.pointer("/capabilities/general/positionEncodings").and_then(Value::as_array);
    let known = |offer: &Value| serde_json::from_value(offer.clone()).ok();
    offered.into_iter().flatten().filter_map(known).collect()
}

/// The folders that the editor has open; older ones name their one folder.
pub(super) fn folders(greeting: &Value) -> Vec<PathBuf> {
    let path = |address: &Value| Some(uri::to_path(&Uri(address.as_str()?.to_owned())));
    let named = greeting.get("workspaceFolders").and_then(Value::as_array);
    let named: Vec<PathBuf> =
        named.into_iter().flatten().filter_map(|folder| path(folder.get("uri")?)).collect();
    if named.is_empty() { greeting.get("rootUri").and_then(path).into_iter().collect() } else { named }
}
