//! The server's loop: takes what the editor sends in its order, answers what is asked, and
//! checks rule files as soon as nothing more waits.
#![expect(
    clippy::needless_pass_by_value,
    reason = "what a message holds is parsed for the one handler that it is given to"
)]

use super::abilities::{self, Abilities};
use super::buffer::Buffer;
use super::documents::{Checker, Job};
use super::encoding::Encoding;
use super::rules::{Space, Texts, roots};
use super::tests_of_rules::Tester;
use super::{Host, convert, requests, uri, watch};
use crate::engine::Workshop;
use crate::source::Format;
use gen_lsp_types as lsp;
use indexmap::{IndexMap, IndexSet};
use lsp_server::{Connection, Message, Notification, ProtocolError};
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where messages to the editor go.
pub(super) type Outbox = crossbeam_channel::Sender<Message>;

/// What is known of the rule files of a folder.
#[derive(Default)]
struct Folder {
    /// Its files as they lie on disk; nothing where that is not known.
    on_disk: Option<Vec<(String, String)>>,
    /// Its files checked.
    space: Option<Arc<Space>>,
    /// Files that the editor shows diagnostics of.
    published: IndexSet<String>,
}

/// The state of a session with an editor.
pub(super) struct Server<'c> {
    connection: &'c Connection,
    pub(super) host: Arc<dyn Host>,
    pub(super) encoding: Encoding,
    folders: Vec<PathBuf>,
    pub(super) buffers: IndexMap<String, Buffer>,
    rules: IndexMap<PathBuf, Folder>,
    stale: IndexSet<PathBuf>,
    workshop: Workshop,
    checker: Checker,
    tester: Tester,
}

/// Serves an editor until it says goodbye.
///
/// # Errors
/// When the editor breaks the protocol's opening or hangs up without a word.
pub fn serve(connection: &Connection, host: Arc<dyn Host>) -> Result<(), ProtocolError> {
    let (id, greeting) = connection.initialize_start()?;
    let encoding = Encoding::negotiate(&abilities::encodings(&greeting));
    let result = serde_json::to_value(requests::capabilities(encoding)).unwrap_or_default();
    connection.initialize_finish(id, result)?;
    let abilities = Abilities::of(&greeting);
    let folders = abilities::folders(&greeting);
    let outbox = connection.sender.clone();
    if abilities.watches {
        watch::standing(&outbox);
    }
    let checker = Checker::start(outbox, Arc::clone(&host), encoding, folders.clone(), abilities);
    let tester = Tester::start(connection.sender.clone(), Arc::clone(&host), encoding);
    let mut server = Server {
        connection,
        host,
        encoding,
        folders,
        buffers: IndexMap::new(),
        rules: IndexMap::new(),
        stale: IndexSet::new(),
        workshop: Workshop::default(),
        checker,
        tester,
    };
    server.run()
}

