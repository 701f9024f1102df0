//! Hostile and broken input as data: `tests/hostile/*.toml` says what goes in and what is to come
//! out. Each case runs the binary in a folder of its own, under a limit of memory and time, and
//! whatever it is, nothing panics and no control character reaches the terminal.
//!
//! `HOSTILE=show cargo test --test hostile -- --nocapture` prints what each case said; with a part
//! of a name in place of `show`, only of those cases.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops where it cannot go on"
)]

use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Address space that a run may take, in KiB.
const MEMORY: usize = 2 << 20;
/// Time that a run of an unoptimised binary may take.
const TIME: Duration = Duration::from_secs(30);
/// The document that every folder holds, so that "the rest goes on" can be seen.
const GOOD: &str = "In 2024 the Riverside Expo drew 400 companies.\n";

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// Arguments, split at spaces.
    run: String,
    exit: i32,
    /// What standard error says.
    #[serde(default)]
    says: Vec<String>,
    /// What standard output says.
    #[serde(default)]
    prints: Vec<String>,
    /// What neither says.
    #[serde(default)]
    never: Vec<String>,
    #[serde(default)]
    files: BTreeMap<String, Content>,
    /// Symbolic links and what they point to.
    #[serde(default)]
    links: BTreeMap<String, String>,
    #[serde(default)]
    folders: Vec<String>,
    stdin: Option<Content>,
}

/// What a file holds.
#[derive(Deserialize)]
#[serde(untagged)]
enum Content {
    Text(String),
    Made(Made),
}

/// A file made of parts: `head`, then `unit` as often as `times`, then `tail`; bytes as `hex`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Made {
    #[serde(default)]
    head: String,
    #[serde(default)]
    hex: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    times: usize,
    #[serde(default)]
    tail: String,
}

/// What a run said.
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
    took: Duration,
}

impl Content {
    fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.clone().into_bytes(),
            Self::Made(made) => {
                let pairs = made.hex.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).expect("hex"));
                let hex = pairs.map(|pair| u8::from_str_radix(pair, 16).expect("hex"));
                let mut bytes = made.head.clone().into_bytes();
                bytes.extend(hex);
                bytes.extend(made.unit.repeat(made.times).into_bytes());
                bytes.extend(made.tail.bytes());
                bytes
            }
        }
    }
}

impl Case {
    fn lay_out(&self, folder: &Path) {
        std::fs::write(folder.join("good.txt"), GOOD).expect("a file");
        for name in &self.folders {
            std::fs::create_dir_all(folder.join(name)).expect("a folder");
        }
        for (name, content) in &self.files {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, content.bytes()).expect("a file");
        }
        #[cfg(unix)]
        for (name, target) in &self.links {
            std::os::unix::fs::symlink(target, folder.join(name)).expect("a link");
        }
    }

    fn go(&self) -> Said {
        let folder = tempfile::tempdir().expect("a folder");
        self.lay_out(folder.path());
        let start = Instant::now();
        let mut child = Command::new("sh")
            .args(["-c", &format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_factlint")])
            .args(self.run.split(' '))
            .current_dir(folder.path())
            .env_remove("NO_COLOR")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("factlint starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        let bytes = self.stdin.as_ref().map(Content::bytes).unwrap_or_default();
        let feed = std::thread::spawn(move || {
            // A run that ends before it has read all is no mistake of the test.
            let _ = stdin.write_all(&bytes);
        });
        let (out, err) = (drain(child.stdout.take()), drain(child.stderr.take()));
        let code = wait(&mut child, start);
        feed.join().expect("the input was fed");
        let [out, err] = [out, err].map(|reader| reader.join().expect("the output was read"));
        Said { code, out, err, took: start.elapsed() }
    }

    /// What is wrong with what a run said.
    fn faults(&self, said: &Said) -> Vec<String> {
        let mut faults = Vec::new();
        if said.code != Some(self.exit) {
            faults.push(format!("exit code {:?}, not {}", said.code, self.exit));
        }
        for (stream, text, words) in [("err", &said.err, &self.says), ("out", &said.out, &self.prints)] {
            let missing = words.iter().filter(|word| !text.contains(word.as_str()));
            faults.extend(missing.map(|word| format!("`{word}` is not on {stream}")));
            let raw = |c: char| c.is_control() && c != '\n' && c != '\t' || is_format(c);
            if let Some(c) = text.chars().find(|c| raw(*c)) {
                faults.push(format!("{c:?} reaches {stream} as it is"));
            }
            let told = self.never.iter().filter(|word| text.contains(word.as_str()));
            faults.extend(told.map(|word| format!("`{word}` is on {stream}")));
        }
        if said.err.contains("panicked") {
            faults.push("it panicked".into());
        }
        faults
    }
}

/// Characters that change the direction of what follows, unseen.
fn is_format(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn drain(stream: Option<impl std::io::Read + Send + 'static>) -> std::thread::JoinHandle<String> {
    let mut stream = stream.expect("a pipe");
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("the stream is read");
        String::from_utf8(bytes).expect("output is UTF-8")
    })
}

/// The exit code; nothing for a run that was killed, here because it took too long.
fn wait(child: &mut Child, start: Instant) -> Option<i32> {
    loop {
        if let Some(status) = child.try_wait().expect("a child") {
            return status.code();
        }
        if start.elapsed() > TIME {
            child.kill().expect("it is killed");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn nothing_knocks_it_over() {
    let mut cases = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile");
    for entry in std::fs::read_dir(folder).expect("the folder of cases") {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("a file of cases");
        cases.extend(toml::from_str::<Cases>(&text).unwrap_or_else(|error| panic!("{error}")).case);
    }
    let names: std::collections::BTreeSet<_> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "two cases of one name");
    let show = std::env::var("HOSTILE").ok();
    let mut failed = 0;
    for case in &cases {
        if show.as_deref().is_some_and(|part| part != "show" && !case.name.contains(part)) {
            continue;
        }
        let said = case.go();
        let faults = case.faults(&said);
        if show.is_some() || !faults.is_empty() {
            let shown = |text: &str| text.chars().take(1500).collect::<String>();
            println!("=== {} ({:.1?})\n$ factlint {}", case.name, said.took, case.run);
            println!("exit {:?}\n{}{}", said.code, shown(&said.err), shown(&said.out));
        }
        for fault in &faults {
            println!("FAULT {}: {fault}", case.name);
        }
        failed += usize::from(!faults.is_empty());
    }
    assert_eq!(failed, 0, "{failed} of {} cases", cases.len());
    assert!(show.is_some() || cases.len() >= 150, "{} cases", cases.len());
}
