//! `factlint explain`.

use super::args;
use super::run::{fail, print};
use crate::diagnostic::{Code, did_you_mean};
use std::process::ExitCode;

/// Every code that the program can show.
pub(crate) fn all_codes() -> Vec<&'static Code> {
    let mut codes: Vec<&'static Code> = crate::syntax::CODES.to_vec();
    codes.extend(crate::rule::lint::CODES);
    codes.extend(crate::source::notice::CODES);
    codes.extend(crate::claim::CODES);
    codes.extend(crate::truth::notice::CODES);
    codes.extend(crate::graph::notice::CODES);
    codes.extend(crate::finding::CODES);
    codes.extend(crate::config::CODES);
    codes.extend(crate::policy::CODES);
    codes.extend(crate::verify::codes::CODES);
    codes.extend(super::index::CODES);
    codes.push(&crate::engine::TEST_FAILED);
    codes.sort_by_key(|code| code.name);
    codes
}

pub(super) fn run(arguments: &args::Explain) -> ExitCode {
    let codes = all_codes();
    let text = match &arguments.code {
        None if arguments.all => page(&codes),
        None => {
            let lines = codes.iter().map(|code| {
                let summary = code.explanation.lines().next().unwrap_or("");
                format!("{:<20} {:<8} {summary}\n", code.name, code.level.word())
            });
            lines.collect()
        }
        Some(name) => match codes.iter().find(|code| code.name.eq_ignore_ascii_case(name)) {
            Some(code) => format!("{} ({})\n\n{}", code.name, code.level.word(), code.explanation),
            None => {
                let hint = did_you_mean(&name.to_lowercase(), codes.iter().map(|code| code.name))
                    .unwrap_or_default();
                return fail(format!("no code `{name}`; {hint}").trim_end_matches("; "));
            }
        },
    };
    match print(&text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

/// Every code with its explanation, as a page that can be linked into.
fn page(codes: &[&'static Code]) -> String {
    let mut out = String::from(
        "# Codes\n\nEvery code that factlint shows, as `factlint explain CODE` explains it. \
        `factlint explain --all` prints this page.\n",
    );
    for code in codes {
        out.push_str(&format!("\n## {}\n\nLevel: {}\n\n{}", code.name, code.level.word(), code.explanation));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::all_codes;

    #[test]
    fn codes_are_unique_in_kebab_case_and_explained() {
        let codes = all_codes();
        for pair in codes.windows(2) {
            assert_ne!(pair[0].name, pair[1].name, "a code is used twice");
        }
        for code in codes {
            let kebab = code.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            assert!(kebab, "{} is not in kebab-case", code.name);
            assert!(code.explanation.contains("\n\n"), "{} has a headline and no explanation", code.name);
        }
    }
}
