//! What a configuration knows of a document, handed to the engine with it.

use crate::config::Project;
use crate::engine::Input;

/// Tells what a project knows of a document; `name` is its path as globs see it.
pub fn dress(input: &mut Input, project: &Project, name: &str) {
    let known = project.config.of_document(name);
    let language = known.language.map(|language| language.value);
    input.language = language.or_else(|| input.language.take());
    input.date = known.date.map(|date| date.value).or(input.date);
    let publisher = known.publisher.map(|publisher| publisher.value);
    input.publisher = publisher.or_else(|| input.publisher.take());
    input.trust = known.trust.map(|trust| trust.value).or(input.trust);
}
