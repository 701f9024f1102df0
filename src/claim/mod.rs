//! From quantities to claims: which measure, of which subject, in which scope.

mod against;
mod build;
mod condition;
mod content;
mod context;
mod distance;
mod each;
mod edit;
mod entries;
mod figure;
mod frame;
mod header;
mod kept;
mod measure;
mod model;
mod moved;
mod name;
mod phrase;
mod place;
mod read;
mod scope;
mod score;
mod subject;
mod textual;
mod time;

pub use build::{Extracted, Tried, extract, extract_again, tried_measures};
pub use content::TextWords;
pub use each::each_sentence;
pub use entries::Entries;
pub use figure::{FigureInText, FiguresInText, figures};
pub use kept::Kept;
pub use model::{
    Base, Claim, MeasureKey, Scope, ScopeEntry, ScopeText, ScopeValue, Subject, TimeScope, Unclaimed,
};
pub use read::{Metadata, readings};
