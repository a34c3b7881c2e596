//! What became of the rows of a file.

use super::problem::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Counts of the rows of an import and its problems, the first ones in full and all of them in groups.
///
/// Every row read is counted exactly once more: as filtered out, new, unchanged, changed or rejected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Rows read.
    pub read: u64,
    /// Rows that the mapping leaves out.
    pub filtered: u64,
    /// Rows recorded for the first time.
    pub new: u64,
    /// Rows recorded before with the same values.
    pub unchanged: u64,
    /// Rows recorded before and changed now.
    pub changed: u64,
    /// Rows refused with their reasons.
    pub rejected: u64,
    /// The first problems.
    pub first: Vec<Problem>,
    groups: BTreeMap<String, ProblemGroup>,
}

/// Problems that are alike: the same field, the same trouble, mostly the same value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemGroup {
    /// How many of them.
    pub count: u64,
    /// The first of them.
    pub first: Problem,
    /// Whether the group holds other values besides the first one's.
    pub mixed: bool,
}

const FIRST_MAX: usize = 100;
/// Values of a field that have a group of their own; the others share one.
const VALUES_MAX: usize = 50;

impl Report {
    /// Counts a row that the mapping leaves out.
    pub fn count_filtered(&mut self) {
        self.read += 1;
        self.filtered += 1;
    }

    /// Counts a row recorded for the first time.
    pub fn count_new(&mut self) {
        self.read += 1;
        self.new += 1;
    }

    /// Counts a row recorded before with the same values.
    pub fn count_unchanged(&mut self) {
        self.read += 1;
        self.unchanged += 1;
    }

    /// Counts a row recorded before and changed now.
    pub fn count_changed(&mut self) {
        self.read += 1;
        self.changed += 1;
    }

    /// Counts a refused row and its problems.
    pub fn reject(&mut self, problems: Vec<Problem>) {
        self.read += 1;
        self.rejected += 1;
        problems.into_iter().for_each(|problem| self.add(problem));
    }

    /// Adds the rows of a later part of the same file.
    pub fn absorb(&mut self, later: Report) {
        self.read += later.read;
        self.filtered += later.filtered;
        self.new += later.new;
        self.unchanged += later.unchanged;
        self.changed += later.changed;
        self.rejected += later.rejected;
        let room = FIRST_MAX - self.first.len().min(FIRST_MAX);
        self.first.extend(later.first.into_iter().take(room));
        for (_, group) in later.groups {
            self.add_to_group(group);
        }
    }

    /// Whether no row was refused.
    pub fn is_clean(&self) -> bool {
        self.rejected == 0
    }

    /// Whether the file has changed nothing: every row was known already or left out.
    pub fn is_unchanged(&self) -> bool {
        self.new + self.changed + self.rejected == 0
    }

    /// The groups of problems, the largest first.
    pub fn groups(&self) -> Vec<&ProblemGroup> {
        let mut groups: Vec<&ProblemGroup> = self.groups.values().collect();
        groups.sort_by_key(|group| (std::cmp::Reverse(group.count), group.first.row));
        groups
    }

    fn add(&mut self, problem: Problem) {
        if self.first.len() < FIRST_MAX {
            self.first.push(problem.clone());
        }
        self.add_to_group(ProblemGroup { count: 1, first: problem, mixed: false });
    }

    fn add_to_group(&mut self, group: ProblemGroup) {
        let trouble = trouble_key(&group.first);
        let own = format!("{trouble}{SEPARATOR}{}", group.first.value);
        if !group.mixed && (self.groups.contains_key(&own) || self.values_of(&trouble) < VALUES_MAX) {
            join(&mut self.groups, own, group);
        } else {
            let first = Problem { nearest: Vec::new(), ..group.first };
            let group = ProblemGroup { count: group.count, first, mixed: true };
            join(&mut self.groups, format!("{trouble}{MIXED}"), group);
        }
    }

    fn values_of(&self, trouble: &str) -> usize {
        let from = format!("{trouble}{SEPARATOR}");
        self.groups.range(from.clone()..).take_while(|(key, _)| key.starts_with(&from)).count()
    }
}

const SEPARATOR: char = '\u{1}';
const MIXED: char = '\u{2}';

fn join(groups: &mut BTreeMap<String, ProblemGroup>, key: String, group: ProblemGroup) {
    match groups.get_mut(&key) {
        Some(known) => known.count += group.count,
        None => {
            groups.insert(key, group);
        }
    }
}

/// What makes two problems alike besides the value.
fn trouble_key(problem: &Problem) -> String {
    let what = match &problem.what {
        // These differ from row to row without being different troubles.
        ProblemKind::Row(refusal) => format!("{:?}", std::mem::discriminant(refusal)),
        ProblemKind::Repeated { .. } => "Repeated".to_owned(),
        ProblemKind::Differs { .. } => "Differs".to_owned(),
        ProblemKind::Refused { key, .. } => format!("Refused {key}"),
        other => format!("{other:?}"),
    };
    format!("{}{SEPARATOR}{what}", problem.field)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown(row: u64, value: &str) -> Problem {
        Problem::of_field(row, "product", value, ProblemKind::Unknown).nearest(vec!["GTX Pro".into()])
    }

    #[test]
    fn problems_with_one_value_make_one_group() {
        let mut report = Report::default();
        (2..731).for_each(|row| report.reject(vec![unknown(row, "GTXPro")]));
        report.reject(vec![unknown(731, "MG")]);
        let groups = report.groups();
        assert_eq!((groups.len(), groups[0].count, groups[0].first.row), (2, 729, 2));
        assert_eq!(report.first.len(), FIRST_MAX);
        assert_eq!((report.read, report.rejected), (730, 730));
    }

    #[test]
    fn a_million_different_values_do_not_make_a_million_groups() {
        let mut report = Report::default();
        (0..10_000).for_each(|row| report.reject(vec![unknown(row, &row.to_string())]));
        let groups = report.groups();
        assert_eq!(groups.len(), VALUES_MAX + 1);
        assert!(groups[0].mixed);
        assert_eq!(groups.iter().map(|group| group.count).sum::<u64>(), 10_000);
    }

    #[test]
    fn parts_of_a_file_add_up_to_the_whole() {
        let mut whole = Report::default();
        let mut first = Report::default();
        let mut second = Report::default();
        for row in 0..200 {
            let part = if row < 120 { &mut first } else { &mut second };
            for report in [&mut whole, part] {
                match row % 3 {
                    0 => report.count_new(),
                    1 => report.count_filtered(),
                    _ => report.reject(vec![unknown(row, &(row % 7).to_string())]),
                }
            }
        }
        first.absorb(second);
        assert_eq!(first, whole);
    }

    #[test]
    fn a_report_survives_being_kept_as_json() {
        let mut report = Report::default();
        report.reject(vec![unknown(2, "GTXPro")]);
        let text = serde_json::to_string(&report).unwrap();
        assert_eq!(serde_json::from_str::<Report>(&text).unwrap(), report);
    }
}
