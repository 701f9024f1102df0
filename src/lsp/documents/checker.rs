//! The thread that checks documents: takes the newest text of each, waits for a short pause,
//! reads anew only what has changed and compares it with all of the workspace.

use super::progress::Progress;
use super::{answer, publish};
use crate::config::Project;
use crate::diagnostic::Diagnostic;
use crate::engine::{Decide, Input, Outcome, Session, Workshop};
use crate::lsp::abilities::Abilities;
use crate::lsp::encoding::Encoding;
use crate::lsp::requests::respond;
use crate::lsp::server::Outbox;
use crate::lsp::{Host, watch};
use crate::policy::{Policy, apply, decides_each_by_itself, dress, hangs_on_words};
use crate::rule::Ruleset;
use crate::source::is_own_report;
use gen_lsp_types::{self as lsp, Uri};
use indexmap::{IndexMap, IndexSet};
use lsp_server::{ErrorCode, Message, Request};
use serde_json::Value;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long nothing must come before a check: an editor sends what belongs together at once. While a
/// check runs, edits gather and the next one takes them all, so that it need not be longer.
const PAUSE: Duration = Duration::from_millis(1);

/// Cancellations that are kept for questions that may still wait.
const MOST_CANCELLED: usize = 256;

/// What the thread is told.
pub(in crate::lsp) enum Job {
    /// A document was opened or edited.
    Text {
        /// Its path.
        path: String,
        /// Its address.
        uri: Uri,
        /// The editor's number of this state.
        version: i32,
        /// Its text.
        text: String,
        /// Whether the editor calls its language one of documents; said when it is opened.
        listed: bool,
    },
    /// A document was closed.
    Closed(String),
    /// A document changed on disk.
    Documents,
    /// A rule file or the configuration changed on disk.
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
        abilities: Abilities,
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
                published: IndexMap::new(),
                cancelled: seen,
                abilities,
                watched: Vec::new(),
                waiting: VecDeque::new(),
                unread: Vec::new(),
                unread_rules: Vec::new(),
                published_elsewhere: IndexMap::new(),
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
    /// Whether the editor calls its language one of documents.
    listed: bool,
    /// Whether the project takes it for a document, once that was asked.
    taken: Option<bool>,
}

/// What the thread works on.
pub(super) struct Desk {
    pub(super) outbox: Outbox,
    pub(super) host: Arc<dyn Host>,
    pub(super) encoding: Encoding,
    folders: Vec<PathBuf>,
    pub(super) open: IndexMap<String, Open>,
    /// What the editor was told last of each open document.
    pub(super) published: IndexMap<String, lsp::PublishDiagnosticsParams>,
    cancelled: Arc<Mutex<Vec<Value>>>,
    pub(super) abilities: Abilities,
    /// What of the configuration the editor was asked to watch.
    watched: Vec<String>,
    /// Questions that came while everything was read anew.
    waiting: VecDeque<Job>,
    /// What was said of documents on disk that could not be read.
    pub(super) unread: Vec<Diagnostic>,
    /// What was said of rule files that could not be read.
    pub(super) unread_rules: Vec<Diagnostic>,
    /// What the editor shows of documents that are not open, by their paths.
    pub(super) published_elsewhere: IndexMap<String, Vec<lsp::Diagnostic>>,
}

/// What a job leaves to do.
enum Todo {
    /// Read this open document again.
    Document(String),
    /// Read what has changed on disk.
    Documents,
    /// Read everything again.
    Everything,
}

/// What has changed since the last check.
#[derive(Default)]
struct Stale {
    open: IndexSet<String>,
    on_disk: bool,
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
    pub(super) project: &'r Project,
    /// The paths of the documents as globs see them, where a part of the outcome can be decided on
    /// by itself.
    names: Option<Vec<String>>,
}

