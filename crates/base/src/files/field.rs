//! The fields a slice wants from a file.

/// A field that a slice can take from a column.
#[derive(Clone, Copy, Debug)]
pub struct TargetField {
    /// The name by which mappings and the slice know it.
    pub name: &'static str,
    /// What kind of value it holds.
    pub kind: FieldKind,
    /// Whether a row without it is refused.
    pub required: bool,
    /// Whether a second import knows a row again by it.
    pub unique: bool,
    /// What columns with it are called in the files of our users, in Russian and English.
    pub synonyms: &'static [&'static str],
}

/// What kind of value a field holds.
#[derive(Clone, Copy, Debug)]
pub enum FieldKind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number with decimals.
    Decimal,
    /// A sum in the currency of its row.
    Money,
    /// A currency by its code.
    Currency,
    /// A calendar date.
    Date,
    /// Yes or no.
    Flag,
    /// One of these.
    Choice(&'static [Choice]),
}

/// One value of a choice and the words that mean it.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The value as the slice keeps it.
    pub value: &'static str,
    /// Other words for it, in Russian and English.
    pub synonyms: &'static [&'static str],
}

impl TargetField {
    /// A field of this kind that may be left out.
    pub const fn new(name: &'static str, kind: FieldKind) -> TargetField {
        TargetField { name, kind, required: false, unique: false, synonyms: &[] }
    }

    /// The same field, without which a row is refused.
    pub const fn required(mut self) -> TargetField {
        self.required = true;
        self
    }

    /// The same field, by which a second import knows a row again.
    pub const fn unique(mut self) -> TargetField {
        self.unique = true;
        self
    }

    /// The same field with other names that columns give it.
    pub const fn also(mut self, synonyms: &'static [&'static str]) -> TargetField {
        self.synonyms = synonyms;
        self
    }
}