impl Server<'_> {
    fn run(&mut self) -> Result<(), ProtocolError> {
        loop {
            let message = match self.connection.receiver.try_recv() {
                Ok(message) => message,
                Err(none) if none.is_empty() => {
                    self.flush();
                    match self.connection.receiver.recv() {
                        Ok(message) => message,
                        Err(_) => return Ok(()),
                    }
                }
                Err(_) => return Ok(()),
            };
            match message {
                Message::Request(request) if self.connection.handle_shutdown(&request)? => return Ok(()),
                Message::Request(request) => self.request(request),
                Message::Notification(said) => self.notification(said),
                Message::Response(_) => {}
            }
        }
    }

    fn request(&mut self, request: lsp_server::Request) {
        self.flush();
        let path = requests::path_of(&request).unwrap_or_default();
        if self.buffers.contains_key(&path)
            && !is_rules(&path)
            && requests::DOCUMENTS.contains(&request.method.as_str())
        {
            self.checker.send(Job::Ask(request));
            return;
        }
        let response = requests::answer(self, request);
        // An editor that is gone needs no answer.
        let _ = self.connection.sender.send(Message::Response(response));
    }

    fn notification(&mut self, said: Notification) {
        match said.method.as_str() {
            "textDocument/didOpen" => self.with(said, Self::opened),
            "textDocument/didChange" => self.with(said, Self::changed),
            "textDocument/didClose" => self.with(said, Self::closed),
            "textDocument/didSave" => self.with(said, |server, saved: lsp::DidSaveTextDocumentParams| {
                server.on_disk_changed(&uri::to_path(&saved.text_document.uri));
            }),
            "workspace/didChangeWatchedFiles" => {
                self.with(said, |server, watched: lsp::DidChangeWatchedFilesParams| {
                    let paths: IndexSet<PathBuf> =
                        watched.changes.iter().map(|c| uri::to_path(&c.uri)).collect();
                    paths.iter().for_each(|path| server.on_disk_changed(path));
                });
            }
            "workspace/didChangeWorkspaceFolders" => self.with(said, Self::folders_changed),
            "$/cancelRequest" => {
                if let Some(id) = said.params.get("id") {
                    self.checker.cancel(id);
                }
            }
            _ => {}
        }
    }

    /// Calls a handler with what a message holds; what it does not hold is no reason to stop.
    fn with<P: DeserializeOwned>(&mut self, said: Notification, handle: impl FnOnce(&mut Self, P)) {
        if let Ok(params) = serde_json::from_value(said.params) {
            handle(self, params);
        }
    }

    fn opened(&mut self, opened: lsp::DidOpenTextDocumentParams) {
        let document = opened.text_document;
        let path = name_of(&document.uri);
        let buffer = Buffer::new(document.uri, document.version, &path, document.text);
        self.buffers.insert(path.clone(), buffer);
        if is_rules(&path) {
            self.stale.insert(folder_of(&path));
            return;
        }
        let language: String = document.language_id.into();
        let listed = matches!(language.as_str(), "plaintext" | "text" | "markdown" | "html");
        if Format::of_name(&path).is_none_or(Format::is_text) {
            self.look_at_rules(&path);
            self.tell_checker(&path, listed);
        } else {
            self.buffers.shift_remove(&path);
        }
    }

    /// Rule files that a document is checked with are checked themselves, open or not: where one is
    /// broken, silence about the document means less.
    fn look_at_rules(&mut self, document: &str) {
        let folders = self.folders.iter().cloned().chain([folder_of(document)]);
        for folder in folders.collect::<IndexSet<_>>() {
            if !self.rules.contains_key(&folder) {
                self.stale.extend(self.host.rules_for(&folder));
            }
        }
    }

    fn changed(&mut self, changed: lsp::DidChangeTextDocumentParams) {
        let path = name_of(&changed.text_document.text_document_identifier.uri);
        let Some(buffer) = self.buffers.get_mut(&path) else { return };
        buffer.apply(changed.text_document.version, changed.content_changes, self.encoding);
        if is_rules(&path) {
            self.stale.insert(folder_of(&path));
        } else {
            self.tell_checker(&path, false);
        }
    }

    fn closed(&mut self, closed: lsp::DidCloseTextDocumentParams) {
        let path = name_of(&closed.text_document.uri);
        if self.buffers.shift_remove(&path).is_none() {
            return;
        }
        if is_rules(&path) {
            self.on_disk_changed(Path::new(&path));
        } else {
            self.checker.send(Job::Closed(path));
        }
    }

    fn on_disk_changed(&mut self, path: &Path) {
        let name = path.to_string_lossy();
        if is_rules(&name) {
            let folder = folder_of(&name);
            if let Some(known) = self.rules.get_mut(&folder) {
                known.on_disk = None;
                self.stale.insert(folder);
            }
            self.checker.send(Job::Reload);
        } else if is_configuration(path) {
            self.checker.send(Job::Reload);
        } else if !self.buffers.contains_key(name.as_ref()) {
            self.checker.send(Job::Documents);
        }
    }

    fn folders_changed(&mut self, changed: lsp::DidChangeWorkspaceFoldersParams) {
        let removed: Vec<PathBuf> = changed.event.removed.iter().map(|f| uri::to_path(&f.uri)).collect();
        self.folders.retain(|folder| !removed.contains(folder));
        self.folders.extend(changed.event.added.iter().map(|f| uri::to_path(&f.uri)));
        self.checker.send(Job::Folders(self.folders.clone()));
    }

    /// Gives the checker the newest text of a document; `listed` where its language is one of documents.
    fn tell_checker(&self, path: &str, listed: bool) {
        if let Some(buffer) = self.buffers.get(path) {
            self.checker.send(Job::Text {
                path: path.to_owned(),
                uri: buffer.uri.clone(),
                version: buffer.version,
                text: buffer.text.text.clone(),
                listed,
            });
        }
    }

    /// Checks the folders whose rule files have changed.
    fn flush(&mut self) {
        for folder in std::mem::take(&mut self.stale) {
            self.check(&folder);
        }
    }

    fn check(&mut self, folder: &Path) {
        let open = self.open_rules();
        let state = self.rules.entry(folder.to_path_buf()).or_default();
        let on_disk = state.on_disk.get_or_insert_with(|| self.host.rule_files(&[folder.to_path_buf()]).0);
        let roots = roots(on_disk, &open, folder);
        let space = Arc::new(Space::new(roots, &open, self.host.as_ref(), &mut self.workshop));
        state.space = Some(Arc::clone(&space));
        self.publish(folder, &space);
    }

    fn open_rules(&self) -> Texts {
        let rules = self.buffers.iter().filter(|(path, _)| is_rules(path));
        rules.map(|(path, buffer)| (path.clone(), buffer.text.text.clone())).collect()
    }

    /// Sends the diagnostics of a folder: of every file that is open or was said to be wrong.
    fn publish(&mut self, folder: &Path, space: &Arc<Space>) {
        let sources = &space.prepared.sources;
        let mut by_file: IndexMap<String, Vec<lsp::Diagnostic>> = IndexMap::new();
        for said in &space.prepared.diagnostics {
            let source = said.labels.first().and_then(|label| sources.get(label.file));
            if let Some(source) = source.filter(|source| !source.name.starts_with("pack:")) {
                let diagnostic = convert::diagnostic(said, sources, self.encoding, self.host.as_ref());
                by_file.entry(source.name.clone()).or_default().push(diagnostic);
            }
        }
        let before = self.rules.get_mut(folder).map(|state| std::mem::take(&mut state.published));
        let wrong: IndexSet<String> = by_file.keys().cloned().collect();
        let open = self.buffers.keys().filter(|path| is_rules(path) && folder_of(path) == folder);
        let told: IndexSet<String> = before
            .unwrap_or_default()
            .into_iter()
            .chain(wrong.iter().cloned())
            .chain(open.cloned())
            .collect();
        let mut sent = Vec::new();
        for path in told {
            let buffer = self.buffers.get(&path);
            let params = lsp::PublishDiagnosticsParams {
                uri: buffer.map_or_else(|| uri::of_path(Path::new(&path)), |buffer| buffer.uri.clone()),
                version: buffer.map(|buffer| buffer.version),
                diagnostics: by_file.shift_remove(&path).unwrap_or_default(),
            };
            publish(&self.connection.sender, &params);
            if buffer.is_some() {
                sent.push((path, params));
            }
        }
        if let Some(state) = self.rules.get_mut(folder) {
            state.published = wrong;
        }
        self.tester.test(Arc::clone(space), sent);
    }

    /// Tells the editor something; one that is gone needs no telling.
    pub(super) fn tell(&self, method: &str, params: serde_json::Value) {
        let said = Notification::new(method.to_owned(), params);
        let _ = self.connection.sender.send(Message::Notification(said));
    }

    /// The checked rule files that an open one belongs to.
    pub(super) fn space(&self, path: &str) -> Option<Arc<Space>> {
        self.rules.get(&folder_of(path)).and_then(|state| state.space.clone())
    }
}

/// Sends diagnostics; an editor that is gone needs none.
pub(super) fn publish(sender: &Outbox, params: &lsp::PublishDiagnosticsParams) {
    let said = Notification::new("textDocument/publishDiagnostics".to_owned(), params);
    let _ = sender.send(Message::Notification(said));
}

/// The path of an address, as documents are known by.
pub(super) fn name_of(uri: &lsp::Uri) -> String {
    uri::to_path(uri).to_string_lossy().into_owned()
}

/// Whether a path is that of a rule file.
pub(super) fn is_rules(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("claim"))
}

/// Whether a file may decide how documents are checked: the configuration, its suppressions,
/// its baseline.
fn is_configuration(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "toml" || ending == "json")
}

fn folder_of(path: &str) -> PathBuf {
    Path::new(path).parent().map(Path::to_path_buf).unwrap_or_default()
}
