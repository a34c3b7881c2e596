//! SQL stands in stores, and a slice writes only its own tables; the ledger only inserts.

use crate::house::{self, File, SLICES};
use crate::{Broken, nothing};

/// A write to a table, as an SQL text says it.
#[derive(Debug, PartialEq, Eq)]
struct Write {
    verb: &'static str,
    table: String,
    /// `on conflict … do update`.
    overwrites: bool,
}

/// Whether a string is an SQL statement, or the head or tail of one.
pub fn is_sql(text: &str) -> bool {
    let words = words(text);
    let has = |word: &str| words.iter().any(|own| own == word);
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["insert", "into", ..] | ["delete", "from", ..] | ["on", "conflict", ..] => true,
        ["update", ..] => has("set"),
        ["select", ..] => has("from") || has("$1"),
        ["with", _, "as", ..] | ["with", "recursive", ..] => has("select"),
        ["create" | "alter" | "drop", "table" | "index" | "view", ..] => true,
        _ => false,
    }
}

/// Lower-case words; brackets and commas stand alone.
fn words(text: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '(' | ')' | ',' | ';' => spaced.extend([' ', letter, ' ']),
            letter => spaced.extend(letter.to_lowercase()),
        }
    }
    spaced.split_whitespace().map(str::to_owned).collect()
}

fn writes(text: &str) -> Vec<Write> {
    let words = words(text);
    let overwrites = words.windows(2).any(|pair| pair == ["do", "update"]);
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    (0..words.len())
        .filter_map(|at| match (word(at), word(at + 1)) {
            ("insert", "into") => Some(Write { verb: "insert", table: word(at + 2).to_owned(), overwrites }),
            ("delete", "from") => {
                Some(Write { verb: "delete", table: word(at + 2).to_owned(), overwrites: false })
            }
            ("update", "set") => None,
            ("update", table) if (2..5).any(|step| word(at + step) == "set") => {
                Some(Write { verb: "update", table: table.to_owned(), overwrites: false })
            }
            _ => None,
        })
        .collect()
}

fn outside_a_store(file: &File) -> Vec<Broken> {
    let in_store = file.place.ends_with("/store.rs") || file.place.contains("/store/");
    if in_store || file.krate() == "base" || file.krate() == "xtask" {
        return Vec::new();
    }
    let mend =
        format!("move it into crates/{}/src/store.rs as a function with a sentence-like name", file.krate());
    statements(file)
        .map(|(line, text)| {
            Broken::at(&file.place, line, format!("SQL outside a store: `{}`", head(&text)), &mend)
        })
        .collect()
}

/// Every write of a file; a tail that stands in a text of its own (`on conflict …`) goes on with the table before it.
fn writes_of(file: &File) -> Vec<(usize, Write)> {
    let mut found: Vec<(usize, Write)> = Vec::new();
    for (line, text) in statements(file) {
        let writes = writes(&text);
        let tail = text.trim_start().to_lowercase().starts_with("on conflict") && text.contains("do update");
        if let Some((_, last)) = found.last().filter(|_| tail) {
            let table = last.table.clone();
            found.push((line, Write { verb: "insert", table, overwrites: true }));
        } else {
            found.extend(writes.into_iter().map(|write| (line, write)));
        }
    }
    found
}

fn foreign_writes(file: &File) -> Vec<Broken> {
    let own = file.krate();
    writes_of(file)
        .into_iter()
        .filter_map(|(line, write)| {
            let Write { verb, table, .. } = &write;
            let (what, mend) = if table.contains('{') {
                (format!("the table of {verb} is not in the text"), "write the table's name out".to_owned())
            } else if !table.starts_with(&format!("{own}_")) {
                let owner = table.split('_').next().unwrap_or_default();
                let mend = format!(
                    "call the public face of `{owner}`, or name the table `{own}_…` if it is its own"
                );
                (format!("`{own}` writes the table `{table}` ({verb})"), mend)
            } else if own == "ledger" && table != "ledger_balances" && (*verb != "insert" || write.overwrites)
            {
                let mend = "insert a new posting that points at the old one; only ledger_balances changes";
                (format!("the ledger changes rows of `{table}` ({verb})"), mend.to_owned())
            } else {
                return None;
            };
            Some(Broken::at(&file.place, line, what, mend))
        })
        .collect()
}

