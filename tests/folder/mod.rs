//! A folder of documents, and runs of the binary in it.
#![allow(dead_code, reason = "not every test needs all of it")]

use snapbox::cmd::{Command, cargo_bin};
use std::path::Path;
use std::{fs, str};

/// A folder that is gone after the test.
pub(crate) struct Folder(tempfile::TempDir);

/// What a run said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, bytes).expect("the file is written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("the file is read")
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        let run = Command::new(cargo_bin!("factlint")).args(arguments).current_dir(self.path()).output();
        let run = run.expect("factlint runs");
        let text = |bytes: &[u8]| str::from_utf8(bytes).expect("output is UTF-8").to_owned();
        Said {
            code: run.status.code().expect("it was not killed"),
            out: text(&run.stdout),
            err: text(&run.stderr),
        }
    }
}

impl Said {
    /// The exit code, and each of the words on stdout or stderr.
    #[track_caller]
    pub(crate) fn has(&self, code: i32, words: &[&str]) -> &Self {
        assert_eq!(self.code, code, "{self}");
        // Long lines are wrapped where they are drawn.
        let flat = |text: &str| text.replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        for word in words {
            let (own, all) = (flat(word), flat(&format!("{} {}", self.out, self.err)));
            assert!(all.contains(&own), "`{word}` is not said:\n{self}");
        }
        self
    }

    #[track_caller]
    pub(crate) fn lacks(&self, word: &str) -> &Self {
        assert!(!self.out.contains(word) && !self.err.contains(word), "`{word}` is said:\n{self}");
        self
    }
}

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "exit code {}\n--- out\n{}\n--- err\n{}", self.code, self.out, self.err)
    }
}
