//! Messages over a pair of streams: headers and bodies of bounded length, whatever the other side
//! claims. `lsp-server` reads what stands here; alone it would allocate any length it is told.

use lsp_server::{Connection, Message};
use std::io::{self, BufRead, Read as _, Write};
use std::thread::{Builder, JoinHandle};

/// The longest message that is read, in bytes: a document of 16 MB with every character escaped.
const LONGEST_BODY: usize = 128 << 20;
/// The longest line of a header, in bytes.
const LONGEST_HEADER: u64 = 4 << 10;

/// The threads that read and write.
pub struct Wire {
    reader: JoinHandle<io::Result<()>>,
    writer: JoinHandle<io::Result<()>>,
}

impl Wire {
    /// A connection over two streams. It ends with the input, or after the message `exit`.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn connect(
        input: impl BufRead + Send + 'static,
        mut output: impl Write + Send + 'static,
    ) -> io::Result<(Connection, Self)> {
        let (sender, to_write) = crossbeam_channel::bounded::<Message>(0);
        let (read, receiver) = crossbeam_channel::bounded::<Message>(0);
        let write_all = move || to_write.into_iter().try_for_each(|message| message.write(&mut output));
        let writer = Builder::new().name("lsp-writer".to_owned()).spawn(write_all)?;
        let mut input = input;
        let read_all = move || {
            while let Some(message) = next(&mut input)? {
                let is_exit = matches!(&message, Message::Notification(n) if n.method == "exit");
                // Nobody listens any more: the server has ended.
                if read.send(message).is_err() || is_exit {
                    break;
                }
            }
            Ok(())
        };
        let reader = Builder::new().name("lsp-reader".to_owned()).spawn(read_all)?;
        Ok((Connection { sender, receiver }, Self { reader, writer }))
    }

    /// Waits until both streams are at their end.
    ///
    /// # Errors
    /// What the other side sent and is no message, or why it could not be answered.
    pub fn join(self) -> io::Result<()> {
        let died = |_| io::Error::other("a thread of the server died");
        self.reader.join().map_err(died)??;
        self.writer.join().map_err(died)?
    }
}

/// The next message; `None` at the end of the input.
fn next(input: &mut impl BufRead) -> io::Result<Option<Message>> {
    let (mut line, mut read, mut length) = (Vec::new(), 0, None);
    loop {
        line.clear();
        read += input.by_ref().take(LONGEST_HEADER).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        if line == b"\r\n" {
            break;
        }
        if read as u64 > LONGEST_HEADER {
            return Err(broken("a header is too long"));
        }
        let line = line.strip_suffix(b"\r\n").and_then(|line| std::str::from_utf8(line).ok());
        let header = line.and_then(|line| line.split_once(':'));
        let (name, value) = header.ok_or_else(|| broken("a line is no header"))?;
        if name.eq_ignore_ascii_case("Content-Length") {
            length = value.trim().parse::<usize>().ok();
        }
    }
    let length = length.ok_or_else(|| broken("a header has no Content-Length"))?;
    if length > LONGEST_BODY {
        return Err(broken(&format!("a message of {length} bytes, more than the {LONGEST_BODY} allowed")));
    }
    // Grows with what arrives, not with what was announced.
    let mut body = Vec::new();
    input.by_ref().take(length as u64).read_to_end(&mut body)?;
    serde_json::from_slice(&body).map(Some).map_err(|error| broken(&format!("no message: {error}")))
}

fn broken(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(bytes: &str) -> Result<Option<String>, String> {
        let message = next(&mut bytes.as_bytes()).map_err(|error| error.to_string())?;
        Ok(message.map(|message| match message {
            Message::Notification(notification) => notification.method,
            other => format!("{other:?}"),
        }))
    }

    #[test]
    fn messages_are_read_one_after_another() {
        let body = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let one = format!("Content-Type: x\r\ncontent-length:{}\r\n\r\n{body}", body.len());
        let two = format!("{one}{one}");
        let mut input = two.as_bytes();
        for _ in 0..2 {
            assert!(matches!(next(&mut input), Ok(Some(Message::Notification(n))) if n.method == "exit"));
        }
        assert!(matches!(next(&mut input), Ok(None)));
    }

    #[test]
    fn what_is_no_message_is_an_error_with_its_reason() {
        assert_eq!(said(""), Ok(None));
        let because = |bytes: &str, why: &str| {
            let error = said(bytes).unwrap_err();
            assert!(error.contains(why), "{error}");
        };
        because("garbage\r\n\r\n", "no header");
        because("Content-Type: x\r\n\r\n{}", "no Content-Length");
        because("Content-Length: -1\r\n\r\n{}", "no Content-Length");
        because("Content-Length: 99999999999\r\n\r\n{}", "99999999999 bytes");
        because(&format!("A: {}\r\n\r\n", "x".repeat(1 << 20)), "no header");
        because(&"A: x\r\n".repeat(10_000), "too long");
        because("Content-Length: 2\r\n\r\n[]", "no message");
        assert!(said("Content-Length: 50\r\n\r\n{}").is_err(), "cut off in its body");
    }
}