/// Tables that a migration creates under somebody else's name.
fn foreign_tables(migration: &File) -> Vec<Broken> {
    let own = migration.krate();
    let row = words(&migration.text);
    let created = row.windows(3).filter_map(|three| match [&*three[0], &*three[1], &*three[2]] {
        ["create", "table", "if"] => None,
        ["create", "table", table] => Some(table),
        ["not", "exists", table] => Some(table),
        _ => None,
    });
    created
        .filter(|table| !table.starts_with(&format!("{own}_")))
        .map(|table| {
            let line = migration
                .text
                .lines()
                .position(|line| line.to_lowercase().contains(table))
                .map_or(1, |at| at + 1);
            let what = format!("`{own}` creates the table `{table}`");
            Broken::at(
                &migration.place,
                line,
                what,
                format!("name it `{own}_…`: a table's prefix is its owner"),
            )
        })
        .collect()
}

/// The SQL texts of a file outside its tests, with their lines.
pub fn statements(file: &File) -> impl Iterator<Item = (usize, String)> + use<> {
    let texts = file.tokens().into_iter().filter_map(|token| Some((token.line, token.text()?.to_owned())));
    texts.filter(|(_, text)| is_sql(text))
}

fn head(text: &str) -> String {
    text.split_whitespace().take(6).collect::<Vec<_>>().join(" ")
}

fn program() -> Vec<File> {
    house::rust().into_iter().filter(File::is_program).collect()
}

#[test]
fn sql_stands_in_stores() {
    nothing(program().iter().flat_map(outside_a_store).collect());
}

#[test]
fn a_slice_writes_only_its_own_tables() {
    let owners =
        |file: &&File| SLICES.contains(&file.krate()) || ["base", "integrations"].contains(&file.krate());
    nothing(program().iter().filter(owners).flat_map(foreign_writes).collect());
}

#[test]
fn a_migration_creates_only_tables_of_its_crate() {
    let migrations =
        house::files("crates", "sql").into_iter().filter(|file| file.place.contains("/migrations/"));
    nothing(migrations.flat_map(|file| foreign_tables(&file)).collect());
}

#[test]
fn a_foreign_write_is_found() {
    let count = |krate: &str, sql: &str| {
        let text = format!("fn save() {{ work.run(\"{sql}\") }}");
        foreign_writes(&File::new(&format!("crates/{krate}/src/store.rs"), &text)).len()
    };
    assert_eq!(count("deals", "insert into partners_partner (id) values ($1)"), 1);
    assert_eq!(count("deals", "update partners_partner p set name = $1"), 1);
    assert_eq!(count("deals", "with gone as (delete from sales_sale returning id) select id from gone"), 1);
    assert_eq!(count("deals", "delete from {table} where id = $1"), 1);
    assert_eq!(
        count("deals", "insert into deals_deal (id) values ($1) on conflict (id) do update set id = $1"),
        0
    );
    assert_eq!(count("deals", "select id from partners_partner for update"), 0);
}

#[test]
fn a_ledger_that_changes_its_rows_is_found() {
    let count = |sql: &str| {
        let text = format!("fn save() {{ work.run(\"{sql}\") }}");
        foreign_writes(&File::new("crates/ledger/src/store.rs", &text)).len()
    };
    assert_eq!(count("update ledger_posting set amount_minor = $1"), 1);
    assert_eq!(
        count("insert into ledger_posting (id) values ($1) on conflict (id) do update set id = $1"),
        1
    );
    assert_eq!(count("insert into ledger_posting (id) values ($1)"), 0);
    assert_eq!(
        count("insert into ledger_posting (id)\", \"on conflict (id) do update set id = excluded.id"),
        1
    );
    assert_eq!(count("update ledger_balances set amount_minor = $1"), 0);
}

#[test]
fn sql_in_a_page_is_found_and_plain_words_are_not() {
    let count = |place: &str, text: &str| outside_a_store(&File::new(place, text)).len();
    let page = "fn page() { html! { (query(\"select name from partners_partner\")) } }";
    assert_eq!(count("crates/partners/src/pages/vendor.rs", page), 1);
    assert_eq!(count("crates/partners/src/store.rs", page), 0);
    let plain = "fn page() { say(\"update the card\"); say(\"select\"); say(\"with love\") }";
    assert_eq!(count("crates/partners/src/pages/vendor.rs", plain), 0);
}

#[test]
fn a_table_under_a_foreign_name_is_found() {
    let count = |sql: &str| foreign_tables(&File::new("crates/deals/migrations/1_deals.sql", sql)).len();
    assert_eq!(count("create table deals_deal(id bigint primary key);"), 0);
    assert_eq!(count("create table if not exists deal (id bigint);"), 1);
    assert_eq!(count("create table deal (id bigint);"), 1);
}
