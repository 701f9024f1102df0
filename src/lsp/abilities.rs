//! What the editor can do beyond what every editor can.

use gen_lsp_types::ClientCapabilities;
use serde_json::Value;

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
    pub(super) fn of(capabilities: &ClientCapabilities) -> Self {
        let said = serde_json::to_value(capabilities).unwrap_or_default();
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
