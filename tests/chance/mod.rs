//! Chance that comes out the same each time: generated documents and mutated inputs are made with it.
#![allow(dead_code, reason = "not every test needs all of it")]

/// Pseudo-random numbers: xorshift64*, Vigna 2016.
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    /// One that goes its own way for each seed.
    pub(crate) fn new(seed: u64) -> Self {
        // Seeds that differ by one begin far apart; zero, at which xorshift stays, is never met.
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below a limit, which is below 2³¹.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).unwrap_or(0) % limit.max(1)
    }
    /// One of a list.
    pub(crate) fn of<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len())]
    }
}
