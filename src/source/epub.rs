//! Books: the chapters in the order of reading.

use super::archive::Archive;
use super::docx::core;
use super::format::Format;
use super::html;
use super::markup::{Markup, Syntax, each};
use super::notice::Unread;
use super::text::{Builder, PieceKind, Text};
use crate::config::Limits;
use crate::diagnostic::Part;
use indexmap::IndexMap;

/// Reads a book.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Text, Unread> {
    let mut archive = Archive::open(bytes, Format::Epub, limits)?;
    let container = archive.text("META-INF/container.xml")?;
    let mut root = None;
    each(&container, Syntax::Xml, |markup, _| {
        if let Markup::Open("rootfile", attributes, _) = markup {
            root = root.take().or_else(|| attributes.get("full-path").map(str::to_owned));
        }
    });
    let root = root.ok_or_else(|| Unread::Broken(Format::Epub, "it names no book in it".to_owned()))?;
    let package = archive.text(&root)?;
    let mut out = Builder::new("");
    for (number, path) in (1..).zip(spine(&package)) {
        let name = resolved(&root, &path);
        let Some(page) = archive.optional_text(&name)? else {
            return Err(Unread::Broken(Format::Epub, format!("there is no `{name}` in it")));
        };
        for (paragraph, (kind, words)) in (1..).zip(html::chapter(&page).0) {
            out.begin(kind);
            out.part(Part::Chapter(number, paragraph));
            out.say(&words);
        }
    }
    out.begin(PieceKind::Text);
    Ok(Text { about: core(&package), ..out.of_parts() })
}

/// The files of the chapters, in the order of reading.
fn spine(package: &str) -> Vec<String> {
    let (mut files, mut order): (IndexMap<String, String>, Vec<String>) = (IndexMap::new(), Vec::new());
    each(package, Syntax::Xml, |markup, _| match markup {
        Markup::Open("item" | "opf:item", attributes, _) => {
            if let (Some(id), Some(path)) = (attributes.get("id"), attributes.get("href")) {
                files.insert(id.to_owned(), path.to_owned());
            }
        }
        Markup::Open("itemref" | "opf:itemref", attributes, _) => {
            order.extend(attributes.get("idref").map(str::to_owned));
        }
        _ => {}
    });
    order.iter().filter_map(|id| files.get(id).cloned()).collect()
}

/// A path in the archive that is given from the place of the package.
fn resolved(root: &str, path: &str) -> String {
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
