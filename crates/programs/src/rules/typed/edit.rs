//! What the buttons of the editor's form do.

use super::{TypedBand, TypedBonus, TypedCondition, TypedRule, TypedTerms, TypedUpline};

/// The three lists of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Rules.
    Rule,
    /// Uplines.
    Upline,
    /// Bonuses.
    Bonus,
}

impl Part {
    /// The word in field names and button values.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Upline => "upline",
            Self::Bonus => "bonus",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Rule, Self::Upline, Self::Bonus].into_iter().find(|part| part.word() == word)
    }
}

/// One change of the lists; all indexes count from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// One more at the end of a list.
    Add(Part),
    /// Take one out.
    Remove(Part, usize),
    /// Put one before its neighbour.
    Up(Part, usize),
    /// Put one behind its neighbour.
    Down(Part, usize),
    /// One more row of a condition.
    AddCondition(Part, usize),
    /// Take a row of a condition out.
    RemoveCondition(Part, usize, usize),
    /// One more band.
    AddBand(usize),
    /// Take a band out.
    RemoveBand(usize, usize),
}

impl Edit {
    /// The value of its button, `rule:up:2`.
    pub fn value(self) -> String {
        match self {
            Self::Add(part) => format!("{}:add", part.word()),
            Self::Remove(part, at) => format!("{}:remove:{at}", part.word()),
            Self::Up(part, at) => format!("{}:up:{at}", part.word()),
            Self::Down(part, at) => format!("{}:down:{at}", part.word()),
            Self::AddCondition(part, at) => format!("{}:when-add:{at}", part.word()),
            Self::RemoveCondition(part, at, row) => format!("{}:when-remove:{at}:{row}", part.word()),
            Self::AddBand(at) => format!("rule:band-add:{at}"),
            Self::RemoveBand(at, band) => format!("rule:band-remove:{at}:{band}"),
        }
    }

    /// Reads the value of a button.
    pub fn parse(value: &str) -> Option<Self> {
        let words: Vec<&str> = value.split(':').collect();
        let number = |at: usize| words.get(at).and_then(|word| word.parse::<usize>().ok());
        let part = Part::parse(words.first()?)?;
        match (*words.get(1)?, part) {
            ("add", _) => Some(Self::Add(part)),
            ("remove", _) => Some(Self::Remove(part, number(2)?)),
            ("up", _) => Some(Self::Up(part, number(2)?)),
            ("down", _) => Some(Self::Down(part, number(2)?)),
            ("when-add", _) => Some(Self::AddCondition(part, number(2)?)),
            ("when-remove", _) => Some(Self::RemoveCondition(part, number(2)?, number(3)?)),
            ("band-add", Part::Rule) => Some(Self::AddBand(number(2)?)),
            ("band-remove", Part::Rule) => Some(Self::RemoveBand(number(2)?, number(3)?)),
            _ => None,
        }
    }

    /// The anchor of what it touches, to which the page comes back.
    pub fn anchor(self) -> String {
        match self {
            Self::Add(part) => format!("{}-add", part.word()),
            Self::Remove(part, at) | Self::AddCondition(part, at) | Self::RemoveCondition(part, at, _) => {
                format!("{}-{at}", part.word())
            }
            Self::Up(part, at) => format!("{}-{}", part.word(), at.saturating_sub(1)),
            Self::Down(part, at) => format!("{}-{}", part.word(), at + 1),
            Self::AddBand(at) | Self::RemoveBand(at, _) => format!("rule-{at}"),
        }
    }
}

impl TypedTerms {
    /// Makes the change; one that points nowhere changes nothing.
    pub fn apply(&mut self, edit: Edit) {
        match edit {
            Edit::Add(part) => self.add(part),
            Edit::Remove(part, at) => self.remove(part, at),
            Edit::Up(part, at) => self.swap(part, at.wrapping_sub(1), at),
            Edit::Down(part, at) => self.swap(part, at, at + 1),
            Edit::AddCondition(part, at) => {
                if let Some(when) = self.when_mut(part, at) {
                    when.push(TypedCondition { op: "is".into(), ..TypedCondition::default() });
                }
            }
            Edit::RemoveCondition(part, at, row) => {
                if let Some(when) = self.when_mut(part, at) {
                    take(when, row);
                }
            }
            Edit::AddBand(at) => {
                if let Some(rule) = self.rules.get_mut(at) {
                    rule.bands.push(TypedBand::default());
                }
            }
            Edit::RemoveBand(at, band) => {
                if let Some(rule) = self.rules.get_mut(at) {
                    take(&mut rule.bands, band);
                }
            }
        }
    }

