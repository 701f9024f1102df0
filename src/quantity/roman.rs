//! Roman numerals, as far as editions, centuries and congresses go.

/// The value of a Roman numeral of I, V and X, from 1 to 39, written the one correct way.
/// Cyrillic letters of the same shape are taken for Latin ones.
pub(super) fn value(text: &str) -> Option<u8> {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let mut letters = [0u8; 8];
    let mut len = 0;
    for c in text.chars() {
        *letters.get_mut(len)? = match c {
            'I' | 'І' => b'I',
            'V' => b'V',
            'X' | 'Х' => b'X',
            _ => return None,
        };
        len += 1;
    }
    let letters = letters.get(..len)?;
    let tens = letters.iter().take_while(|letter| **letter == b'X').count();
    let ones = ONES.iter().position(|ones| Some(ones.as_bytes()) == letters.get(tens..))?;
    let n = u8::try_from(tens * 10 + ones).ok()?;
    (1..=39).contains(&n).then_some(n)
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn only_the_correct_spelling_counts() {
        assert_eq!(value("XI"), Some(11));
        assert_eq!(value("XXXIX"), Some(39));
        assert_eq!(value("IX"), Some(9));
        assert_eq!(value("XIX"), Some(19));
        assert_eq!(value("IIII"), None);
        assert_eq!(value("MIX"), None);
        assert_eq!(value("XXXX"), None);
        assert_eq!(value(""), None);
        assert_eq!(value("ХІ"), Some(11));
    }
}
