//! What is read and worked on at most. One table says of each limit how a configuration names it, what it is where
//! nothing is set, and within which bounds it may be set: files are checked by it, the schema and what
//! `factlint config` shows are made from it.

/// A limit that a configuration may set.
#[derive(Debug)]
pub struct Limit {
    /// Its name in the table `[limits]`.
    pub name: &'static str,
    /// The least and the most that it may be set to.
    pub bounds: (usize, usize),
    /// What it is for.
    pub about: &'static str,
    pick: fn(&mut Limits) -> &mut usize,
}

impl Limit {
    /// What it is among some limits.
    #[must_use]
    pub fn of(&self, mut limits: Limits) -> usize {
        *(self.pick)(&mut limits)
    }

    /// Sets it.
    pub fn set(&self, limits: &mut Limits, value: usize) {
        *(self.pick)(limits) = value;
    }
}

macro_rules! limits {
    ($($field:ident $name:literal: $default:literal, $least:literal to $most:literal, $about:literal;)*) => {
        /// What is read and worked on at most. A document is hostile until shown otherwise; whatever a
        /// limit cuts is said, never dropped in silence.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Limits {
            $(#[doc = $about] #[doc = concat!("\n\nWhere nothing is set: ", $default, ".")] pub $field: usize,)*
        }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }

        /// The limits by name.
        pub static LIMITS: &[Limit] = &[$(Limit {
            name: $name,
            bounds: ($least, $most),
            about: $about,
            pick: |limits| &mut limits.$field,
        },)*];
    };
}

limits! {
    file_bytes "file-bytes": 268_435_456, 1 to 1_099_511_627_776,
        "The bytes of a file; a larger one is not read.";
    text_bytes "text-bytes": 67_108_864, 1 to 4_294_967_296,
        "The bytes of a document, taken out of its file where that is a PDF; a larger one is not read. Reading takes some ten times that in memory.";
    archive_bytes "archive-bytes": 67_108_864, 1 to 4_294_967_296,
        "The bytes of a DOCX or EPUB as it lies on disk; a larger one is not read.";
    archive_files "archive-files": 10_000, 1 to 65_535,
        "The files in a DOCX or EPUB; one with more is not read.";
    archive_unpacked_bytes "archive-unpacked-bytes": 67_108_864, 1 to 4_294_967_296,
        "The bytes that all parts of a DOCX or EPUB unpack to; one that unpacks to more is not read.";
    archive_ratio "archive-ratio": 200, 1 to 1_000_000,
        "How many times its packed size a part of a DOCX or EPUB of more than 1 MB may be; one with a larger part is not read.";
    pdf_seconds "pdf-seconds": 20, 1 to 86_400,
        "The seconds of work on a PDF; one that takes longer is not read, so that a run may depend on how busy the machine is.";
    pdf_memory_bytes "pdf-memory-bytes": 1_073_741_824, 67_108_864 to 1_099_511_627_776,
        "The bytes of memory for a PDF; one that needs more is not read.";
    sentence_bytes "sentence-bytes": 4096, 64 to 1_048_576,
        "The bytes of a sentence; a longer one, mostly a table or a list, is read in pieces.";
    sentence_figures "sentence-figures": 1024, 1 to 1_048_576,
        "The figures of a sentence; those behind them make no claim.";
    pattern_matches "pattern-matches": 32, 1 to 65_536,
        "How often a pattern of a rule matches in a sentence; what stands behind is not looked at.";
    rule_depth "rule-depth": 64, 1 to 256,
        "How many rule files may `use` one another in a chain; further ones are not read.";
    pattern_steps "pattern-steps": 4096, 16 to 65_536,
        "The steps that a pattern of a rule compiles to, with its macros in it; a larger one is refused.";
    macro_depth "macro-depth": 16, 1 to 64,
        "How many macros may stand in one another; deeper ones are refused.";
    group_claims "group-claims": 24, 2 to 1024,
        "The claims of one measure and subject that are compared pair by pair; of more, only some pairs are.";
    component_ties "component-ties": 512, 1 to 65_536,
        "The ties between parts, totals and what is derived from them that are weighed together; where there are more, each figure is weighed by itself.";
    component_steps "component-steps": 4096, 1 to 16_777_216,
        "The steps that the heaviest set of tied claims is searched for; beyond, a good one is taken, and it is said how much may be missed.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_has_a_name_and_lies_within_its_bounds() {
        for (at, limit) in LIMITS.iter().enumerate() {
            let (least, most) = limit.bounds;
            assert!((least..=most).contains(&limit.of(Limits::default())), "{}", limit.name);
            assert!(LIMITS.iter().skip(at + 1).all(|other| other.name != limit.name), "{}", limit.name);
            let mut limits = Limits::default();
            limit.set(&mut limits, least);
            assert_eq!(limit.of(limits), least, "{}", limit.name);
        }
    }
}
