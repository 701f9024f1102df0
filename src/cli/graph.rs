//! `factlint graph`.

use super::args::{self, Color, GraphFormat};
use super::run::{fail, print, run as run_sources};
use std::process::ExitCode;

pub(super) fn run(arguments: &args::Graph, color: Color) -> ExitCode {
    let result = match run_sources(&arguments.sources, color) {
        Ok(result) => result,
        Err(code) => return code,
    };
    let text = match arguments.format {
        GraphFormat::Dot => crate::report::dot(&result.outcome, &result.prepared.rules),
        GraphFormat::Json => match crate::report::graph_json(&result.outcome, &result.prepared.rules) {
            Ok(text) => text + "\n",
            Err(error) => return fail(&format!("cannot write JSON: {error}")),
        },
    };
    match print(&text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}
