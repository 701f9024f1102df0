//! Draws the pictures of the documentation from what the command really prints.
//! `SNAPSHOTS=overwrite` brings them up to date.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where it cannot go on")]

use snapbox::cmd::{Command, cargo_bin};
use snapbox::{Assert, file};

#[test]
fn the_picture_of_the_readme_is_what_the_command_prints() {
    let output = Command::new(cargo_bin!("factlint"))
        .args(["--color", "always", "check", "seeds", "--level", "warning"])
        .output()
        .expect("factlint runs");
    let printed = String::from_utf8(output.stdout).expect("output is UTF-8");
    Assert::new().action_env("SNAPSHOTS").eq(printed, file!["../docs/pictures/check.svg": TermSvg]);
}
