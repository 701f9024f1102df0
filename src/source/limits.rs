//! What is read at most. A document is hostile until shown otherwise; whatever a limit cuts is
//! said, never dropped in silence.

/// The bytes of a file: a PDF with its pictures, a file of lines that are texts of their own.
pub const FILE: u64 = 256 << 20;
/// The bytes of a document that is text. Reading takes some ten times that in memory.
pub const TEXT: usize = 64 << 20;
/// The bytes of an archive as it lies on disk.
pub const ARCHIVE: usize = 64 << 20;
/// The files in an archive.
pub const ENTRIES: usize = 10_000;
/// The bytes that all parts of an archive together unpack to.
pub const UNPACKED: u64 = 64 << 20;
/// How much larger a part of an archive may be than it is when packed. XML and HTML pack to a
/// tenth, a bomb of one byte over and over to a thousandth.
pub const RATIO: u64 = 200;
/// A part of an archive this small is never a bomb, whatever its ratio.
pub const HARMLESS: u64 = 1 << 20;
/// The seconds of work on a PDF.
pub const PDF_SECONDS: u64 = 20;
/// The bytes of memory for a PDF.
pub const PDF_MEMORY: u64 = 1 << 30;
/// The bytes of front matter, and of what a page says of itself in JSON.
pub const METADATA: usize = 64 << 10;
/// The lines of a table that are named for being broken; the rest is counted.
pub const BROKEN_LINES: usize = 3;
