//! The lines that were changed since a revision, as git tells them.

use crate::cli::settings::absolute;
use crate::policy::Changed;
use indexmap::{IndexMap, IndexSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Every line of a document.
const ALL: Range<usize> = 0..usize::MAX;

/// What was changed in one repository: lines by path.
#[derive(Debug, Default)]
struct Repository {
    lines: IndexMap<String, Vec<Range<usize>>>,
    tracked: IndexSet<String>,
}

/// The lines of documents that were changed since a revision. A document that git does not
/// know is new from the first line to the last.
///
/// # Errors
/// When git is not there, or does not know the revision.
pub(super) fn changed(documents: &[&str], revision: &str) -> Result<Changed, String> {
    let mut tops: IndexMap<PathBuf, PathBuf> = IndexMap::new();
    let mut repositories: IndexMap<PathBuf, Repository> = IndexMap::new();
    let mut lines = Vec::with_capacity(documents.len());
    for document in documents {
        if *document == "-" {
            lines.push(vec![ALL]);
            continue;
        }
        let path = absolute(Path::new(document));
        let path = path.canonicalize().unwrap_or(path);
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let top = match tops.get(&folder) {
            Some(top) => top.clone(),
            None => {
                let top = top_of(&folder)?;
                tops.insert(folder.clone(), top.clone());
                top
            }
        };
        if !repositories.contains_key(&top) {
            repositories.insert(top.clone(), Repository::read(&top, revision)?);
        }
        let name = crate::config::name_in(&top, &path);
        lines.push(repositories.get(&top).map(|repository| repository.of(&name)).unwrap_or_default());
    }
    Ok(Changed { lines })
}

fn top_of(folder: &Path) -> Result<PathBuf, String> {
    let said = git(folder, &["rev-parse", "--show-toplevel"])
        .map_err(|why| format!("--diff needs a git repository: `{}`: {why}", folder.display()))?;
    let top = PathBuf::from(String::from_utf8_lossy(&said).trim_end_matches(['\n', '\r']));
    Ok(top.canonicalize().unwrap_or(top))
}

impl Repository {
    fn read(top: &Path, revision: &str) -> Result<Self, String> {
        let commit = format!("{revision}^{{commit}}");
        let known = git(top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
        let known =
            known.map_err(|_| format!("git knows no revision `{revision}` in `{}`", top.display()))?;
        let commit = String::from_utf8_lossy(&known).trim().to_owned();
        let options = ["--no-ext-diff", "--no-textconv", "--no-renames", "--no-color"];
        let diff =
            [&["diff", "--unified=0", "--src-prefix=a/", "--dst-prefix=b/"], &options[..], &[&commit, "--"]]
                .concat();
        let mut lines = hunks(&String::from_utf8_lossy(&git(top, &diff)?));
        // Where git sees no text it tells no lines.
        let counted = git(top, &[&["diff", "--numstat", "-z"], &options[..], &[&commit, "--"]].concat())?;
        for entry in String::from_utf8_lossy(&counted).split('\0') {
            if let Some(path) = entry.strip_prefix("-\t-\t") {
                lines.insert(path.to_owned(), vec![ALL]);
            }
        }
        let tracked = git(top, &["ls-files", "-z"])?;
        let tracked = String::from_utf8_lossy(&tracked).split('\0').map(str::to_owned).collect();
        Ok(Self { lines, tracked })
    }

    fn of(&self, name: &str) -> Vec<Range<usize>> {
        if !self.tracked.contains(name) {
            return vec![ALL];
        }
        self.lines.get(name).cloned().unwrap_or_default()
    }
}

/// Runs git, which is to look and touch nothing, and to run nothing that a repository names.
fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let quiet = ["-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "core.pager=cat"];
    let run = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(quiet)
        .args(arguments)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => "git is not installed, or not on the PATH".to_owned(),
            _ => format!("git cannot be run: {error}"),
        })?;
    if run.status.success() {
        return Ok(run.stdout);
    }
    let said = String::from_utf8_lossy(&run.stderr);
    Err(said.lines().next().unwrap_or("git failed").trim_start_matches("fatal: ").to_owned())
}

/// The changed lines of each file of a diff without context, from 0.
fn hunks(diff: &str) -> IndexMap<String, Vec<Range<usize>>> {
    let mut out: IndexMap<String, Vec<Range<usize>>> = IndexMap::new();
    let (mut path, mut content) = (None, 0);
    for line in diff.split('\n') {
        // Lines of the files themselves may look like anything.
        if content > 0 && line.starts_with(['+', '-']) {
            content -= 1;
        } else if let Some(name) = line.strip_prefix("+++ ") {
            path = unquoted(name.trim_end_matches('\t')).strip_prefix("b/").map(str::to_owned);
        } else if let Some((old, new)) = line.strip_prefix("@@ -").and_then(|rest| rest.split_once(" +")) {
            let (_, removed) = range(old);
            let (start, added) = range(new.split(' ').next().unwrap_or_default());
            content = removed + added;
            if let (Some(path), true) = (&path, added > 0) {
                let first = start.saturating_sub(1);
                out.entry(path.clone()).or_default().push(first..first + added);
            }
        }
    }
    out
}

/// Start and length of `12,3` or `12`.
fn range(text: &str) -> (usize, usize) {
    let (start, length) = text.split_once(',').unwrap_or((text, "1"));
    (start.parse().unwrap_or(0), length.parse().unwrap_or(0))
}

/// A path as git writes it, in quotes where it holds quotes, backslashes or control characters.
fn unquoted(text: &str) -> String {
    let Some(inner) = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return text.to_owned();
    };
    let mut out = Vec::new();
    let mut bytes = inner.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        match bytes.next() {
            Some(b'n') => out.push(b'\n'),
            Some(b't') => out.push(b'\t'),
            Some(digit @ b'0'..=b'3') => {
                let rest = [bytes.next(), bytes.next()].into_iter().flatten();
                let value = rest
                    .fold(u32::from(digit - b'0'), |value, d| value * 8 + u32::from(d.saturating_sub(b'0')));
                out.push(u8::try_from(value).unwrap_or(b'?'));
            }
            Some(other) => out.push(other),
            None => {}
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hunks_tell_the_lines_whatever_the_files_hold() {
        let diff = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -3 +3,2 @@ head\n-old\n+++ b/fake\n+@@ -1 +1 @@\n@@ -9,2 +10,0 @@\n-a\n-b\n\
                    --- /dev/null\n+++ \"b/a\\\"\\321\\204.md\"\n@@ -0,0 +1 @@\n+one\n";
        let found = hunks(diff);
        assert_eq!(found.keys().collect::<Vec<_>>(), ["x", "a\"ф.md"]);
        let lines = |path: &str| found[path].iter().map(|lines| (lines.start, lines.end)).collect::<Vec<_>>();
        assert_eq!((lines("x"), lines("a\"ф.md")), (vec![(2, 4)], vec![(0, 1)]));
    }
}
