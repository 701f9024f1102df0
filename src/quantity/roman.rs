//! Roman numerals, as far as editions, centuries and congresses go.

/// The value of a Roman numeral of I, V and X, from 1 to 39, written the one correct way.
/// Cyrillic letters of the same shape are taken for Latin ones.
pub(super) fn value(text: &str) -> Option<u8> {
    let latin: String = text.chars().map(|c| match c { 'І' => 'I', 'Х' => 'X', other => other }).collect();
    (1..=39).find(|n| spell(*n) == latin)
}

/// A number from 1 to 39 in Roman numerals.
fn spell(n: u8) -> String {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    format!("{}{}", "X".repeat(usize::from(n / 10)), ONES[usize::from(n % 10)])
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn only_the_correct_spelling_counts() {
        assert_eq!(value("XI"), Some(11));
        assert_eq!(value("XXXIX"), Some(39));
        assert_eq!(value("IIII"), None);
        assert_eq!(value("MIX"), None);
        assert_eq!(value("ХІ"), Some(11));
    }
}