impl Checked<'_> {
    /// The text of a document.
    fn text(&self, path: &str) -> &str {
        let document = self.outcome.documents.iter().find(|document| document.path == path);
        let source = document.and_then(|document| self.outcome.sources.get(document.file));
        source.map_or("", |source| source.text.as_str())
    }
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
            let (rules, unread) = self.host.named_rules(&project).unwrap_or_else(found);
            self.unread_rules = unread;
            workshop.packs = project.packs();
            workshop.limits = project.limits();
            let mut prepared = workshop.prepare(rules, &self.host);
            for (publisher, trust) in project.trust() {
                prepared.rules.trust(publisher, trust);
            }
            prepared.rules.weighing = project.weighing();
            publish::configuration(&self, &project, &project.sources, &project.diagnostics);
            self.watch(&project);
            if let End::Hangup = self.session(&prepared.rules, &project, jobs) {
                return;
            }
            self.gather(jobs);
        }
    }

    /// Takes all that has come, so that a thousand changed files are read anew once.
    fn gather(&mut self, jobs: &Receiver<Job>) {
        while let Ok(job) = jobs.try_recv() {
            match job {
                Job::Ask(_) => self.waiting.push_back(job),
                other => drop(self.take(other)),
            }
        }
    }

    fn watch(&mut self, project: &Project) {
        let globs = watch::globs(project);
        if self.abilities.watches && globs != self.watched {
            watch::configured(&self.outbox, &globs, &self.watched);
            self.watched = globs;
        }
    }

    /// The configuration of the workspace, or of the document that was opened first.
    fn project(&self) -> Project {
        self.folder().map_or_else(Project::default, |folder| self.host.project(&folder))
    }

    /// The first folder of the workspace, or that of the document that was opened first.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        let beside =
            || self.open.keys().next().and_then(|path| Path::new(path).parent().map(Path::to_path_buf));
        self.folders.first().cloned().or_else(beside)
    }

    /// Rule files lie in the folders of the workspace and beside open documents.
    fn rule_folders(&self) -> Vec<PathBuf> {
        let beside = self.open.keys().filter_map(|path| Path::new(path).parent().map(Path::to_path_buf));
        let all: IndexSet<PathBuf> = self.folders.iter().cloned().chain(beside).collect();
        all.into_iter().collect()
    }

    fn session(&mut self, rules: &Ruleset, project: &Project, jobs: &Receiver<Job>) -> End {
        let mut session = Session::new(rules);
        self.open.values_mut().for_each(|open| open.taken = None);
        let inputs = self.inputs(project);
        let progress = Progress::begin(self.abilities.shows_progress.then_some(&self.outbox), inputs.len());
        session.replace(inputs);
        drop(progress);
        let beside = self.rule_folders();
        let mut last: Option<Checked<'_>> = None;
        // What has changed since; only the newest text of a document is ever read.
        let mut stale = Stale::default();
        loop {
            let due = last.is_none() || stale.on_disk || !stale.open.is_empty();
            let job = match self.waiting.pop_front() {
                Some(job) => Ok(job),
                None if due => jobs.recv_timeout(PAUSE),
                None => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let asked = match job {
                Err(RecvTimeoutError::Disconnected) => return End::Hangup,
                Err(RecvTimeoutError::Timeout) => None,
                Ok(Job::Ask(request)) => Some(request),
                Ok(job) => {
                    match self.take(job) {
                        Todo::Everything => return End::Reload,
                        Todo::Document(path) => {
                            stale.open.insert(path);
                        }
                        Todo::Documents => stale.on_disk = true,
                    }
                    if self.rule_folders() != beside {
                        return End::Reload;
                    }
                    continue;
                }
            };
            let newest = match last.take() {
                Some(newest) if !due => newest,
                last => self.check(&mut session, std::mem::take(&mut stale), last, (rules, project)),
            };
            if let Some(request) = asked {
                self.answer(request, &newest);
            }
            last = Some(newest);
        }
    }

    /// Notes what a job says, and tells what it leaves to do.
    fn take(&mut self, job: Job) -> Todo {
        match job {
            Job::Text { path, uri, version, text, listed } => {
                let known = self.open.get(&path);
                let taken = known.and_then(|open| open.taken);
                let listed = listed || known.is_some_and(|open| open.listed);
                self.open.insert(path.clone(), Open { uri, version, text, listed, taken });
                return Todo::Document(path);
            }
            Job::Closed(path) => {
                if let Some(open) = self.open.shift_remove(&path) {
                    publish::clear(self, &path, open.uri);
                }
                return Todo::Documents;
            }
            Job::Documents => return Todo::Documents,
            Job::Folders(folders) => self.folders = folders,
            Job::Reload => {}
            Job::Ask(request) => {
                let none = respond(request.id, Ok(Value::Null));
                let _ = self.outbox.send(Message::Response(none));
            }
        }
        Todo::Everything
    }

    /// All documents: those on disk, each as it is open.
    fn inputs(&mut self, project: &Project) -> Vec<Input> {
        let mut inputs: IndexMap<String, Input> = IndexMap::new();
        self.unread.clear();
        for folder in &self.folders {
            let (found, unread) = self.host.documents(folder, project);
            inputs.extend(found.into_iter().map(|input| (input.path.clone(), input)));
            self.unread.extend(unread);
        }
        let open: Vec<String> = self.open.keys().cloned().collect();
        inputs.extend(open.into_iter().filter_map(|path| Some((path.clone(), self.input(&path, project)?))));
        inputs.into_values().map(|input| dressed(input, project)).collect()
    }

    /// A document as it is open, where the project takes it for one.
    fn input(&mut self, path: &str, project: &Project) -> Option<Input> {
        let host = Arc::clone(&self.host);
        let open = self.open.get_mut(path)?;
        let taken = open.taken.get_or_insert_with(|| host.is_document(Path::new(path), project, open.listed));
        let read = *taken && !is_own_report(open.text.as_bytes());
        read.then(|| Input::new(path, open.text.clone().into_bytes()))
    }

    /// Reads what is stale. Where that leaves all claims what they were, the last check still holds.
    fn check<'r>(
        &mut self,
        session: &mut Session<'r>,
        stale: Stale,
        mut last: Option<Checked<'r>>,
        (rules, project): (&'r Ruleset, &'r Project),
    ) -> Checked<'r> {
        if stale.on_disk {
            session.replace(self.inputs(project));
            return self.compare(session, rules, project);
        }
        for path in stale.open {
            let Some(input) = self.input(&path, project) else { continue };
            let input = dressed(input, project);
            let now = self.open.get(&path).map_or("", |open| open.text.as_str());
            last = last
                .filter(|last| !hangs_on_words(project, now) && !hangs_on_words(project, last.text(&path)));
            let holds = match &mut last {
                Some(checked) => {
                    let today = self.host.today();
                    let mut decide = checked.names.as_ref().map(|names| {
                        move |part: &mut Outcome| {
                            let policy = Policy::new(project, part, names.clone(), today);
                            apply(part, rules, &policy);
                        }
                    });
                    let decide = decide.as_mut().map(|decide| decide as &mut Decide<'_>);
                    session.update(input, &mut checked.outcome, decide)
                }
                None => {
                    session.read(input);
                    false
                }
            };
            last = last.filter(|_| holds);
        }
        match last {
            Some(checked) => {
                publish::all(self, &checked);
                checked
            }
            None => self.compare(session, rules, project),
        }
    }

    fn compare<'r>(
        &mut self,
        session: &mut Session<'r>,
        rules: &'r Ruleset,
        project: &'r Project,
    ) -> Checked<'r> {
        let mut outcome = session.compare();
        let names: Vec<String> =
            outcome.documents.iter().map(|document| project.name_of(Path::new(&document.path))).collect();
        let baseline = self.host.baseline(project, &outcome);
        let in_parts = baseline.is_none() && decides_each_by_itself(project, &outcome, rules);
        let in_parts = in_parts.then(|| names.clone());
        let mut policy = Policy::new(project, &mut outcome, names, self.host.today());
        policy.whole = !self.folders.is_empty();
        policy.baseline = baseline.as_ref();
        apply(&mut outcome, rules, &policy);
        let checked = Checked { outcome, rules, project, names: in_parts };
        publish::all(self, &checked);
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
