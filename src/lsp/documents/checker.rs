//! The thread that checks documents: takes the newest text of each, waits for a short pause,
//! reads anew only what has changed and compares it with all of the workspace.

use super::progress::Progress;
use super::{answer, publish};
use crate::config::Project;
use crate::engine::{Input, Outcome, Session, Workshop};
use crate::lsp::Host;
use crate::lsp::encoding::Encoding;
use crate::lsp::requests::respond;
use crate::lsp::server::Outbox;
use crate::policy::{Policy, apply, dress};
use crate::rule::Ruleset;
use gen_lsp_types::Uri;
use indexmap::{IndexMap, IndexSet};
use lsp_server::{ErrorCode, Message, Request};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long nothing must change before a check; short enough not to be noticed.
const PAUSE: Duration = Duration::from_millis(20);

/// Cancellations that are kept for questions that may still wait.
const MOST_CANCELLED: usize = 256;

/// What the thread is told.
pub(in crate::lsp) enum Job {
    /// A document was opened or edited.
    Text { path: String, uri: Uri, version: i32, text: String },
    /// A document was closed.
    Closed(String),
    /// Something changed on disk.
    Reload,
    /// The folders of the workspace.
    Folders(Vec<PathBuf>),
    /// A question that needs the newest check.
    Ask(Request),
}

/// The way to the thread.
pub(in crate::lsp) struct Checker {
    jobs: Sender<Job>,
    cancelled: Arc<Mutex<Vec<Value>>>,
}

impl Checker {
    /// Starts the thread; it ends with the server.
    pub(in crate::lsp) fn start(
        outbox: Outbox,
        host: Arc<dyn Host>,
        encoding: Encoding,
        folders: Vec<PathBuf>,
        shows_progress: bool,
    ) -> Self {
        let (jobs, receiver) = channel();
        let cancelled = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&cancelled);
        std::thread::spawn(move || {
            let desk = Desk {
                outbox,
                host,
                encoding,
                folders,
                open: IndexMap::new(),
                published: IndexSet::new(),
                cancelled: seen,
                shows_progress,
            };
            desk.run(&receiver);
        });
        Self { jobs, cancelled }
    }

    /// Tells the thread something; one that has ended needs no telling.
    pub(in crate::lsp) fn send(&self, job: Job) {
        let _ = self.jobs.send(job);
    }

    /// A question need not be answered any more.
    pub(in crate::lsp) fn cancel(&self, id: &Value) {
        if let Ok(mut cancelled) = self.cancelled.lock() {
            // What was answered before it was cancelled is never asked for again.
            if cancelled.len() >= MOST_CANCELLED {
                cancelled.remove(0);
            }
            cancelled.push(id.clone());
        }
    }
}

/// A document as it stands in the editor.
pub(super) struct Open {
    pub(super) uri: Uri,
    pub(super) version: i32,
    pub(super) text: String,
}

/// What the thread works on.
pub(super) struct Desk {
    pub(super) outbox: Outbox,
    pub(super) host: Arc<dyn Host>,
    pub(super) encoding: Encoding,
    folders: Vec<PathBuf>,
    pub(super) open: IndexMap<String, Open>,
    /// Documents that the editor shows something of.
    pub(super) published: IndexSet<String>,
    cancelled: Arc<Mutex<Vec<Value>>>,
    shows_progress: bool,
}

/// Why a session over one set of rules and files ends.
enum End {
    Reload,
    Hangup,
}

/// A check, and the rules it was made with.
pub(super) struct Checked<'r> {
    pub(super) outcome: Outcome,
    pub(super) rules: &'r Ruleset,
}

impl Desk {
    fn run(mut self, jobs: &Receiver<Job>) {
        let mut workshop = Workshop::default();
        loop {
            // Nothing is read before a document is opened.
            while self.open.is_empty() {
                match jobs.recv() {
                    Ok(job) => drop(self.take(job)),
                    Err(_) => return,
                }
            }
            let project = self.project();
            let found = || self.host.rule_files(&self.rule_folders());
            let rules = self.host.named_rules(&project).unwrap_or_else(found);
            workshop.packs = project.packs();
            let mut prepared = workshop.prepare(rules, &self.host);
            for (publisher, trust) in project.trust() {
                prepared.rules.trust(publisher, trust);
            }
            publish::configuration(&self, &project, &project.sources, &project.diagnostics);
            if let End::Hangup = self.session(&prepared.rules, &project, jobs) {
                return;
            }
        }
    }

    /// The configuration of the workspace, or of the document that was opened first.
    fn project(&self) -> Project {
        let beside =
            || self.open.keys().next().and_then(|path| Path::new(path).parent().map(Path::to_path_buf));
        let folder = self.folders.first().cloned().or_else(beside);
        folder.map_or_else(Project::default, |folder| self.host.project(&folder))
    }