    fn add(&mut self, part: Part) {
        match part {
            Part::Rule => self.rules.push(TypedRule { pay: "percent".into(), ..TypedRule::default() }),
            Part::Upline => {
                let level = (self.uplines.len() + 1).to_string();
                self.uplines.push(TypedUpline { level, ..TypedUpline::default() });
            }
            Part::Bonus => self.bonuses.push(TypedBonus { pay: "fixed".into(), ..TypedBonus::default() }),
        }
    }

    fn remove(&mut self, part: Part, at: usize) {
        match part {
            Part::Rule => take(&mut self.rules, at),
            Part::Upline => take(&mut self.uplines, at),
            Part::Bonus => take(&mut self.bonuses, at),
        }
    }

    fn swap(&mut self, part: Part, one: usize, other: usize) {
        match part {
            Part::Rule => swap(&mut self.rules, one, other),
            Part::Upline => swap(&mut self.uplines, one, other),
            Part::Bonus => swap(&mut self.bonuses, one, other),
        }
    }

    fn when_mut(&mut self, part: Part, at: usize) -> Option<&mut Vec<TypedCondition>> {
        match part {
            Part::Rule => self.rules.get_mut(at).map(|rule| &mut rule.when),
            Part::Upline => self.uplines.get_mut(at).map(|upline| &mut upline.when),
            Part::Bonus => self.bonuses.get_mut(at).map(|bonus| &mut bonus.when),
        }
    }
}

fn take<T>(list: &mut Vec<T>, at: usize) {
    if at < list.len() {
        list.remove(at);
    }
}

fn swap<T>(list: &mut [T], one: usize, other: usize) {
    if one.max(other) < list.len() {
        list.swap(one, other);
    }
}

#[cfg(test)]
mod tests {
    use super::{Edit, Part, TypedRule, TypedTerms};

    fn named(names: &[&str]) -> TypedTerms {
        let rule = |name: &&str| TypedRule { name: (*name).into(), ..TypedRule::default() };
        TypedTerms { rules: names.iter().map(rule).collect(), ..TypedTerms::default() }
    }

    fn names(typed: &TypedTerms) -> Vec<&str> {
        typed.rules.iter().map(|rule| rule.name.as_str()).collect()
    }

    #[test]
    fn rules_move_and_the_ends_stay() {
        let mut typed = named(&["a", "b", "c"]);
        typed.apply(Edit::Up(Part::Rule, 2));
        typed.apply(Edit::Up(Part::Rule, 0));
        typed.apply(Edit::Down(Part::Rule, 2));
        assert_eq!(names(&typed), ["a", "c", "b"]);
        typed.apply(Edit::Remove(Part::Rule, 1));
        typed.apply(Edit::Remove(Part::Rule, 7));
        assert_eq!(names(&typed), ["a", "b"]);
    }

    #[test]
    fn the_value_of_every_button_reads_back() {
        let edits = [
            Edit::Add(Part::Bonus),
            Edit::Remove(Part::Upline, 3),
            Edit::Up(Part::Rule, 1),
            Edit::Down(Part::Rule, 0),
            Edit::AddCondition(Part::Bonus, 2),
            Edit::RemoveCondition(Part::Rule, 2, 5),
            Edit::AddBand(4),
            Edit::RemoveBand(4, 1),
        ];
        assert!(edits.iter().all(|edit| Edit::parse(&edit.value()) == Some(*edit)));
        assert_eq!(Edit::parse("save"), None);
        assert_eq!(Edit::parse("upline:band-add:1"), None);
    }
}
