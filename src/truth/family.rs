//! The family of a source: names that are made alike.
//!
//! Most sources of a large table say a thing or two, too little to know them by. Those whose
//! names are made alike (network addresses, numbered accounts, pages of one host) often come
//! by the same way, so what is known of the family stands in until a source is known itself.

/// The shape of a name: each run of letters as one letter, each run of digits as one digit.
#[must_use]
pub(super) fn shape(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        let kind = if c.is_alphabetic() {
            'a'
        } else if c.is_numeric() {
            '0'
        } else {
            c
        };
        let repeated = matches!(kind, 'a' | '0') && out.ends_with(kind);
        if !repeated {
            out.push(kind);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn names_made_alike_have_one_shape() {
        assert_eq!(shape("0 (68.162.248.83)"), shape("0 (4.9.12.10)"));
        assert_eq!(shape("https://example.org/17"), "a://a.a/0");
        assert_eq!(shape("Росстат 2024"), shape("Eurostat 9"));
        assert_ne!(shape("12: Ilse@"), shape("12: Ilse"));
    }
}
