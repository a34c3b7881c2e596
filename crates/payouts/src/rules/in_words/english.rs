//! English, with the British `and`: one thousand two hundred and five roubles.

use money::Currency;

use super::{MinorPart, Name, digits, fraction, name_of};

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [&str; 7] = ["", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion"];

/// An amount without its sign.
pub(super) fn amount(whole: u64, part: u64, currency: Currency, minor: MinorPart) -> String {
    let Some(Name { en, en_part, .. }) = name_of(currency) else {
        return format!("{} {}{}", number(whole), currency.code(), fraction(part, currency));
    };
    let mut said = format!("{} {}", number(whole), follows(whole, *en));
    if let Some(forms) = en_part {
        let count = match minor {
            MinorPart::Digits => digits(part, currency),
            MinorPart::Words => number(part),
        };
        said.push_str(&format!(" {count} {}", follows(part, *forms)));
    }
    said
}

fn follows(count: u64, [one, many]: [&'static str; 2]) -> &'static str {
    if count == 1 { one } else { many }
}

/// A number in words.
fn number(count: u64) -> String {
    if count == 0 {
        return UNITS[0].to_owned();
    }
    let mut groups = Vec::new();
    let mut rest = count;
    while rest > 0 {
        groups.push(rest % 1000);
        rest /= 1000;
    }
    let mut words = Vec::new();
    for (place, group) in groups.iter().enumerate().rev().filter(|(_, group)| **group > 0) {
        // One thousand and five: the last group has no hundreds of its own.
        if place == 0 && *group < 100 && count > 999 {
            words.push("and".to_owned());
        }
        words.push(below_thousand(*group));
        if let Some(scale) = SCALES.get(place).filter(|scale| !scale.is_empty()) {
            words.push((*scale).to_owned());
        }
    }
    words.join(" ")
}

fn below_thousand(count: u64) -> String {
    let digit = |count: u64| usize::try_from(count).unwrap_or_default();
    match (digit(count / 100), count % 100) {
        (0, below) => below_hundred(digit(below)),
        (hundreds, 0) => format!("{} hundred", UNITS[hundreds]),
        (hundreds, below) => format!("{} hundred and {}", UNITS[hundreds], below_hundred(digit(below))),
    }
}

fn below_hundred(count: usize) -> String {
    match (count / 10, count % 10) {
        (0 | 1, _) => UNITS[count].to_owned(),
        (tens, 0) => TENS[tens].to_owned(),
        (tens, units) => format!("{}-{}", TENS[tens], UNITS[units]),
    }
}