    /// Rule files lie in the folders of the workspace and beside open documents.
    fn rule_folders(&self) -> Vec<PathBuf> {
        let beside = self.open.keys().filter_map(|path| Path::new(path).parent().map(Path::to_path_buf));
        let all: IndexSet<PathBuf> = self.folders.iter().cloned().chain(beside).collect();
        all.into_iter().collect()
    }

    fn session(&mut self, rules: &Ruleset, project: &Project, jobs: &Receiver<Job>) -> End {
        let mut session = Session::new(rules);
        let inputs = self.inputs(project);
        let progress = Progress::begin(self.shows_progress.then_some(&self.outbox), inputs.len());
        session.read_all(inputs);
        drop(progress);
        let beside = self.rule_folders();
        let mut checked: Option<Checked<'_>> = None;
        // Only the newest text of a document is ever read.
        let mut changed: IndexSet<String> = IndexSet::new();
        loop {
            let job = match &checked {
                Some(_) => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
                None => jobs.recv_timeout(PAUSE),
            };
            match job {
                Err(RecvTimeoutError::Disconnected) => return End::Hangup,
                Err(RecvTimeoutError::Timeout) => {
                    checked = Some(self.check(&mut session, std::mem::take(&mut changed), rules, project));
                }
                Ok(Job::Ask(request)) => {
                    let newest = checked.get_or_insert_with(|| {
                        self.check(&mut session, std::mem::take(&mut changed), rules, project)
                    });
                    self.answer(request, newest);
                }
                Ok(job) => {
                    let Some(path) = self.take(job) else { return End::Reload };
                    if self.rule_folders() != beside {
                        return End::Reload;
                    }
                    changed.insert(path);
                    checked = None;
                }
            }
        }
    }

    /// Notes what a job says; the path of the document that it is about, nothing where
    /// everything is to be read anew.
    fn take(&mut self, job: Job) -> Option<String> {
        match job {
            Job::Text { path, uri, version, text } => {
                self.open.insert(path.clone(), Open { uri, version, text });
                return Some(path);
            }
            Job::Closed(path) => {
                if let Some(open) = self.open.shift_remove(&path) {
                    publish::clear(self, &path, open.uri);
                }
            }
            Job::Folders(folders) => self.folders = folders,
            Job::Reload => {}
            Job::Ask(request) => {
                let none = respond(request.id, Ok(Value::Null));
                let _ = self.outbox.send(Message::Response(none));
            }
        }
        None
    }

    /// All documents: those on disk, each as it is open.
    fn inputs(&self, project: &Project) -> Vec<Input> {
        let on_disk = self.folders.iter().flat_map(|folder| self.host.documents(folder, project));
        let mut inputs: IndexMap<String, Input> = on_disk.map(|input| (input.path.clone(), input)).collect();
        for (path, open) in &self.open {
            inputs.insert(path.clone(), input(path, open));
        }
        inputs.into_values().map(|input| dressed(input, project)).collect()
    }

    fn check<'r>(
        &mut self,
        session: &mut Session<'r>,
        changed: IndexSet<String>,
        rules: &'r Ruleset,
        project: &Project,
    ) -> Checked<'r> {
        for path in changed {
            if let Some(open) = self.open.get(&path) {
                session.read(dressed(input(&path, open), project));
            }
        }
        let mut outcome = session.compare();
        let names =
            outcome.documents.iter().map(|document| project.name_of(Path::new(&document.path))).collect();
        let baseline = self.host.baseline(project, &outcome);
        let mut policy = Policy::new(project, &mut outcome, names, self.host.today());
        policy.whole = !self.folders.is_empty();
        policy.baseline = baseline.as_ref();
        apply(&mut outcome, rules, &policy);
        let checked = Checked { outcome, rules };
        publish::all(self, &checked, project);
        checked
    }

    fn answer(&self, request: Request, checked: &Checked<'_>) {
        let id = serde_json::to_value(&request.id).unwrap_or_default();
        let cancelled = self.cancelled.lock().is_ok_and(|mut all| {
            let before = all.len();
            all.retain(|known| *known != id);
            all.len() < before
        });
        let response = if cancelled {
            respond(request.id, Err((ErrorCode::RequestCanceled, "cancelled".to_owned())))
        } else {
            let answer = answer::answer(self, checked, &request);
            respond(request.id, Ok(answer.unwrap_or(Value::Null)))
        };
        let _ = self.outbox.send(Message::Response(response));
    }
}

/// A document with what the project knows of it.
fn dressed(mut input: Input, project: &Project) -> Input {
    let name = project.name_of(Path::new(&input.path));
    dress(&mut input, project, &name);
    input
}

fn input(path: &str, open: &Open) -> Input {
    let bytes = open.text.clone().into_bytes();
    Input::new(path, bytes)
}
