//! Numbers as output shows them.

use super::Decimal;

/// So many decimals of a number are shown.
const MOST_DECIMALS: u32 = 6;

/// A number as far as output shows it.
#[must_use]
pub fn shown(value: Decimal) -> Decimal {
    if is_rounded(value) { value.round_dp(MOST_DECIMALS) } else { value }
}

/// Whether output shows less of a number than it has.
#[must_use]
pub fn is_rounded(value: Decimal) -> bool {
    value.scale() > MOST_DECIMALS
}

/// A number with its thousands parted by commas.
#[must_use]
pub fn grouped(value: Decimal) -> String {
    // Most figures have no fraction and few digits.
    if let Ok(whole) = u32::try_from(value.mantissa())
        && value.scale() == 0
    {
        return grouped_digits(&whole.to_string());
    }
    let text = shown(value).normalize().to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, String::new()), |(w, f)| (w, format!(".{f}")));
    format!("{sign}{}{fraction}", grouped_digits(whole))
}

fn grouped_digits(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}
