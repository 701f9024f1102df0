//! From bytes to words: encodings, formats, what is no text at all, what a file says of itself,
//! and the language of what it says.

mod archive;
mod csv;
mod date;
mod decode;
mod docx;
mod epub;
mod format;
mod front_matter;
mod html;
mod jsonl;
mod language;
pub mod limits;
mod markdown;
mod markup;
pub mod notice;
mod own_report;
mod pages;
mod read;
mod sketch;
mod text;

pub use decode::{Decoded, NotText, decode};
pub use format::{Format, all_endings, endings};
pub use language::{cyrillic_share, is_in, language_of};
pub use notice::{Notice, Unread};
pub use own_report::{GENERATOR, is_own_report, markdown_mark};
pub use pages::{PdfText, pages};
pub use read::read;
pub use sketch::{BANDS, Sketch};
pub use text::{About, Content, Piece, PieceKind, Text};
