//! Did-you-mean: the nearest of the names that exist.

/// The candidate within a third of the name's length in edits, the nearest one, first in order.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name)
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(edits, _)| *edits <= limit)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// The keyword nearest to a word. There are few of them, so that half of the word may be wrong
/// where it begins like the keyword.
#[must_use]
pub fn nearest_keyword<'a>(
    word: &str,
    keywords: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<&'a str> {
    nearest(word, keywords.clone()).or_else(|| {
        let limit = word.chars().count() / 2;
        let alike = keywords.into_iter().filter(|keyword| keyword.chars().next() == word.chars().next());
        let edits = alike.map(|keyword| (distance(word, keyword), keyword));
        edits.filter(|(edits, _)| *edits <= limit).min_by_key(|(edits, _)| *edits).map(|(_, keyword)| keyword)
    })
}

/// Help that names the nearest candidate.
#[must_use]
pub fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(name, candidates).map(|candidate| format!("did you mean `{candidate}`?"))
}

/// The name that a help proposes, where it is one of [`did_you_mean`]: what an editor offers to
/// put in the place of the name that is wrong.
#[must_use]
pub fn meant(help: &str) -> Option<&str> {
    help.strip_prefix("did you mean `")?.split_once("`?").map(|(name, _)| name)
}

/// Levenshtein distance with transpositions of neighbours (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, meant, nearest, nearest_keyword};

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let names = ["companies", "countries", "visitors"];
        assert_eq!(nearest("compnaies", names), Some("companies"));
        assert_eq!(nearest("visitor", names), Some("visitors"));
        assert_eq!(nearest("turnover", names), None);
    }

    #[test]
    fn a_keyword_may_be_half_wrong() {
        assert_eq!(nearest_keyword("nere", ["near", "needs", "of"]), Some("near"));
        assert_eq!(nearest_keyword("clain", ["claim", "match"]), Some("claim"));
        assert_eq!(nearest_keyword("weight", ["near", "without"]), None);
    }

    #[test]
    fn a_proposed_name_can_be_read_back() {
        let help = did_you_mean("compnaies", ["companies"]).unwrap();
        assert_eq!(meant(&help), Some("companies"));
        assert_eq!(meant("drop it"), None);
    }
}
