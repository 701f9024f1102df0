//! A small editor: starts the server, keeps what it publishes, asks and waits.

use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Longer than anything takes on a machine that builds at the same time.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Client {
    child: Child,
    stdin: Option<ChildStdin>,
    incoming: Receiver<Value>,
    next: i64,
    answers: HashMap<i64, Value>,
    /// The newest diagnostics by address, and how often they came.
    pub published: HashMap<String, (Value, usize)>,
    pub capabilities: Value,
    pub folder: PathBuf,
    /// What else the server said or asked, in order.
    pub said: Vec<Value>,
}

/// A folder of its own under the system's, removed before it is used.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("factlint-lsp-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

#[allow(clippy::needless_pass_by_value, reason = "messages are written where they are sent")]
impl Client {
    /// Starts a server over a folder; `encodings` as an editor offers them.
    pub(crate) fn start(folder: PathBuf, encodings: &[&str]) -> Self {
        Self::start_with(folder, json!({ "general": { "positionEncodings": encodings } }))
    }

    /// Starts a server for an editor with these capabilities.
    pub(crate) fn start_with(folder: PathBuf, capabilities: Value) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .arg("lsp")
            .env("XDG_CACHE_HOME", folder.join(".cache"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take().unwrap());
        let (sender, incoming) = channel();
        std::thread::spawn(move || {
            let mut stdout = BufReader::new(stdout);
            while let Some(message) = read(&mut stdout) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let mut client = Self {
            child,
            stdin,
            incoming,
            next: 0,
            answers: HashMap::new(),
            published: HashMap::new(),
            capabilities: Value::Null,
            folder,
            said: Vec::new(),
        };
        let folder = uri(&client.folder);
        let answer = client.request(
            "initialize",
            json!({
                "processId": null,
                "rootUri": folder,
                "workspaceFolders": [{ "uri": folder, "name": "test" }],
                "capabilities": capabilities,
            }),
        );
        client.capabilities = answer["result"]["capabilities"].clone();
        client.notify("initialized", json!({}));
        client
    }

    pub(crate) fn send_raw(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().unwrap();
        let _ = stdin.write_all(bytes);
        let _ = stdin.flush();
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    pub(crate) fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    pub(crate) fn answer(&mut self, id: i64) -> Value {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(answer) = self.answers.remove(&id) {
                return answer;
            }
            assert!(self.take(until), "no answer to request {id}");
        }
    }

    /// Asks and gives the whole response.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.answer(id)
    }

    /// Takes one message; whether one came in time.
    fn take(&mut self, until: Instant) -> bool {
        let left = until.saturating_duration_since(Instant::now());
        let Ok(message) = self.incoming.recv_timeout(left) else { return false };
        if let Some(id) = message["id"].as_i64() {
            self.answers.insert(id, message);
        } else if message["method"] == "textDocument/publishDiagnostics" {
            let address = message["params"]["uri"].as_str().unwrap().to_owned();
            let entry = self.published.entry(address).or_default();
            *entry = (message["params"].clone(), entry.1 + 1);
        } else {
            self.said.push(message);
        }
        true
    }

    /// What the server said by a method, once it did.
    pub(crate) fn heard(&mut self, method: &str) -> Value {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(message) = self.said.iter().find(|message| message["method"] == method) {
                return message.clone();
            }
            assert!(self.take(until), "{method} was not said: {:?}", self.said);
        }
    }

    /// Opens a file of the folder with a text; it is not written to disk.
    pub(crate) fn open(&mut self, name: &str, language: &str, text: &str) -> String {
        let address = uri(&self.folder.join(name));
        let item = json!({ "uri": address, "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item }));
        address
    }

    pub(crate) fn change(&mut self, address: &str, version: i64, text: &str) {
        self.notify(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": address, "version": version },
                "contentChanges": [{ "text": text }],
            }),
        );
    }

    /// The diagnostics of a document, once those of a version are there that fit.
    pub(crate) fn diagnostics(
        &mut self,
        address: &str,
        version: i64,
        fit: impl Fn(&[Value]) -> bool,
    ) -> Vec<Value> {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some((params, _)) = self.published.get(address) {
                let list = params["diagnostics"].as_array().unwrap();
                if params["version"].as_i64() == Some(version) && fit(list) {
                    return list.clone();
                }
            }
            assert!(self.take(until), "no such diagnostics, last: {:?}", self.published.get(address));
        }
    }

    /// The diagnostics of a document once the server has nothing more to say: it answers in order, so
    /// that what it showed before it answers a question about the newest text is the last it shows.
    pub(crate) fn settled(&mut self, address: &str, version: i64) -> Vec<Value> {
        let start = json!({ "line": 0, "character": 0 });
        self.request("textDocument/hover", json!({ "textDocument": { "uri": address }, "position": start }));
        self.diagnostics(address, version, |_| true)
    }

    /// The diagnostics of a document that was opened, once the server has nothing more to say; none
    /// where it never says anything of it.
    pub(crate) fn settled_or_silent(&mut self, address: &str) -> Vec<Value> {
        let start = json!({ "line": 0, "character": 0 });
        self.request("textDocument/hover", json!({ "textDocument": { "uri": address }, "position": start }));
        let known = self.published.get(address).and_then(|(params, _)| params["diagnostics"].as_array());
        known.cloned().unwrap_or_default()
    }

    /// Asks about a place: that of `‸` in the marked text.
    pub(crate) fn at(&mut self, method: &str, address: &str, marked: &str) -> Value {
        let (_, position) = place(marked);
        let answer =
            self.request(method, json!({ "textDocument": { "uri": address }, "position": position }));
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].clone()
    }

    /// The processor time that the server has used, where the system tells: what a change costs
    /// whatever else the machine is doing.
    pub(crate) fn processor_time(&self) -> Option<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
        let ticks: u64 = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
        Some(Duration::from_millis(ticks * 10))
    }

    /// Says goodbye; whether the server ended well.
    pub(crate) fn stop(mut self) -> bool {
        let _ = self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.stdin = None;
        self.child.wait().unwrap().success()
    }

    /// The exit code after the pipe is closed without a word.
    pub(crate) fn hang_up(mut self) -> Option<i32> {
        self.stdin = None;
        self.child.wait().unwrap().code()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn read(stdout: &mut impl std::io::BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stdout.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("Content-Length: ") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    stdout.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// The text without its mark `‸`, and the mark's position in UTF-16.
pub(crate) fn place(marked: &str) -> (String, Value) {
    let at = marked.find('‸').expect("a mark");
    let head = &marked[..at];
    let line = head.matches('\n').count();
    let start = head.rfind('\n').map_or(0, |n| n + 1);
    let character: usize = head[start..].encode_utf16().count();
    (marked.replace('‸', ""), json!({ "line": line, "character": character }))
}

/// The part of a text that a range covers, columns in UTF-16.
pub(crate) fn covered(text: &str, range: &Value) -> String {
    let offset = |position: &Value| {
        crate::place::offset(
            text,
            position["line"].as_u64().unwrap(),
            position["character"].as_u64().unwrap(),
        )
    };
    text[offset(&range["start"])..offset(&range["end"])].to_owned()
}
