//! Tells the editor that the documents of a workspace are being read, where that takes a while.

use crate::lsp::server::Outbox;
use lsp_server::{Message, Notification, Request};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicI32, Ordering};

/// Fewer documents are read before anybody could look.
const WORTH_IT: usize = 50;

/// Reading that goes on until this is dropped.
pub(super) struct Progress<'o> {
    outbox: &'o Outbox,
    token: String,
}

impl<'o> Progress<'o> {
    /// Begins, where the editor shows progress and there is some to show.
    pub(super) fn begin(outbox: Option<&'o Outbox>, documents: usize) -> Option<Self> {
        static NEXT: AtomicI32 = AtomicI32::new(1);
        let outbox = outbox.filter(|_| documents >= WORTH_IT)?;
        let token = format!("factlint-{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let method = "window/workDoneProgress/create".to_owned();
        let create = Request::new(token.clone().into(), method, json!({ "token": token }));
        let _ = outbox.send(Message::Request(create));
        let progress = Self { outbox, token };
        let message = format!("{documents} documents");
        progress.say(&json!({ "kind": "begin", "title": "factlint: reading", "message": message }));
        Some(progress)
    }

    fn say(&self, value: &Value) {
        let params = json!({ "token": self.token, "value": value });
        let said = Notification::new("$/progress".to_owned(), params);
        // An editor that is gone needs no progress.
        let _ = self.outbox.send(Message::Notification(said));
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.say(&json!({ "kind": "end" }));
    }
}
