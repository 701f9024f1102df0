//! The targets that `tests/fuzz.rs` runs as well.

#![allow(clippy::expect_used, clippy::panic, reason = "a target stops where something is wrong")]

#[path = "../tests/fuzz/targets.rs"]
mod shared;

/// Any bytes, held against one target by its name.
pub mod targets {
    macro_rules! targets {
        ($($name:ident)*) => {
            $(
                /// Runs the target of this name.
                pub fn $name(bytes: &[u8]) {
                    super::shared::$name(bytes);
                }
            )*
        };
    }
    targets!(layout rules configuration matcher figures readers documents wire tables pdf writers);
}
