//! From bytes to text: encodings, what is no text at all, and the language of what is.

mod decode;
mod language;
pub mod notice;

pub use decode::{Decoded, NotText, decode};
pub use language::{cyrillic_share, is_in, language_of};
