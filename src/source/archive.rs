//! Archives that documents of word processors and books are: their parts, unpacked within limits.

use super::format::Format;
use super::limits;
use super::notice::{Unread, size};
use crate::config::Limits;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// An archive of which some parts are read.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    format: Format,
    limits: &'b Limits,
    unpacked: u64,
}

/// The mark of the end of an archive, and where behind it the number of its files stands.
const END: (&[u8], usize) = (b"PK\x05\x06", 10);

impl<'b> Archive<'b> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'b [u8], format: Format, limits: &'b Limits) -> Result<Self, Unread> {
        if bytes.len() > limits.archive_bytes {
            return Err(Unread::beyond(bytes.len() as u64, limits.archive_bytes, "archive-bytes"));
        }
        // Counted before the list of files is read, which would fill the memory.
        let end = memchr::memmem::rfind(bytes, END.0).map(|at| at + END.1);
        let count = end
            .and_then(|at| bytes.get(at..at + 2))
            .map(|n| n.iter().rev().fold(0, |n, b| n << 8 | usize::from(*b)));
        if let Some(count) = count.filter(|count| *count > limits.archive_files) {
            let why = format!(
                "{count} files in it, more than the {} allowed by `archive-files`",
                limits.archive_files
            );
            return Err(Unread::TooLarge(why));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(format, &error))?;
        Ok(Self { zip, format, limits, unpacked: 0 })
    }

    /// The bytes of a part; nothing where the archive has none of that name. Names are only ever
    /// compared: nothing is written, wherever they point.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unread> {
        let format = self.format;
        let mut part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(broken(format, &error)),
        };
        let packed = part.compressed_size().max(1);
        let Limits { archive_ratio, archive_unpacked_bytes, .. } = *self.limits;
        let left = (archive_unpacked_bytes as u64).saturating_sub(self.unpacked);
        let most = packed.saturating_mul(archive_ratio as u64).max(limits::HARMLESS).min(left);
        let mut bytes = Vec::new();
        // What an archive says of sizes is not believed: one byte more than allowed tells.
        part.by_ref()
            .take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| Unread::Broken(format, format!("`{name}` in it cannot be unpacked: {error}")))?;
        let length = bytes.len() as u64;
        if length > most {
            let why = format!(
                "`{name}` in it unpacks to more than {} by `archive-unpacked-bytes` or {archive_ratio} times its \
                 size by `archive-ratio`",
                size(archive_unpacked_bytes as u64),
            );
            return Err(Unread::TooLarge(why));
        }
        self.unpacked += length;
        Ok(Some(bytes))
    }

    /// The text of a part that must be there.
    pub(super) fn text(&mut self, name: &str) -> Result<String, Unread> {
        match self.optional_text(name)? {
            Some(text) => Ok(text),
            None => Err(Unread::Broken(self.format, format!("there is no `{name}` in it"))),
        }
    }

    /// The text of a part.
    pub(super) fn optional_text(&mut self, name: &str) -> Result<Option<String>, Unread> {
        let Some(bytes) = self.part(name)? else { return Ok(None) };
        let decoded = super::decode(&bytes, super::decode::named_encoding(&bytes))
            .map_err(|_| Unread::Broken(self.format, format!("`{name}` in it is not text")))?;
        Ok(Some(decoded.text))
    }
}

fn broken(format: Format, error: &ZipError) -> Unread {
    Unread::Broken(format, error.to_string())
}
