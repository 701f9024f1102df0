//! The words of generated documents: sentences without names and figures, and what is stated of each kind of thing.

use super::figure::Scale;

/// The languages that documents are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// English.
    English,
    /// Russian.
    Russian,
}

/// What is stated of a thing, and the sentences that state it: `{q}` is the figure with what it counts,
/// `{name}` the name, `{year}` the year.
pub(crate) struct Fact {
    /// The measure as rule files call it.
    pub(crate) measure: &'static str,
    /// How large it is, and in what it is written.
    pub(crate) scale: Scale,
    /// Sentences, by language.
    pub(crate) sentences: [&'static [&'static str]; 2],
}

/// Things of a kind.
pub(crate) struct Kind {
    /// Titles of documents about one, by language.
    pub(crate) titles: [&'static [&'static str]; 2],
    /// Whether its figures are of a year.
    pub(crate) yearly: bool,
    /// What is stated of it.
    pub(crate) facts: &'static [Fact],
}

/// Nouns: in English one and many; in Russian of 1, of 2 to 4, of 5 and more.
const COMPANIES: [&[&str]; 2] = [&["company", "companies"], &["компания", "компании", "компаний"]];
const COUNTRIES: [&[&str]; 2] = [&["country", "countries"], &["страна", "страны", "стран"]];
const VISITORS: [&[&str]; 2] = [&["visitor", "visitors"], &["посетитель", "посетителя", "посетителей"]];
const AGREEMENTS: [&[&str]; 2] = [&["agreement", "agreements"], &["соглашение", "соглашения", "соглашений"]];
const EMPLOYEES: [&[&str]; 2] = [&["employee", "employees"], &["сотрудник", "сотрудника", "сотрудников"]];
const PEOPLE: [&[&str]; 2] = [&["person", "people"], &["человек", "человека", "человек"]];
const SQUARE_METRES: [&[&str]; 2] = [&["square metre", "square metres"], &["кв. м", "кв. м", "кв. м"]];
const METRES: [&[&str]; 2] = [&["metre", "metres"], &["метр", "метра", "метров"]];

