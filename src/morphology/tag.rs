//! The grammemes of one analysis, packed into 16 bits as `xtask lexicon` writes them.

/// Part of speech, grammatical number, case, tense and a few flags of one analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tag(pub u16);

/// Parts of speech that the dictionaries tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartOfSpeech {
    /// Anything else, or unknown.
    Other,
    /// Noun.
    Noun,
    /// Adjective, full form.
    Adjective,
    /// Adjective, short (predicative) form.
    ShortAdjective,
    /// Finite verb or auxiliary.
    Verb,
    /// Infinitive.
    Infinitive,
    /// Participle, full form.
    Participle,
    /// Participle, short (predicative) form.
    ShortParticiple,
    /// Gerund or present participle in -ing.
    Gerund,
    /// Numeral.
    Numeral,
    /// Pronoun.
    Pronoun,
    /// Adverb or comparative.
    Adverb,
    /// Preposition.
    Preposition,
    /// Conjunction.
    Conjunction,
    /// Particle or interjection.
    Particle,
    /// Predicative.
    Predicative,
}

/// Grammatical number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Number {
    /// Not marked.
    Unmarked,
    /// Singular.
    Singular,
    /// Plural.
    Plural,
}

/// Grammatical case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GramCase {
    /// Not marked.
    Unmarked,
    /// Nominative.
    Nominative,
    /// Genitive.
    Genitive,
    /// Dative.
    Dative,
    /// Accusative.
    Accusative,
    /// Instrumental.
    Instrumental,
    /// Locative.
    Locative,
}

/// Tense of a verb form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tense {
    /// Not marked.
    Unmarked,
    /// Past.
    Past,
    /// Present.
    Present,
    /// Future.
    Future,
}

impl Tag {
    /// Part of speech.
    #[must_use]
    pub fn part_of_speech(self) -> PartOfSpeech {
        use PartOfSpeech as P;
        match self.0 & 31 {
            1 => P::Noun,
            2 => P::Adjective,
            3 => P::ShortAdjective,
            4 => P::Verb,
            5 => P::Infinitive,
            6 => P::Participle,
            7 => P::ShortParticiple,
            8 => P::Gerund,
            9 => P::Numeral,
            10 => P::Pronoun,
            11 => P::Adverb,
            12 => P::Preposition,
            13 => P::Conjunction,
            14 => P::Particle,
            15 => P::Predicative,
            _ => P::Other,
        }
    }

    /// Grammatical number.
    #[must_use]
    pub fn number(self) -> Number {
        match self.0 >> 5 & 3 {
            1 => Number::Singular,
            2 => Number::Plural,
            _ => Number::Unmarked,
        }
    }

    /// Grammatical case.
    #[must_use]
    pub fn case(self) -> GramCase {
        match self.0 >> 7 & 7 {
            1 => GramCase::Nominative,
            2 => GramCase::Genitive,
            3 => GramCase::Dative,
            4 => GramCase::Accusative,
            5 => GramCase::Instrumental,
            6 => GramCase::Locative,
            _ => GramCase::Unmarked,
        }
    }

    /// Tense.
    #[must_use]
    pub fn tense(self) -> Tense {
        match self.0 >> 10 & 3 {
            1 => Tense::Past,
            2 => Tense::Present,
            3 => Tense::Future,
            _ => Tense::Unmarked,
        }
    }

    /// A first name, surname or patronymic.
    #[must_use]
    pub fn is_name(self) -> bool {
        self.0 >> 12 & 1 == 1
    }

    /// A geographical name.
    #[must_use]
    pub fn is_place(self) -> bool {
        self.0 >> 13 & 1 == 1
    }

    /// An animate noun.
    #[must_use]
    pub fn is_animate(self) -> bool {
        self.0 >> 14 & 1 == 1
    }

    /// An abbreviation.
    #[must_use]
    pub fn is_abbreviation(self) -> bool {
        self.0 >> 15 & 1 == 1
    }
}
