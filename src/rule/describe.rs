//! What a step of a pattern asks for, as its author wrote it: for those who want to know why
//! a rule did not match.

use super::meaning::Meaning;
use super::model::Ruleset;
use super::program::{FigureClass, TokenTest, WordClass};

impl Ruleset {
    /// A step of a pattern in the words of rule files.
    #[must_use]
    pub fn describe(&self, test: &TokenTest) -> String {
        match test {
            TokenTest::Any => "_".to_owned(),
            TokenTest::Meaning(id) => {
                self.meaning(*id).map_or_else(String::new, |meaning| self.name_of(meaning))
            }
            TokenTest::Scope(id) => {
                self.scopes.get_index(*id).map_or_else(String::new, |(name, _)| name.clone())
            }
            TokenTest::Entity => "entity".to_owned(),
            TokenTest::Class(class, filters) => {
                let filters = if filters.is_empty() { "" } else { "[…]" };
                format!("{}{filters}", class.name())
            }
            TokenTest::Figure(class) => self.figure_name(*class),
            TokenTest::Regex(regex) => {
                let body = regex.as_str().trim_start_matches("^(?:").trim_end_matches(")$");
                format!("/{body}/")
            }
        }
    }

    fn name_of(&self, meaning: &Meaning) -> String {
        let name = match meaning {
            Meaning::Measure(id) => self.measures.get_index(*id).map(|(name, _)| name.clone()),
            Meaning::List(id) => self.lists.get_index(*id).map(|(name, _)| name.clone()),
            Meaning::Entity(id) => self.entities.get_index(*id).map(|(name, _)| name.clone()),
            Meaning::Kind(id) => self.kinds.get_index(*id).map(|(name, _)| name.clone()),
            Meaning::Scope(id, value) => self.scopes.get_index(*id).map(|(name, scope)| {
                format!("{name}[{}]", scope.values.get_index(*value).map_or("", |(value, _)| value.as_str()))
            }),
            Meaning::Phrase(id) => self
                .phrases
                .get_index(*id)
                .map(|(text, forms)| if *forms { format!("'{text}'") } else { format!("\"{text}\"") }),
            Meaning::Word(..) | Meaning::Unit(..) | Meaning::Near(_) | Meaning::Without(_) => None,
        };
        name.unwrap_or_default()
    }

    fn figure_name(&self, class: FigureClass) -> String {
        match class {
            FigureClass::Quantity => "quantity".to_owned(),
            FigureClass::Of(id) => format!("quantity[{}]", self.dimension_name(id)),
            FigureClass::In(id) => {
                format!("quantity[{}]", self.units.get_index(id).map_or("", |(name, _)| name.as_str()))
            }
            FigureClass::Number => "number".to_owned(),
            FigureClass::Date => "date".to_owned(),
            FigureClass::Span => "span".to_owned(),
            FigureClass::Year => "year".to_owned(),
            FigureClass::Ordinal => "ordinal".to_owned(),
            FigureClass::List => "list".to_owned(),
        }
    }
}

impl WordClass {
    /// The name of the class in patterns.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Noun => "noun",
            Self::Adjective => "adjective",
            Self::Verb => "verb",
            Self::Adverb => "adverb",
            Self::Preposition => "preposition",
            Self::Pronoun => "pronoun",
            Self::Name => "name",
            Self::Word => "word",
            Self::Punctuation => "punctuation",
            Self::Quoted => "quoted",
        }
    }
}
