//! Which known names a misspelt one may have meant.

use super::fold::fold;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Known names, prepared so that the nearest to a misspelt one are found fast among a hundred thousand.
///
/// Names are compared by their folded form, in which case, spaces, signs and `ё` make no difference. A look-up first
/// counts shared pairs of letters and measures the distance only to the names that share most.
pub struct Nearest {
    names: Vec<String>,
    folded: Vec<String>,
    exact: HashMap<String, u32>,
    pairs: HashMap<(char, char), Vec<u32>>,
    answers: Mutex<HashMap<String, Vec<String>>>,
}

const SHOWN_MAX: usize = 3;
const MEASURED_MAX: usize = 64;
/// Different values that are looked up; a file of nothing but unknown names is not slowed by suggestions.
const ANSWERS_MAX: usize = 5_000;
const COMPARED_CHARS_MAX: usize = 120;

impl Nearest {
    /// Prepares an index over known names; of two that fold alike the first is kept for exact answers.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Nearest {
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        let folded: Vec<String> = names.iter().map(|name| fold(name)).collect();
        let mut exact = HashMap::with_capacity(names.len());
        let mut pairs: HashMap<(char, char), Vec<u32>> = HashMap::new();
        for (index, name) in (0_u32..).zip(&folded) {
            exact.entry(name.clone()).or_insert(index);
            for pair in pairs_of(name) {
                let with_pair = pairs.entry(pair).or_default();
                if with_pair.last() != Some(&index) {
                    with_pair.push(index);
                }
            }
        }
        Nearest { names, folded, exact, pairs, answers: Mutex::default() }
    }

    /// The known name that differs from `value` in nothing but case, spaces, signs and `ё`.
    pub fn alike(&self, value: &str) -> Option<&str> {
        self.exact.get(&fold(value)).map(|index| self.names[*index as usize].as_str())
    }

    /// At most three known names that `value` may have meant, the nearest first.
    ///
    /// After five thousand different values nothing more is suggested.
    pub fn nearest(&self, value: &str) -> Vec<String> {
        let wanted = fold(value);
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = answers.get(&wanted) {
            return answer.clone();
        }
        if wanted.is_empty() || answers.len() >= ANSWERS_MAX {
            return Vec::new();
        }
        let answer = self.search(&wanted);
        answers.insert(wanted, answer.clone());
        answer
    }

    fn search(&self, wanted: &str) -> Vec<String> {
        let length = wanted.chars().count();
        if length > COMPARED_CHARS_MAX {
            return Vec::new();
        }
        let limit = (length / 3).clamp(1, 5);
        let mut near: Vec<(usize, u32)> = self
            .sharing_most(wanted)
            .into_iter()
            .filter(|index| self.folded[*index as usize].chars().count().abs_diff(length) <= limit)
            .map(|index| (strsim::osa_distance(wanted, &self.folded[index as usize]), index))
            .filter(|(distance, _)| *distance <= limit)
            .collect();
        near.sort_unstable();
        near.into_iter().take(SHOWN_MAX).map(|(_, index)| self.names[index as usize].clone()).collect()
    }

    /// The names that share most pairs of letters with `wanted`.
    fn sharing_most(&self, wanted: &str) -> Vec<u32> {
        let mut shared = vec![0_u16; self.names.len()];
        let mut touched = Vec::new();
        for index in pairs_of(wanted).filter_map(|pair| self.pairs.get(&pair)).flatten() {
            let count = &mut shared[*index as usize];
            if *count == 0 {
                touched.push(*index);
            }
            *count = count.saturating_add(1);
        }
        let more_first = |index: &u32| (std::cmp::Reverse(shared[*index as usize]), *index);
        if touched.len() > MEASURED_MAX {
            touched.select_nth_unstable_by_key(MEASURED_MAX, more_first);
            touched.truncate(MEASURED_MAX);
        }
        touched
    }
}

/// Neighbouring letters of a name, its beginning and end among them, so that one letter has pairs too.
fn pairs_of(name: &str) -> impl Iterator<Item = (char, char)> {
    let from = std::iter::once('^').chain(name.chars());
    from.zip(name.chars().chain(std::iter::once('$')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Nearest {
        Nearest::new(["GTX Pro", "GTX Basic", "GTX Plus Pro", "MG Special", "ООО Алёнушка"])
    }

    #[test]
    fn a_missing_space_is_no_distance() {
        assert_eq!(index().nearest("GTXPro")[0], "GTX Pro");
        assert_eq!(index().alike("gtxpro"), Some("GTX Pro"));
    }

    #[test]
    fn swapped_and_missing_letters_are_near() {
        assert_eq!(index().nearest("MG Speical"), ["MG Special"]);
        assert_eq!(index().nearest("ооо аленушк"), ["ООО Алёнушка"]);
    }

    #[test]
    fn what_is_far_is_not_suggested() {
        assert!(index().nearest("Ромашка").is_empty());
        assert!(index().nearest("").is_empty());
        assert!(index().nearest(&"x".repeat(100_000)).is_empty());
    }

    #[test]
    fn the_nearest_of_a_hundred_thousand_is_found_by_measuring_few() {
        let names: Vec<String> = (0..100_000).map(|n| format!("Клиент {:05}-{}", n, n % 7)).collect();
        let index = Nearest::new(names.iter().map(String::as_str));
        assert_eq!(index.sharing_most(&fold("Клиент 04711-0")).len(), MEASURED_MAX);
        assert_eq!(index.nearest("Клиетн 04711-0")[0], names[4711]);
    }
}
