//! The form that matches columns with fields, and the mapping read out of it.

use base::access::Visit;
use base::files::{DateStyle, DecimalStyle, Mapping, TargetField};
use base::page::{Fields, Filled, Frame, columns as columns_of, form, verb};
use base::words::Reader;
use maud::{Markup, html};

use super::{href, look_of, mapping_of};
use crate::import::Target;
use crate::store::Import;

/// Fields that often have the same value in every row.
const CONSTANT: [&str; 5] = ["currency", "kind", "source", "status", "upline_from"];

const DATES: [(&str, DateStyle); 5] = [
    ("auto", DateStyle::Auto),
    ("iso", DateStyle::Iso),
    ("dmy", DateStyle::Dmy),
    ("mdy", DateStyle::Mdy),
    ("excel", DateStyle::Excel),
];
const DECIMALS: [(&str, DecimalStyle); 3] =
    [("auto", DecimalStyle::Auto), ("comma", DecimalStyle::Comma), ("point", DecimalStyle::Point)];

/// Unknown things that rows of this kind may add.
fn creatable(target: Target) -> &'static [&'static str] {
    match target {
        Target::Partners => &["upline"],
        Target::Sales => &["customer", "product"],
        Target::Customers | Target::Products => &[],
    }
}

fn shown(target: Target) -> impl Iterator<Item = &'static TargetField> {
    target.fields().iter().filter(|field| field.name != "create_missing")
}

fn constant(field: &TargetField) -> bool {
    CONSTANT.contains(&field.name)
}

/// A mapping as the values of the form.
pub(super) fn filled_with(mapping: &Mapping) -> Filled {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut add = |name: String, value: &str| pairs.push((name, value.to_owned()));
    for (field, column) in &mapping.columns {
        add(format!("col-{field}"), column);
    }
    for (field, value) in mapping.constant.iter().filter(|(field, _)| *field != "create_missing") {
        add(format!("const-{field}"), value);
    }
    for word in mapping.constant.get("create_missing").into_iter().flat_map(|words| words.split([',', ' '])) {
        add("create".into(), word);
    }
    let filter = mapping.filter.iter().map(|(column, values)| format!("{column} = {}", values.join(" | ")));
    add("filter".into(), &filter.collect::<Vec<_>>().join("\n"));
    let values = mapping
        .values
        .iter()
        .flat_map(|(field, values)| values.iter().map(move |(from, to)| format!("{field}: {from} = {to}")));
    add("values".into(), &values.collect::<Vec<_>>().join("\n"));
    add(
        "date".into(),
        DATES.iter().find(|(_, style)| *style == mapping.date).map_or("auto", |(name, _)| name),
    );
    add(
        "decimal".into(),
        DECIMALS.iter().find(|(_, style)| *style == mapping.decimal).map_or("auto", |(name, _)| name),
    );
    add("sheet".into(), mapping.hints.sheet.as_deref().unwrap_or_default());
    add("header_row".into(), &mapping.hints.header_row.map(|row| row.to_string()).unwrap_or_default());
    Filled::from_pairs(pairs)
}

/// The mapping that was typed; what cannot be understood is written under its field.
pub(super) fn typed(r: &Reader, import: &Import, filled: &mut Filled) -> Mapping {
    let before = mapping_of(import);
    let mut mapping = Mapping { kind: Some(import.target.name().to_owned()), ..Mapping::default() };
    mapping.hints.encoding = before.hints.encoding;
    mapping.hints.separator = before.hints.separator;
    for field in shown(import.target) {
        if let Some(column) = filled.optional(&format!("col-{}", field.name)) {
            mapping.columns.insert(field.name.to_owned(), column);
        } else if let Some(value) = filled.optional(&format!("const-{}", field.name)) {
            mapping.constant.insert(field.name.to_owned(), value);
        }
    }
    let create: Vec<&str> = filled.all("create").collect();
    if !create.is_empty() {
        mapping.constant.insert("create_missing".to_owned(), create.join(", "));
    }
    mapping.date = DATES
        .iter()
        .find(|(name, _)| *name == filled.text("date"))
        .map_or(DateStyle::Auto, |(_, style)| *style);
    let decimal = DECIMALS.iter().find(|(name, _)| *name == filled.text("decimal"));
    mapping.decimal = decimal.map_or(DecimalStyle::Auto, |(_, style)| *style);
    mapping.hints.sheet = filled.optional("sheet");
    let header = filled.integer(r, "header_row", &r.t("sales-import-header-row"));
    mapping.hints.header_row = header.and_then(|row| u64::try_from(row).ok()).filter(|row| *row > 0);
    read_filter(r, filled, &mut mapping);
    read_values(r, filled, &mut mapping);
    mapping
}

