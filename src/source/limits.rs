//! What is read of a document at most, beyond what a configuration may set: see `src/config/limits.rs`. Whatever a
//! limit cuts is said, never dropped in silence.

/// A part of an archive this small is never a bomb, whatever its ratio.
pub const HARMLESS: u64 = 1 << 20;
/// The bytes of front matter, and of what a page says of itself in JSON.
pub const METADATA: usize = 64 << 10;
/// The lines of a table that are named for being broken; the rest is counted.
pub const BROKEN_LINES: usize = 3;
