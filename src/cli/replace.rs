//! Puts a whole file in the place of another one, or leaves that as it is.

use super::settings::absolute;
use std::io::Write as _;
use std::path::Path;

/// Writes a file beside its place and moves it there once it is whole and on disk, so that
/// nobody ever finds half of it. Rights of a file that was there stay; what is no plain file,
/// such as a pipe, is written to.
///
/// # Errors
/// What the system says; then the place is as it was, unless it was no plain file.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    put(path, bytes, true)
}

/// As [`replace`], of what can be made again and tells damage itself: nobody waits until it is on disk, so that after
/// a power cut it may be empty or cut short.
///
/// # Errors
/// Those of [`replace`].
pub(super) fn replace_made_again(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    put(path, bytes, false)
}

fn put(path: &Path, bytes: &[u8], on_disk: bool) -> std::io::Result<()> {
    // A link stays one: what it leads to is replaced.
    let path = path.canonicalize().unwrap_or_else(|_| absolute(path));
    let old = std::fs::metadata(&path).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return std::fs::OpenOptions::new().write(true).open(&path)?.write_all(bytes);
    }
    let mut fresh = beside(&path)?;
    if let Some(old) = old {
        fresh.as_file().set_permissions(old.permissions())?;
    }
    fresh.write_all(bytes)?;
    if on_disk {
        fresh.as_file().sync_all()?;
    }
    fresh.persist(&path)?;
    Ok(())
}

/// A new file in the folder of another one.
fn beside(path: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".factlint-");
    // Temporary files are for their owner alone; one that stays has what the user's mask leaves.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(path.parent().unwrap_or(Path::new(".")))
}
