//! Asks the editor to tell of files that change on disk: all that may be rules, documents or the
//! configuration, and what a configuration names beside them.

use super::server::Outbox;
use crate::config::Project;
use crate::source::all_endings;
use lsp_server::{Message, Request};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::atomic::{AtomicI32, Ordering};

const METHOD: &str = "workspace/didChangeWatchedFiles";

/// Watches what every project has.
pub(super) fn standing(outbox: &Outbox) {
    let endings: Vec<&str> = std::iter::once("claim").chain(all_endings()).collect();
    register(outbox, "files", &[format!("**/*.{{{}}}", endings.join(",")), "**/factlint.toml".to_owned()]);
}

/// What a configuration names that its endings do not tell: globs of the editor.
pub(super) fn globs(project: &Project) -> Vec<String> {
    let config = &project.config;
    let included = config.include.iter().flat_map(|list| &list.value).flat_map(|glob| {
        let glob = glob.value.trim_start_matches("./").trim_matches('/');
        [format!("**/{glob}"), format!("**/{glob}/**")]
    });
    let named = [&config.baseline, &config.suppressions];
    let named = named.into_iter().flatten().filter_map(|path| Path::new(&path.value).file_name());
    included.chain(named.map(|name| format!("**/{}", name.to_string_lossy()))).collect()
}

/// Watches what a configuration names, in place of what the one before named.
pub(super) fn configured(outbox: &Outbox, globs: &[String], before: &[String]) {
    const ID: &str = "configured";
    if !before.is_empty() {
        // The word is misspelt in the protocol itself.
        send(
            outbox,
            "client/unregisterCapability",
            json!({ "unregisterations": [{ "id": ID, "method": METHOD }] }),
        );
    }
    if !globs.is_empty() {
        register(outbox, ID, globs);
    }
}

fn register(outbox: &Outbox, id: &str, globs: &[String]) {
    let watchers: Vec<Value> = globs.iter().map(|glob| json!({ "globPattern": glob })).collect();
    let registration = json!({ "id": id, "method": METHOD, "registerOptions": { "watchers": watchers } });
    send(outbox, "client/registerCapability", json!({ "registrations": [registration] }));
}

fn send(outbox: &Outbox, method: &str, params: Value) {
    static NEXT: AtomicI32 = AtomicI32::new(1);
    let id = format!("watch-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    // An editor that is gone needs no asking.
    let _ = outbox.send(Message::Request(Request::new(id.into(), method.to_owned(), params)));
}