/// The kinds of things that documents are about.
pub(crate) const KINDS: [Kind; 4] = [
    Kind {
        titles: [
            &["The fair “{name}” in {year}", "“{name}”: the exhibition of {year}"],
            &["Выставка «{name}» в {year} году", "«{name}»: выставка {year} года"],
        ],
        yearly: true,
        facts: &[
            Fact {
                measure: "companies",
                scale: Scale::count(120, 900, COMPANIES),
                sentences: [
                    &[
                        "In {year} {q} took part in the fair “{name}”.",
                        "{q} took part in the fair “{name}” in {year}.",
                        "The exhibition “{name}” brought together {q} in {year}.",
                    ],
                    &[
                        "В {year} году в выставке «{name}» участвовали {q}.",
                        "В {year} году на выставке «{name}» свою продукцию показали {q}.",
                    ],
                ],
            },
            Fact {
                measure: "countries",
                scale: Scale::count(28, 90, COUNTRIES),
                sentences: [
                    &[
                        "In {year} visitors from {q} came to the fair “{name}”.",
                        "Guests from {q} attended the exhibition “{name}” in {year}.",
                    ],
                    &[
                        "В {year} году на выставку «{name}» приехали гости из {g}.",
                        "Выставку «{name}» в {year} году посетили гости из {g}.",
                    ],
                ],
            },
            Fact {
                measure: "visitors",
                scale: Scale::count(5_000, 90_000, VISITORS),
                sentences: [
                    &[
                        "In {year} the exhibition “{name}” welcomed {q}.",
                        "The fair “{name}” drew {q} in {year}.",
                    ],
                    &[
                        "В {year} году выставка «{name}» собрала {q}.",
                        "В {year} году на выставке «{name}» побывали {q}.",
                    ],
                ],
            },
            Fact {
                measure: "floor-area",
                scale: Scale::measured(5_000, 80_000, SQUARE_METRES),
                sentences: [
                    &[
                        "In {year} the exhibition “{name}” had an area of {q}.",
                        "The fair “{name}” covered an area of {q} in {year}.",
                    ],
                    &["В {year} году площадь выставки «{name}» составила {q}."],
                ],
            },
            Fact {
                measure: "agreements",
                scale: Scale::count(30, 200, AGREEMENTS),
                sentences: [
                    &[
                        "In {year} the exhibition “{name}” signed {q}.",
                        "{q} were signed at the fair “{name}” in {year}.",
                    ],
                    &["В {year} году на выставке «{name}» подписали {q}."],
                ],
            },
        ],
    },
    Kind {
        titles: [
            &["{name} Bridge", "The story of {name} Bridge"],
            &["Мост «{name}»", "История моста «{name}»"],
        ],
        yearly: false,
        facts: &[
            Fact {
                measure: "length",
                scale: Scale::measured(300, 4_000, METRES),
                sentences: [
                    &["{name} Bridge is {q} long.", "The length of {name} Bridge is {q}."],
                    &["Длина моста «{name}» составляет {q}.", "Мост «{name}» имеет длину {q}."],
                ],
            },
            Fact {
                measure: "height",
                scale: Scale::measured(40, 280, METRES),
                sentences: [
                    &["{name} Bridge is {q} high.", "{name} Bridge reaches a height of {q}."],
                    &["Высота моста «{name}» — {q}.", "Мост «{name}» достигает высоты {q}."],
                ],
            },
            Fact {
                measure: "cost",
                scale: Scale::money(1_000, 99_000),
                sentences: [
                    &["{name} Bridge cost {q}.", "The cost of {name} Bridge was {q}."],
                    &["Стоимость моста «{name}» составила {q}.", "Мост «{name}» обошелся в {q}."],
                ],
            },
            Fact {
                measure: "opened",
                scale: Scale::days(1880, 2019),
                sentences: [
                    &["{name} Bridge opened {q}.", "{name} Bridge was opened to traffic {q}."],
                    &["Мост «{name}» открылся {q}.", "Мост «{name}» открыли {q}."],
                ],
            },
        ],
    },
    Kind {
        titles: [
            &["{name} in {year}", "What {name} did in {year}"],
            &["«{name}» в {year} году", "Итоги «{name}» за {year} год"],
        ],
        yearly: true,
        facts: &[
            Fact {
                measure: "revenue",
                scale: Scale::money(1_000, 99_000),
                sentences: [
                    &["In {year} the revenue of {name} was {q}.", "{name} had a revenue of {q} in {year}."],
                    &[
                        "В {year} году выручка «{name}» составила {q}.",
                        "Выручка «{name}» в {year} году достигла {q}.",
                    ],
                ],
            },
            Fact {
                measure: "employees",
                scale: Scale::count(500, 60_000, EMPLOYEES),
                sentences: [
                    &["In {year} {name} had {q}.", "{name} had {q} in {year}."],
                    &["В {year} году в «{name}» работали {q}.", "В {year} году у «{name}» было {q}."],
                ],
            },
        ],
    },
    Kind {
        titles: [
            &["The {name} Fire of {year}", "{year}: the {name} Fire"],
            &["Пожар «{name}» {year} года", "{year} год: пожар «{name}»"],
        ],
        yearly: true,
        facts: &[
            Fact {
                measure: "deaths",
                scale: Scale::toll(80, 240, PEOPLE),
                sentences: [
                    &["In {year} the {name} Fire killed {q}.", "{q} died in the {name} Fire in {year}."],
                    &["В {year} году при пожаре «{name}» погибли {q}."],
                ],
            },
            Fact {
                measure: "injured",
                scale: Scale::toll(120, 900, PEOPLE),
                sentences: [
                    &[
                        "In {year} {q} were injured in the {name} Fire.",
                        "In {year} the {name} Fire injured {q}.",
                    ],
                    &["В {year} году при пожаре «{name}» пострадали {q}."],
                ],
            },
        ],
    },
];

/// Sentences around those that state something: who, what they did, and of what.
pub(crate) const FILLER: [[&[&str]; 3]; 2] = [
    [
        &[
            "Officials",
            "Residents",
            "The mayor",
            "A spokesman",
            "Volunteers",
            "Engineers",
            "Economists",
            "Local authorities",
            "The council",
            "Researchers",
            "Teachers",
            "Farmers",
            "Observers",
            "The governor",
        ],
        &[
            "said after a long meeting",
            "explained in a statement",
            "admitted without giving details",
            "repeated on the same evening",
            "insisted behind closed doors",
            "believed despite all doubts",
            "hoped in spite of the weather",
            "noted with little enthusiasm",
            "recalled for the sake of peace",
            "stressed at the request of the court",
        ],
        &[
            "that the talks would go on",
            "that the roads were clear again",
            "that the plan would be put to a vote",
            "that the work had begun in earnest",
            "that the harvest would be poor",
            "that the river had fallen",
            "that there was no reason to worry",
            "that the rules had changed",
            "that the storm had passed",
            "that the evidence had been lost",
            "that the old square would be repaved",
            "that schools would teach as usual",
        ],
    ],
    [
        &[
            "Министерство",
            "Ведомство",
            "Руководство",
            "Правление",
            "Агентство",
            "Управление",
            "Собрание",
            "Издание",
        ],
        &[
            "сообщило после долгого заседания",
            "объяснило в своем заявлении",
            "признало без подробностей",
            "напомнило тем же вечером",
            "подтвердило за закрытыми дверями",
            "отметило вопреки всем сомнениям",
            "повторило к удивлению многих",
            "решило без особого воодушевления",
        ],
        &[
            "что переговоры продолжатся",
            "что дороги снова свободны",
            "что план вынесут на голосование",
            "что урожай будет плохим",
            "что причин для беспокойства нет",
            "что правила изменились",
            "что буря миновала",
            "что вода в реке спала",
            "что улики потеряны",
            "что старую площадь замостят заново",
        ],
    ],
];
