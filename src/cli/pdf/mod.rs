//! PDF, read in a process of its own: what reads it may stop at a broken file, run on or fill the
//! memory, and none of that may end the run.

mod layout;

use crate::config::Limits;
use crate::source::{Format, PdfText, Unread, pages as written};
use layout::Page;
use pdf_extract::{Document, OutputError, decode_text_string, output_doc_page};
use std::io::{Read as _, Write as _};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// The hidden command that takes the text out.
const COMMAND: &str = "pdf-text";
/// How long to wait before looking again whether the process has ended.
const PAUSE: Duration = Duration::from_millis(2);

/// What the process says: the text, or why there is none.
type Said = Result<PdfText, String>;

/// The text of a PDF, as bytes that the engine reads.
pub(super) fn pages(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Unread> {
    let failed =
        |error: std::io::Error| Unread::Broken(Format::Pdf, format!("it cannot be looked into: {error}"));
    let program = std::env::current_exe().map_err(failed)?;
    let mut command = Command::new(program);
    command.arg(COMMAND).arg(limits.pdf_seconds.to_string()).arg(limits.pdf_memory_bytes.to_string());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(failed)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (said, in_time) = std::thread::scope(|scope| {
        // A process that ends early closes the pipe, which is told by what it says.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(bytes)));
        let reader = scope.spawn(move || {
            let mut said = Vec::new();
            let read = stdout.map(|stdout| stdout.take(limits.text_bytes as u64 + 1).read_to_end(&mut said));
            (said, read)
        });
        let in_time = wait(&mut child, limits.pdf_seconds as u64);
        (reader.join().map(|(said, _)| said).unwrap_or_default(), in_time)
    });
    if !in_time {
        let why = format!("it takes more than the {} seconds allowed by `pdf-seconds`", limits.pdf_seconds);
        return Err(Unread::TooLarge(why));
    }
    match serde_json::from_slice::<Said>(&said) {
        Ok(Ok(text)) => Ok(written(&text)),
        Ok(Err(why)) => Err(Unread::Broken(Format::Pdf, why)),
        Err(_) => {
            let why = "it cannot be understood, or needs too much memory".to_owned();
            Err(Unread::Broken(Format::Pdf, why))
        }
    }
}

/// Waits for a process; one that takes too long is ended. Whether it ended by itself.
fn wait(child: &mut Child, seconds: u64) -> bool {
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(seconds) {
        match child.try_wait() {
            Ok(None) => std::thread::sleep(PAUSE),
            Ok(Some(_)) | Err(_) => return true,
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// The hidden command: a PDF on standard input, its text on standard output, within so many seconds and bytes
/// of memory.
pub(super) fn take_out(seconds: u64, memory: u64) -> ExitCode {
    limit(seconds, memory);
    let mut bytes = Vec::new();
    if std::io::stdin().lock().read_to_end(&mut bytes).is_err() {
        return ExitCode::FAILURE;
    }
    let said: Said = pdf_text(&bytes);
    let Ok(said) = serde_json::to_vec(&said) else { return ExitCode::FAILURE };
    match std::io::stdout().lock().write_all(&said) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// The text of a PDF, or why there is none, read in this process: what may stop at a broken file stops here too.
///
/// # Errors
/// Why it cannot be read.
pub fn pdf_text(bytes: &[u8]) -> Result<PdfText, String> {
    text_of(bytes).map_err(|error| error.to_string())
}

fn text_of(bytes: &[u8]) -> Result<PdfText, OutputError> {
    let mut document = Document::load_mem(bytes)?;
    if document.is_encrypted() {
        document.decrypt("")?;
    }
    let mut pages = Vec::new();
    for number in document.get_pages().into_keys() {
        let mut page = Page::default();
        output_doc_page(&document, &mut page, number)?;
        pages.push(page.text());
    }
    let (title, created) = information(&document);
    Ok(PdfText { pages, title, created })
}

/// The title of a PDF and when it was made, as it says itself.
fn information(document: &Document) -> (Option<String>, Option<String>) {
    let information = document.trailer.get(b"Info").ok().and_then(|object| match object.as_reference() {
        Ok(id) => document.get_dictionary(id).ok(),
        Err(_) => object.as_dict().ok(),
    });
    let text = |key: &[u8]| {
        let object = information?.get(key).ok()?;
        decode_text_string(object).ok()
    };
    (text(b"Title"), text(b"CreationDate"))
}

#[cfg(unix)]
fn limit(seconds: u64, memory: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = |most: u64| Rlimit { current: Some(most), maximum: Some(most) };
    // Where a limit cannot be set, time still bounds the work.
    let _ = setrlimit(Resource::As, limit(memory));
    let _ = setrlimit(Resource::Cpu, limit(seconds));
    let _ = setrlimit(Resource::Core, limit(0));
}

#[cfg(not(unix))]
fn limit(_seconds: u64, _memory: u64) {}
