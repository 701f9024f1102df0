//! Takes up what sentences said before, where nothing that it hangs on has changed: see `kept.rs`.

use super::{Builder, Extracted, SetScope};
use crate::claim::direct;
use crate::claim::doubt::Doubt;
use crate::claim::edit::Edit;
use crate::claim::frame::Frame;
use crate::claim::kept::{Around, Kept, KeptSentence, Recall, Said, Whole};
use crate::claim::model::{Claim, ScopeEntry, Unclaimed};
use crate::claim::read::ReadDocument;
use crate::claim::subject::Mention;
use crate::claim::time::SpokenOf;
use crate::extract::Candidates;
use crate::rule::{Id, Reach};
use std::iter::zip;

/// What a document said before it was edited.
pub(super) struct Past {
    edit: Edit,
    frame: Frame,
    extracted: Extracted,
    sets: Vec<SetScope>,
}

impl Kept {
    /// What is known of a text: its sentences, and what they said.
    pub(super) fn recall(&mut self, text: &str) -> (Option<Recall>, Option<Past>) {
        let Some(whole) = self.0.take() else { return (None, None) };
        let Whole { text: before, conventions, frame, sentences, extracted, sets } = *whole;
        let edit = Edit::between(&before, text);
        (Some(Recall::new(sentences, edit, conventions)), Some(Past { edit, frame, extracted, sets }))
    }

    /// Keeps what a text was read as and what it said.
    pub(super) fn keep(
        &mut self,
        text: &str,
        (read, said): (ReadDocument<'_>, Vec<Said>),
        frame: Frame,
        (extracted, sets): (&Extracted, Vec<SetScope>),
    ) {
        let ReadDocument { sentences, conventions, .. } = read;
        let sentences = zip(sentences, said).map(|(read, said)| KeptSentence::new(read, said)).collect();
        let (text, extracted) = (text.to_owned(), extracted.clone());
        self.0 = Some(Box::new(Whole { text, conventions, frame, sentences, extracted, sets }));
    }
}

/// The things that a block speaks of, sentence by sentence.
#[derive(Default)]
struct Nearby {
    /// The next mention of the document.
    next: usize,
    block: usize,
    /// The last named thing of each kind in the block, by number of its mention.
    last: Vec<usize>,
}

impl Nearby {
    /// What the block speaks of up to the end of a sentence, as far as a figure of it may be about
    /// that. To be asked of each sentence in turn.
    fn of(&mut self, sentence: usize, block: usize, mentions: &[Mention]) -> Vec<Mention> {
        if block != self.block {
            (self.block, self.last) = (block, Vec::new());
        }
        let at = |number: &usize| mentions.get(*number);
        let before =
            self.last.iter().filter_map(at).map(|mention| Mention { sentence: 0, ..mention.clone() });
        let mut near: Vec<Mention> = before.collect();
        while let Some(mention) = mentions.get(self.next).filter(|mention| mention.sentence <= sentence) {
            near.push(Mention { sentence: 1, ..mention.clone() });
            if mention.key.is_some() || mention.other {
                self.last.retain(|last| mentions.get(*last).is_some_and(|last| last.kind != mention.kind));
                self.last.push(self.next);
            }
            self.next += 1;
        }
        near
    }
}

impl Builder<'_, '_> {
    /// Makes the claims of all sentences, and tells what each of them says.
    pub(super) fn all_again(
        &mut self,
        frame: &Frame,
        past: Option<Past>,
        candidates: &Candidates,
    ) -> Vec<Said> {
        let past = past.filter(|past| past.frame == *frame);
        let mut nearby = Nearby::default();
        (0..self.read.sentences.len())
            .map(|index| self.again(index, &mut nearby, past.as_ref(), candidates))
            .collect()
    }

    fn again(
        &mut self,
        index: usize,
        nearby: &mut Nearby,
        past: Option<&Past>,
        candidates: &Candidates,
    ) -> Said {
        self.begin(index);
        let around = self.around(index, nearby);
        let (claims, unclaimed) = (self.out.claims.len(), self.out.unclaimed.len());
        let (sets, figures, doubts) = (self.set.len(), self.out.figures, self.out.doubts.len());
        let before = self.read.sentences.get(index).and_then(|read| read.before.as_ref());
        let known =
            before.zip(past).filter(|(before, past)| around.is_after(&past.edit, &before.said.around));
        if known.and_then(|(before, past)| self.take_up(index, &before.said, past)).is_none() {
            self.sentence(index, candidates);
        }
        let spoke = self.spoken_of.as_ref().filter(|spoken| spoken.sentence == index);
        Said {
            around,
            claims: claims..self.out.claims.len(),
            unclaimed: unclaimed..self.out.unclaimed.len(),
            doubts: doubts..self.out.doubts.len(),
            sets: sets..self.set.len(),
            figures: self.out.figures - figures,
            spoke: spoke.map(|spoken| spoken.time.clone()),
        }
    }

    /// What the claims of a sentence hang on.
    fn around(&self, index: usize, nearby: &mut Nearby) -> Around {
        let Some(read) = self.read.sentences.get(index) else { return Around::default() };
        let header = self.read.header.iter().filter(|(sentence, _)| *sentence == index);
        let spoken = self.spoken_of.as_ref().filter(|spoken| spoken.block == read.block);
        Around {
            keys: read.names.iter().map(|name| name.key.clone()).collect(),
            header: header.map(|(_, figure)| *figure).collect(),
            near: nearby.of(index, read.block, &self.subjects.mentions),
            earlier: self.earlier.clone(),
            spoken: spoken.map(|spoken| spoken.time.clone()),
            speech: direct::surroundings(&self.read.sentences, index),
        }
    }

    /// Says of a sentence what it said before.
    fn take_up(&mut self, index: usize, said: &Said, past: &Past) -> Option<()> {
        let (edit, block) = (&past.edit, self.read.sentences.get(index)?.block);
        let claims = past.extracted.claims.get(said.claims.clone())?.iter().map(|claim| edit.claim(claim));
        let unclaimed = past.extracted.unclaimed.get(said.unclaimed.clone())?.iter();
        let unclaimed = unclaimed.map(|unclaimed| edit.unclaimed(unclaimed));
        let entries = |set: &SetScope| {
            let entries = set.entries.iter().map(|(id, entry)| Some((*id, edit.entry(entry)?)));
            Some((set.reach, entries.collect::<Option<Vec<(Id, ScopeEntry)>>>()?))
        };
        let sets = past.sets.get(said.sets.clone())?.iter().map(entries);
        let doubts = past.extracted.doubts.get(said.doubts.clone())?.iter().map(|doubt| edit.doubt(doubt));
        // Nothing is said before all of it is known to be sayable.
        let claims: Vec<Claim> = claims.collect::<Option<_>>()?;
        let unclaimed: Vec<Unclaimed> = unclaimed.collect::<Option<_>>()?;
        let doubts: Vec<Doubt> = doubts.collect::<Option<_>>()?;
        let sets: Vec<(Reach, Vec<(Id, ScopeEntry)>)> = sets.collect::<Option<_>>()?;
        let spoke = match &said.spoke {
            Some(time) => Some(SpokenOf { block, sentence: index, time: edit.time(time)? }),
            None => None,
        };
        self.out.claims.extend(claims);
        self.out.unclaimed.extend(unclaimed);
        self.out.doubts.extend(doubts);
        self.out.figures += said.figures;
        sets.into_iter().for_each(|(reach, entries)| self.set(block, reach, entries));
        self.spoken_of = spoke.or(self.spoken_of.take());
        Some(())
    }
}
