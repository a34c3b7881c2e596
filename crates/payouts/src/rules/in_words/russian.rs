//! Russian: words by gender and case, and nouns that follow the number.

use money::Currency;

use super::{MinorPart, Name, digits, fraction, name_of};

/// The gender of what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// Один рубль.
    Masculine,
    /// Одна копейка.
    Feminine,
    /// Одно эре.
    Neuter,
}

/// The case of a number with its noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Пять дней.
    Nominative,
    /// В течение пяти дней.
    Genitive,
}

/// Something that is counted.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    /// Один _рабочий день_.
    pub one: &'static str,
    /// Два _рабочих дня_.
    pub few: &'static str,
    /// Пять _рабочих дней_.
    pub many: &'static str,
    /// В течение одного _рабочего дня_.
    pub of_one: &'static str,
    /// Its gender.
    pub gender: Gender,
}

/// Working days.
pub const WORKING_DAYS: Counted = Counted {
    one: "рабочий день",
    few: "рабочих дня",
    many: "рабочих дней",
    of_one: "рабочего дня",
    gender: Gender::Masculine,
};

/// `10 (десять) рабочих дней`, in the genitive `10 (десяти) рабочих дней`.
pub fn counted(count: u64, noun: &Counted, case: Case) -> String {
    let is_one = count % 10 == 1 && count % 100 != 11;
    let form = match case {
        Case::Nominative => follows(count, [noun.one, noun.few, noun.many]),
        Case::Genitive if is_one => noun.of_one,
        Case::Genitive => noun.many,
    };
    format!("{count} ({}) {form}", number(count, noun.gender, case))
}

/// An amount without its sign.
pub(super) fn amount(whole: u64, part: u64, currency: Currency, minor: MinorPart) -> String {
    let nominative = |count, gender| number(count, gender, Case::Nominative);
    let Some(Name { ru: (forms, gender), ru_part, .. }) = name_of(currency) else {
        return format!(
            "{} {}{}",
            nominative(whole, Gender::Masculine),
            currency.code(),
            fraction(part, currency)
        );
    };
    let mut said = format!("{} {}", nominative(whole, *gender), follows(whole, *forms));
    if let Some((forms, gender)) = ru_part {
        let count = match minor {
            MinorPart::Digits => digits(part, currency),
            MinorPart::Words => nominative(part, *gender),
        };
        said.push_str(&format!(" {count} {}", follows(part, *forms)));
    }
    said
}

/// The form of a noun after a number: 1, 2–4, 5–20; eleven to fourteen are many.
fn follows(count: u64, [one, few, many]: [&'static str; 3]) -> &'static str {
    match (count % 100, count % 10) {
        (11..=14, _) => many,
        (_, 1) => one,
        (_, 2..=4) => few,
        _ => many,
    }
}

const UNITS: [[&str; 2]; 20] = [
    ["", ""],
    ["", ""],
    ["", ""],
    ["три", "трёх"],
    ["четыре", "четырёх"],
    ["пять", "пяти"],
    ["шесть", "шести"],
    ["семь", "семи"],
    ["восемь", "восьми"],
    ["девять", "девяти"],
    ["десять", "десяти"],
    ["одиннадцать", "одиннадцати"],
    ["двенадцать", "двенадцати"],
    ["тринадцать", "тринадцати"],
    ["четырнадцать", "четырнадцати"],
    ["пятнадцать", "пятнадцати"],
    ["шестнадцать", "шестнадцати"],
    ["семнадцать", "семнадцати"],
    ["восемнадцать", "восемнадцати"],
    ["девятнадцать", "девятнадцати"],
];
const TENS: [[&str; 2]; 10] = [
    ["", ""],
    ["", ""],
    ["двадцать", "двадцати"],
    ["тридцать", "тридцати"],
    ["сорок", "сорока"],
    ["пятьдесят", "пятидесяти"],
    ["шестьдесят", "шестидесяти"],
    ["семьдесят", "семидесяти"],
    ["восемьдесят", "восьмидесяти"],
    ["девяносто", "девяноста"],
];
const HUNDREDS: [[&str; 2]; 10] = [
    ["", ""],
    ["сто", "ста"],
    ["двести", "двухсот"],
    ["триста", "трёхсот"],
    ["четыреста", "четырёхсот"],
    ["пятьсот", "пятисот"],
    ["шестьсот", "шестисот"],
    ["семьсот", "семисот"],
    ["восемьсот", "восьмисот"],
    ["девятьсот", "девятисот"],
];
const SCALES: [([&str; 3], Gender); 6] = [
    (["тысяча", "тысячи", "тысяч"], Gender::Feminine),
    (["миллион", "миллиона", "миллионов"], Gender::Masculine),
    (["миллиард", "миллиарда", "миллиардов"], Gender::Masculine),
    (["триллион", "триллиона", "триллионов"], Gender::Masculine),
    (["квадриллион", "квадриллиона", "квадриллионов"], Gender::Masculine),
    (["квинтиллион", "квинтиллиона", "квинтиллионов"], Gender::Masculine),
];

/// A number in words.
fn number(count: u64, gender: Gender, case: Case) -> String {
    if count == 0 {
        return if case == Case::Nominative { "ноль" } else { "нуля" }.to_owned();
    }
    let mut words = Vec::new();
    let mut rest = count;
    let mut groups = Vec::new();
    while rest > 0 {
        groups.push(rest % 1000);
        rest /= 1000;
    }
    for (place, group) in groups.iter().enumerate().rev().filter(|(_, group)| **group > 0) {
        match place.checked_sub(1).and_then(|scale| SCALES.get(scale)) {
            None => words.extend(below_thousand(*group, gender, case)),
            Some((forms, gender)) => {
                words.extend(below_thousand(*group, *gender, case));
                let is_one = group % 10 == 1 && group % 100 != 11;
                words.push(match case {
                    Case::Nominative => follows(*group, *forms),
                    Case::Genitive if is_one => forms[1],
                    Case::Genitive => forms[2],
                });
            }
        }
    }
    words.join(" ")
}

fn below_thousand(count: u64, gender: Gender, case: Case) -> impl Iterator<Item = &'static str> {
    let column = usize::from(case == Case::Genitive);
    let digit = |count: u64| usize::try_from(count).unwrap_or_default();
    let (hundreds, below) = (digit(count / 100), count % 100);
    let (tens, units) = if below < 20 { (0, below) } else { (digit(below / 10), below % 10) };
    let units = match (units, gender, case) {
        (1, Gender::Masculine, Case::Nominative) => "один",
        (1, Gender::Feminine, Case::Nominative) => "одна",
        (1, Gender::Neuter, Case::Nominative) => "одно",
        (1, Gender::Feminine, Case::Genitive) => "одной",
        (1, _, Case::Genitive) => "одного",
        (2, Gender::Feminine, Case::Nominative) => "две",
        (2, _, Case::Nominative) => "два",
        (2, _, Case::Genitive) => "двух",
        (units, ..) => UNITS[digit(units)][column],
    };
    [HUNDREDS[hundreds][column], TENS[tens][column], units].into_iter().filter(|word| !word.is_empty())
}
