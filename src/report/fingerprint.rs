//! What a finding is known by from one run to the next: the claims that it is about, and never
//! the lines they stand on, so that text moved about them changes nothing.

use super::review::{Notice, Review, plain};
use crate::finding::{Finding, measure_name};
use crate::graph::{describe_value, time_text};
use std::collections::BTreeSet;

/// FNV-1a over 128 bits, the same on every machine and with every compiler.
const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// The fingerprints of what a review shows. No two are alike.
#[derive(Default)]
pub(super) struct Fingerprints {
    given: BTreeSet<String>,
}

impl Fingerprints {
    /// The fingerprint of a finding: its code, measure and subject, and the value and scope of
    /// each side with the document that states it.
    pub(super) fn of_finding(&mut self, finding: &Finding, review: &Review<'_>) -> String {
        let rules = review.rules;
        let sides = review.sides(finding);
        let subject =
            sides.first().and_then(|side| side.claim.subject.keys.first()).map_or("", |key| key.as_ref());
        let head =
            [finding.code().name.to_owned(), measure_name(&finding.measure, rules), subject.to_owned()];
        let claims: BTreeSet<String> = sides
            .iter()
            .map(|side| {
                let value = describe_value(side.claim.base().value, side.claim.base().unit);
                let time = side.claim.scope.time.as_ref().map_or_else(String::new, |t| time_text(&t.span));
                let entries = side.claim.scope.entries.iter();
                let scope: BTreeSet<String> = entries
                    .map(|(id, entry)| crate::graph::scope_value_text(&entry.value, *id, rules))
                    .collect();
                let scope = Vec::from_iter(scope).join("\u{1}");
                [plain(&side.place.source.name), value, time, scope].join("\u{1}")
            })
            .collect();
        self.give(&head.into_iter().chain(claims).collect::<Vec<_>>().join("\u{0}"))
    }

    /// The fingerprint of a notice: its code, the file, what is said.
    pub(super) fn of_notice(&mut self, notice: &Notice<'_>) -> String {
        let path = notice.path().map(plain).unwrap_or_default();
        self.give(&[notice.said.code.name, path.as_str(), notice.said.message.as_str()].join("\u{0}"))
    }

    /// The hash of an identity; one that was given before is counted on.
    fn give(&mut self, identity: &str) -> String {
        let mut fingerprint = hash(identity);
        let mut nth = 1;
        while !self.given.insert(fingerprint.clone()) {
            nth += 1;
            fingerprint = hash(&format!("{identity}\u{0}{nth}"));
        }
        fingerprint
    }
}

fn hash(text: &str) -> String {
    let state = text.bytes().fold(BASIS, |state, byte| (state ^ u128::from(byte)).wrapping_mul(PRIME));
    format!("{state:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_published_function() {
        assert_eq!(hash(""), "6c62272e07bb014262b821756295c58d");
        assert_eq!(hash("a"), "d228cb696f1a8caf78912b704e4a8964");
    }

    #[test]
    fn the_same_identity_twice_gives_two_fingerprints() {
        let mut all = Fingerprints::default();
        let (first, second) = (all.give("x"), all.give("x"));
        assert_ne!(first, second);
        assert_eq!(Fingerprints::default().give("x"), first, "the first stays what it was");
    }
}