fn read_filter(r: &Reader, filled: &mut Filled, mapping: &mut Mapping) {
    for line in lines(filled, "filter") {
        match line.split_once('=') {
            Some((column, values)) => {
                let values = values.split('|').map(|value| value.trim().to_owned()).collect();
                mapping.filter.insert(column.trim().to_owned(), values);
            }
            None => filled.refuse("filter", r.tr("sales-import-filter-odd", &[("line", line.into())])),
        }
    }
}

fn read_values(r: &Reader, filled: &mut Filled, mapping: &mut Mapping) {
    for line in lines(filled, "values") {
        let parts =
            line.split_once(':').and_then(|(field, pair)| Some((field.trim(), pair.split_once('=')?)));
        match parts {
            Some((field, (from, to))) => {
                let values = mapping.values.entry(field.to_owned()).or_default();
                values.insert(from.trim().to_owned(), to.trim().to_owned());
            }
            None => filled.refuse("values", r.tr("sales-import-values-odd", &[("line", line.into())])),
        }
    }
}

fn lines(filled: &Filled, name: &str) -> Vec<String> {
    filled.text(name).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The form.
pub(super) fn mapping_form(visit: &Visit, frame: &Frame, import: &Import, filled: &Filled) -> Markup {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let columns = look_of(import).columns;
    let options = || {
        let none = (String::new(), r.t("sales-import-no-column"));
        std::iter::once(none).chain(columns.iter().map(|column| (column.clone(), column.clone())))
    };
    let names: Vec<(&TargetField, String, String, String)> = shown(import.target)
        .map(|field| {
            let label = r.t(&format!("sales-field-{}", field.name));
            (field, label, format!("col-{}", field.name), format!("const-{}", field.name))
        })
        .collect();
    let words = |kind: &str, name: &str| r.t(&format!("sales-import-{kind}-{name}"));
    let create: Vec<(&str, String)> =
        creatable(import.target).iter().map(|name| (*name, words("create", name))).collect();
    let dates = DATES.map(|(name, _)| (name, words("date", name)));
    let decimals = DECIMALS.map(|(name, _)| (name, words("decimal", name)));
    let matched = html! {
        @for (field, label, column, same) in &names {
            @let select = f.select(column, label.clone(), options());
            @if field.required && !constant(field) { (select.required()) } @else { (select) }
            @if constant(field) {
                (f.text(same, r.tr("sales-import-constant", &[("field", label.as_str().into())])).short())
            }
        }
    };
    let ways = html! {
        @if !create.is_empty() { (f.many("create", r.t("sales-import-create"), create)) }
        (f.area("filter", r.t("sales-import-filter"), 2).help(r.t("sales-import-filter-help")))
        (f.area("values", r.t("sales-import-values"), 3).help(r.t("sales-import-values-help")))
        (f.select("date", r.t("sales-import-date"), dates).required())
        (f.select("decimal", r.t("sales-import-decimal"), decimals).required())
        (f.text("sheet", r.t("sales-import-sheet")).short().help(r.t("sales-import-sheet-help")))
        (f.number("header_row", r.t("sales-import-header-row")).help(r.t("sales-import-header-help")))
    };
    let body = html! { (columns_of([matched, ways])) (verb(&r.t("sales-import-check-verb"))) };
    form(frame, &format!("{}/mapping", href(import.id)), filled, body)
}
