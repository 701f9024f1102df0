//! `--watch`: runs again whenever a file changes.

use super::run::print;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

/// How often to look for changes.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// Runs once, and again whenever something under the paths changes, until it is stopped.
pub(super) fn watch(paths: &[PathBuf], run: impl Fn() -> ExitCode) -> ExitCode {
    let mut seen = stamps(paths);
    loop {
        run();
        if let Err(code) = print("watching for changes; stop with Ctrl-C\n") {
            return code;
        }
        loop {
            std::thread::sleep(LOOK_EVERY);
            let now = stamps(paths);
            if now != seen {
                seen = now;
                break;
            }
        }
    }
}

/// What tells a file from itself after a change.
type Stamp = (PathBuf, u64, Option<SystemTime>);

/// The files under paths with their times and lengths. Looking is as quick as being told, at
/// this number of files, and needs nothing of the operating system.
fn stamps(paths: &[PathBuf]) -> Vec<Stamp> {
    let stamp = |path: &Path| {
        let data = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        Some((path.to_path_buf(), data.len(), data.modified().ok()))
    };
    let mut out = Vec::new();
    for path in paths {
        if path.is_dir() {
            let walk = ignore::WalkBuilder::new(path).sort_by_file_path(Path::cmp).build();
            out.extend(walk.flatten().filter_map(|entry| stamp(entry.path())));
        } else {
            out.extend(stamp(path));
        }
    }
    out
}
