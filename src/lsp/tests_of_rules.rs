//! Runs the tests that stand in open rule files when typing pauses, and shows which fail
//! beside the mistakes that are known already.

use super::encoding::Encoding;
use super::rules::Space;
use super::server::{Outbox, publish};
use super::{Host, convert};
use crate::engine::run_tests;
use gen_lsp_types::PublishDiagnosticsParams;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// How long typing must pause; a guess, long enough to finish a word.
const PAUSE: Duration = Duration::from_millis(250);

/// What is to be tested: checked rule files, and what was shown of those that are open.
struct Work {
    space: Arc<Space>,
    shown: Vec<(String, PublishDiagnosticsParams)>,
}

/// The thread that runs tests.
pub(super) struct Tester(Sender<Work>);

impl Tester {
    /// Starts the thread; it ends with the server.
    pub(super) fn start(outbox: Outbox, host: Arc<dyn Host>, encoding: Encoding) -> Self {
        let (sender, receiver) = channel();
        std::thread::spawn(move || run(&receiver, &outbox, host.as_ref(), encoding));
        Self(sender)
    }

    /// Tests rule files once nothing newer came for a while.
    pub(super) fn test(&self, space: Arc<Space>, shown: Vec<(String, PublishDiagnosticsParams)>) {
        let _ = self.0.send(Work { space, shown });
    }
}

fn run(receiver: &Receiver<Work>, outbox: &Outbox, host: &dyn Host, encoding: Encoding) {
    while let Ok(mut work) = receiver.recv() {
        loop {
            match receiver.recv_timeout(PAUSE) {
                Ok(newer) => work = newer,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        for (path, params) in &mut work.shown {
            if failures(&work.space, path, params, host, encoding) {
                publish(outbox, params);
            }
        }
    }
}

/// Adds the failures of a file's tests to what is shown of it; whether there are any.
fn failures(
    space: &Space,
    path: &str,
    params: &mut PublishDiagnosticsParams,
    host: &dyn Host,
    encoding: Encoding,
) -> bool {
    let Some(file) = space.file(path) else { return false };
    let sources = &space.prepared.sources;
    let results = run_tests(&space.prepared.rules, sources, |test| test.file == file);
    let failed = results.iter().flat_map(|result| &result.failures);
    let before = params.diagnostics.len();
    params.diagnostics.extend(failed.map(|said| convert::diagnostic(said, sources, encoding, host)));
    params.diagnostics.len() > before
}
