//! The packs that ship, embedded in the binary.

use crate::morphology::Dictionary;
use crate::rule::{Dictionaries, RuleFiles};
use flate2::read::ZlibDecoder;
use std::io::{Cursor, Read as _};
use std::sync::{Arc, LazyLock};

/// The rule files of `rules/`, as `build.rs` packs them.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.z"));

/// The dictionaries of inflected forms, by language code.
const DICTIONARIES: [(&str, &[u8]); 2] = [
    ("en", include_bytes!("../../rules/lang/en/forms.lexicon")),
    ("ru", include_bytes!("../../rules/lang/ru/forms.lexicon")),
];

/// The packs that ship as a source of rule files.
#[derive(Debug, Default, Clone, Copy)]
pub struct Packs;

/// The rule files that ship, each as `pack:` and its path, with its text; their tests only where
/// they are to be run, since no other run needs to read them.
pub(super) fn roots(with_tests: bool) -> Vec<(String, String)> {
    let wanted = SHIPPED.iter().filter(|(name, _)| with_tests || !name.contains(TESTS));
    wanted.cloned().collect()
}

/// All rule files that ship, in order. An editor asks for them after every keystroke.
static SHIPPED: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut text = String::new();
    // What the build has packed is whole: `every_rule_file_is_shipped` holds it against the folder.
    let _ = ZlibDecoder::new(Cursor::new(PACKED)).read_to_string(&mut text);
    let mut parts = text.split_terminator('\0');
    let mut out = Vec::new();
    while let (Some(name), Some(text)) = (parts.next(), parts.next()) {
        out.push((format!("pack:{name}"), text.to_owned()));
    }
    out
});

/// The folder of a pack that holds nothing but tests.
const TESTS: &str = "/tests/";

/// Packs that every run needs, whatever it is about: words of languages, and units.
const ALWAYS: [&str; 2] = ["lang", "units"];

/// The folder of `rules/` that a rule file that ships lies in.
fn pack_of(name: &str) -> &str {
    name.trim_start_matches("pack:").split('/').next().unwrap_or_default()
}

/// Whether a rule file that ships belongs to one of some packs, or to those of every run.
pub(super) fn is_of(name: &str, packs: &[String]) -> bool {
    let pack = pack_of(name);
    ALWAYS.contains(&pack) || packs.iter().any(|chosen| chosen == pack)
}

/// The packs that ship and that a run may do without.
#[must_use]
pub fn subject_packs() -> Vec<String> {
    let mut names: Vec<String> = roots(false).iter().map(|(name, _)| pack_of(name).to_owned()).collect();
    names.dedup();
    names.retain(|name| !ALWAYS.contains(&name.as_str()));
    names
}

/// The dictionaries of inflected forms that ship, by language code.
#[must_use]
pub fn shipped_dictionaries() -> Dictionaries {
    let read = |(code, bytes): (&str, &'static [u8])| {
        Some((code.to_owned(), Arc::new(Dictionary::new(bytes).ok()?)))
    };
    DICTIONARIES.into_iter().filter_map(read).collect()
}

impl RuleFiles for Packs {
    fn resolve(&self, path: &str, _from: &str) -> Vec<(String, Result<String, String>)> {
        let wanted = path.replace('.', "/");
        let of_pack = |name: &str| {
            let plain = name.trim_end_matches(".claim");
            plain == wanted || plain.starts_with(&format!("{wanted}/"))
        };
        let wanted = |name: &str| !name.contains(TESTS) && of_pack(name.trim_start_matches("pack:"));
        let files = SHIPPED.iter().filter(|(name, _)| wanted(name));
        files.map(|(name, text)| (name.clone(), Ok(text.clone()))).collect()
    }

    fn known(&self) -> Vec<String> {
        let mut names: Vec<String> = roots(false)
            .into_iter()
            .flat_map(|(name, _)| {
                let plain = name.trim_start_matches("pack:").trim_end_matches(".claim").replace('/', ".");
                let pack = plain.rsplit_once('.').map(|(pack, _)| pack.to_owned());
                pack.into_iter().chain([plain])
            })
            .collect();
        names.sort();
        names.dedup();
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_file_is_shipped() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
        let texts = ["lang/en/numbers.claim", "std/measures.claim", "std/tests/clauses.claim"];
        for name in texts {
            let shipped = SHIPPED.iter().find(|(known, _)| *known == format!("pack:{name}"));
            assert_eq!(
                shipped.map(|(_, text)| text.as_str()),
                std::fs::read_to_string(folder.join(name)).ok().as_deref()
            );
        }
        let all = walk(&folder);
        assert_eq!(SHIPPED.len(), all, "files of rules/");
    }

    /// How many rule files a folder holds.
    fn walk(folder: &std::path::Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries
            .map(|path| {
                if path.is_dir() {
                    walk(&path)
                } else {
                    usize::from(path.extension().is_some_and(|e| e == "claim"))
                }
            })
            .sum()
    }

    #[test]
    fn a_pack_resolves_to_its_files() {
        let files: Vec<String> = Packs.resolve("lang.en", "").into_iter().map(|(name, _)| name).collect();
        assert!(files.contains(&"pack:lang/en/numbers.claim".to_owned()), "{files:?}");
        assert!(Packs.resolve("lang.tlh", "").is_empty());
        assert!(Packs.known().contains(&"units".to_owned()));
    }

    #[test]
    fn the_packs_that_ship_are_without_fault() {
        let mut workshop = crate::engine::Workshop { pack_tests: true, ..Default::default() };
        let prepared = workshop.prepare(Vec::new(), &Packs);
        let said: Vec<String> = prepared
            .diagnostics
            .iter()
            .map(|d| {
                let file = d.labels.first().and_then(|l| prepared.sources.get(l.file).map(|f| (f, l.span)));
                let place = file.map(|(f, span)| {
                    format!("{}:{}: `{}`", f.name, f.position(span.start).line + 1, span.of(&f.text))
                });
                format!("{} {} {:?}", place.unwrap_or_default(), d.message, d.labels.first().map(|l| &l.text))
            })
            .collect();
        assert_eq!(said, Vec::<String>::new());
    }
}
