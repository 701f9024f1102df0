//! The packs that ship, embedded in the binary.

use crate::morphology::Dictionary;
use crate::rule::{Dictionaries, RuleFiles};
use include_dir::{Dir, DirEntry, include_dir};
use std::sync::{Arc, LazyLock};

static RULES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// The packs that ship as a source of rule files.
#[derive(Debug, Default, Clone, Copy)]
pub struct Packs;

/// The rule files that ship, each as `pack:` and its path, with its text; their tests only where
/// they are to be run, since no other run needs to read them.
pub(super) fn roots(with_tests: bool) -> Vec<(String, String)> {
    let wanted = SHIPPED.iter().filter(|(name, _)| with_tests || !name.contains(TESTS));
    wanted.map(|(name, text)| (name.clone(), (*text).to_owned())).collect()
}

/// All rule files that ship, in order. An editor asks for them after every keystroke.
static SHIPPED: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
    let mut out = Vec::new();
    collect(&RULES, &mut out);
    out.sort();
    out
});

/// The folder of a pack that holds nothing but tests.
const TESTS: &str = "/tests/";

fn collect(dir: &Dir<'static>, out: &mut Vec<(String, &'static str)>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => collect(dir, out),
            DirEntry::File(file) => {
                let path = format!("pack:{}", file.path().to_string_lossy().replace('\\', "/"));
                let text = file.contents_utf8().filter(|_| path.ends_with(".claim"));
                out.extend(text.map(|text| (path, text)));
            }
        }
    }
}

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
    let languages = RULES.get_dir("lang").into_iter().flat_map(Dir::dirs);
    let mut out = Dictionaries::new();
    for dir in languages {
        let code = dir.path().file_name().map(|name| name.to_string_lossy().into_owned());
        let bytes = dir.get_file(dir.path().join("forms.lexicon")).map(include_dir::File::contents);
        if let (Some(code), Some(Ok(dictionary))) = (code, bytes.map(Dictionary::new)) {
            out.insert(code, Arc::new(dictionary));
        }
    }
    out.sort_keys();
    out
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
        files.map(|(name, text)| (name.clone(), Ok((*text).to_owned()))).collect()
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
