//! Manual pages, one for each command, from what the command line knows of itself.

use std::error::Error;
use std::path::Path;

/// Writes the pages into a folder.
///
/// # Errors
/// When the folder cannot be written.
pub(crate) fn write(folder: &Path) -> Result<String, Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(command(), folder)?;
    Ok(format!("{} manual pages in {}", std::fs::read_dir(folder)?.count(), folder.display()))
}

/// The command line; `help` needs no page beside the options of the same name.
fn command() -> clap::Command {
    factlint::cli::command().disable_help_subcommand(true)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_command_has_a_page_with_all_its_options() {
        let folder = std::env::temp_dir().join(format!("factlint-man-{}", std::process::id()));
        super::write(&folder).unwrap();
        for command in super::command().get_subcommands().filter(|command| !command.is_hide_set()) {
            let path = folder.join(format!("factlint-{}.1", command.get_name()));
            let page = std::fs::read_to_string(&path).unwrap().replace("\\-", "-");
            for option in command.get_arguments().filter(|a| !a.is_hide_set()).filter_map(clap::Arg::get_long)
            {
                assert!(page.contains(&format!("--{option}")), "{}: no --{option}", path.display());
            }
        }
        assert!(std::fs::read_to_string(folder.join("factlint.1")).unwrap().contains("Exit codes"));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
