//! A first mapping, offered from the names of the columns.

use super::field::TargetField;
use super::fold::fold;
use super::mapping::Mapping;

/// Offers a mapping: every field takes the column whose name is most like the field's own or one of its synonyms.
pub fn guess(columns: &[String], fields: &[TargetField]) -> Mapping {
    let folded: Vec<String> = columns.iter().map(|column| fold(column)).collect();
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for (field_at, field) in fields.iter().enumerate() {
        let names: Vec<String> =
            std::iter::once(&field.name).chain(field.synonyms).map(|name| fold(name)).collect();
        for (column_at, column) in folded.iter().enumerate() {
            let likeness = names.iter().map(|name| likeness(name, column)).max().unwrap_or(0);
            if likeness >= LIKELY {
                pairs.push((likeness, field_at, column_at));
            }
        }
    }
    pairs.sort_by_key(|(likeness, field, column)| (std::cmp::Reverse(*likeness), *field, *column));
    let mut mapping = Mapping::default();
    let mut taken = vec![false; columns.len()];
    for (_, field, column) in pairs {
        let field = fields[field].name;
        if !taken[column] && !mapping.columns.contains_key(field) {
            taken[column] = true;
            mapping.columns.insert(field.to_owned(), columns[column].clone());
        }
    }
    mapping
}

const LIKELY: u32 = 60;

/// How much a column is like a name, of a hundred; both are folded.
fn likeness(name: &str, column: &str) -> u32 {
    let (short, long) = if name.len() < column.len() { (name, column) } else { (column, name) };
    let length = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if short == long {
        return 100;
    }
    if length(short) >= 4 && (long.starts_with(short) || long.ends_with(short)) {
        return 60 + length(short) * 30 / length(long).max(1);
    }
    match strsim::osa_distance(short, long) {
        1 if length(short) >= 5 => 80,
        2 if length(short) >= 8 => 70,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::field::FieldKind;
    use super::*;

    const FIELDS: &[TargetField] = &[
        TargetField::new("reference", FieldKind::Text).required().also(&["номер", "opportunity_id", "id"]),
        TargetField::new("partner", FieldKind::Text).required().also(&[
            "партнёр",
            "контрагент",
            "sales_agent",
        ]),
        TargetField::new("tax_number", FieldKind::Text).also(&["инн"]),
        TargetField::new("amount", FieldKind::Money).required().also(&["сумма", "close_value"]),
        TargetField::new("happened_on", FieldKind::Date).required().also(&["дата", "close_date"]),
        TargetField::new("product", FieldKind::Text).also(&["товар", "номенклатура"]),
    ];

    fn guessed(columns: &[&str]) -> Vec<(String, String)> {
        let columns: Vec<String> = columns.iter().map(|column| (*column).to_owned()).collect();
        guess(&columns, FIELDS).columns.into_iter().collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(field, column)| ((*field).to_owned(), (*column).to_owned())).collect()
    }

    #[test]
    fn an_english_pipeline_is_guessed() {
        let columns = [
            "opportunity_id",
            "sales_agent",
            "product",
            "account",
            "engage_date",
            "close_date",
            "close_value",
        ];
        let expected = [
            ("amount", "close_value"),
            ("happened_on", "close_date"),
            ("partner", "sales_agent"),
            ("product", "product"),
            ("reference", "opportunity_id"),
        ];
        assert_eq!(guessed(&columns), pairs(&expected));
    }

    #[test]
    fn a_russian_sheet_is_guessed() {
        let expected = [
            ("amount", "Сумма, руб."),
            ("happened_on", "Дата продажи"),
            ("partner", "Контрагент"),
            ("product", "Номенклатура"),
            ("reference", "Номер"),
            ("tax_number", "ИНН"),
        ];
        let columns = ["Номер", "Контрагент", "ИНН", "Номенклатура", "Дата продажи", "Сумма, руб."];
        assert_eq!(guessed(&columns), pairs(&expected));
    }

    #[test]
    fn a_slip_of_the_finger_is_forgiven() {
        assert_eq!(guessed(&["Контрагнет"]), pairs(&[("partner", "Контрагнет")]));
    }

    #[test]
    fn one_column_serves_one_field() {
        assert_eq!(guessed(&["id", "идентификатор"]), pairs(&[("reference", "id")]));
    }
}
