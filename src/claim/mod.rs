//! From quantities to claims: which measure, of which subject, in which scope.

mod against;
mod build;
mod change;
mod condition;
mod content;
mod context;
mod cut;
mod day;
mod direct;
mod distance;
mod doubt;
mod each;
mod edit;
mod ellipsis;
mod entries;
mod figure;
mod frame;
mod header;
mod kept;
mod measure;
mod model;
mod moved;
mod name;
mod packed;
mod phrase;
mod place;
mod read;
mod recurring;
mod scope;
mod score;
mod speaker;
mod subject;
mod textual;
mod time;
mod topic;
mod voice;

pub use build::{Extracted, Tried, extract, extract_again, tried_measures};
pub use content::TextWords;
pub use cut::CUT_SHORT;
pub use day::Day;
pub use doubt::{CODES, DOUBTFUL, Doubt};
pub use each::each_sentence;
pub use entries::Entries;
pub use figure::{FigureInText, FiguresInText, figures};
pub use kept::Kept;
pub use model::{
    Base, Claim, MeasureKey, Noun, Scope, ScopeEntry, ScopeText, ScopeValue, Subject, TimeScope, Unclaimed,
};
pub use packed::PackedClaims;
pub use read::{Metadata, readings};
