//! Formats numbers of answer sets, which are far beyond 64 bits.

use num_bigint::BigUint;
use treatfit_core::text::grouped;

/// Formats a number of answer sets: in full up to 12 digits, beyond that rounded to two digits and
/// a power of ten.
#[must_use]
pub(super) fn many(number: &BigUint) -> String {
    let digits = number.to_string();
    if digits.len() <= 12 {
        return grouped(digits);
    }
    let (head, tail) = digits.split_at(2);
    let next = tail.starts_with(|digit: char| digit >= '5');
    let rounded = head.parse::<u32>().unwrap_or(0) + u32::from(next);
    let (tenths, zeros) = if rounded == 100 {
        (10, digits.len())
    } else {
        (rounded, digits.len() - 1)
    };
    format!("{}.{} × 10^{zeros}", tenths / 10, tenths % 10)
}

/// Formats a count with its noun: "1 answer set", "4.0 × 10^57 answer sets".
#[must_use]
pub(super) fn answer_sets(number: &BigUint) -> String {
    let ending = if *number == BigUint::from(1u8) {
        ""
    } else {
        "s"
    };
    format!("{} answer set{ending}", many(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_more_than_12_digits_are_rounded() {
        let formatted = |digits: &str| many(&digits.parse().unwrap());
        assert_eq!(formatted("0"), "0");
        assert_eq!(formatted("1234567"), "1,234,567");
        assert_eq!(formatted("999999999999"), "999,999,999,999");
        assert_eq!(formatted("1249999999999"), "1.2 × 10^12");
        assert_eq!(formatted("9960000000000"), "1.0 × 10^13");
    }
}
