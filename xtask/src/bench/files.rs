//! The data of W1 as a vendor would bring it: CSV files with their mappings, and the terms.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};

use super::w1::{self, Partner, Plan, Sale, Size, Status};

/// The three months that stand for W1's months of thirty days.
pub const MONTHS: [&str; 3] = ["2025-04", "2025-05", "2025-06"];
/// The first day of the programme.
pub const STARTS_ON: &str = "2025-04-01";

/// What is imported, in this order. Those who take part come in first and are enrolled; then everybody with his upline.
pub const MEMBERS: Import = Import { target: "partners", name: "members" };
pub const REST: [Import; 3] = [
    Import { target: "partners", name: "partners" },
    Import { target: "products", name: "products" },
    Import { target: "sales", name: "sales" },
];

/// A file and its mapping: `name.csv` and `name.toml`.
#[derive(Clone, Copy)]
pub struct Import {
    pub target: &'static str,
    pub name: &'static str,
}

const MEMBERS_MAP: &str = "\
kind = \"partners\"
[columns]
name = \"name\"
code = \"code\"
kind = \"kind\"
status = \"status\"
";

const PARTNERS_MAP: &str = "\
kind = \"partners\"
[columns]
name = \"name\"
code = \"code\"
kind = \"kind\"
status = \"status\"
upline = \"upline\"
[constant]
upline_from = \"2025-01-01\"
";

const PRODUCTS_MAP: &str = "\
kind = \"products\"
[columns]
name = \"name\"
code = \"code\"
category = \"category\"
";

/// Only confirmed sales come in, as long as the import knows no other state.
const SALES_MAP: &str = "\
kind = \"sales\"
date = \"iso\"
[columns]
reference = \"number\"
partner = \"partner\"
product = \"product\"
happened_on = \"date\"
amount = \"amount\"
kind = \"kind\"
[constant]
currency = \"RUB\"
[filter]
state = \"confirmed\"
";

/// Writes everything into `folder`.
pub fn write(folder: &Path, size: Size) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    for (name, text) in [
        ("members.toml", MEMBERS_MAP),
        ("partners.toml", PARTNERS_MAP),
        ("products.toml", PRODUCTS_MAP),
        ("sales.toml", SALES_MAP),
        ("terms.toml", &terms()),
    ] {
        fs::write(folder.join(name), text)?;
    }
    let members = size.partners().filter(|partner| partner.status != Status::Over);
    table(folder, "members", "code,name,kind,status", members.map(member))?;
    table(folder, "partners", "code,name,kind,status,upline,target", size.partners().map(partner))?;
    table(folder, "products", "code,name,category", (1..=w1::PRODUCTS).map(product))?;
    table(folder, "sales", "number,partner,product,date,amount,kind,state", size.sales().map(sale))
}

fn table(folder: &Path, name: &str, head: &str, rows: impl Iterator<Item = String>) -> Result<()> {
    let path = folder.join(name).with_extension("csv");
    let file = File::create(&path).with_context(|| format!("cannot create {}", path.display()))?;
    let mut out = BufWriter::new(file);
    writeln!(out, "{head}")?;
    for row in rows {
        writeln!(out, "{row}")?;
    }
    Ok(out.flush()?)
}

/// How partner `id` is called; his code is his number.
pub fn name_of(id: u64) -> String {
    format!("Partner {id:06}")
}

/// The number of the partner, or of the sale, in a name or a reference.
#[cfg(any(test, feature = "bench"))]
pub fn number_in(text: &str) -> Option<u64> {
    text.trim_start_matches(|letter: char| !letter.is_ascii_digit()).parse().ok()
}

fn member(partner: Partner) -> String {
    let kind = match partner.plan {
        Plan::A => "reseller",
        Plan::B => "agent",
    };
    let status = match partner.status {
        Status::Good => "active",
        Status::Waits => "suspended",
        Status::Over => "terminated",
    };
    format!("{:06},{},{kind},{status}", partner.id, name_of(partner.id))
}

fn partner(partner: Partner) -> String {
    let upline = if partner.parent == 0 { String::new() } else { name_of(partner.parent) };
    format!("{},{upline},{}", member(partner), decimal(partner.target))
}

fn product(id: u64) -> String {
    format!("{id:04},Product {id:04},c{:02}", w1::category(id))
}

fn sale(sale: Sale) -> String {
    let kind = if sale.amount < 0 { "return" } else { "order" };
    let state = match sale.status {
        Status::Good => "confirmed",
        Status::Waits => "pending",
        Status::Over => "cancelled",
    };
    let month = MONTHS[(sale.day / 30) as usize];
    let day = 1 + sale.day % 30;
    let amount = decimal(sale.amount);
    format!("{:09},{:06},{:04},{month}-{day:02},{amount},{kind},{state}", sale.id, sale.partner, sale.product)
}

/// Kopecks as roubles.
fn decimal(kopecks: i64) -> String {
    let sign = if kopecks < 0 { "-" } else { "" };
    let kopecks = kopecks.unsigned_abs();
    format!("{sign}{}.{:02}", kopecks / 100, kopecks % 100)
}

/// Millionths as a percentage.
fn percent(millionths: i64) -> String {
    format!("{}.{:04}", millionths / 10_000, millionths % 10_000)
}

/// The plans of W1 in the language of terms: plan A pays the whole month at the tier reached, a rule for each category;
/// plan B pays by brackets.
pub fn terms() -> String {
    let mut text = String::from(
        "name = \"W1\"\ncurrency = \"RUB\"\nperiod = \"month\"\n\n[rounding]\nat = \"line\"\n\
         mode = \"half-away-from-zero\"\n",
    );
    let mut put = |part: std::fmt::Arguments<'_>| {
        let _ = text.write_fmt(part);
    };
    let bounds = w1::TIERS.map(|bound| format!("up_to = \"{}\"\n", decimal(bound)));
    let bound = |tier: usize| bounds.get(tier).map_or("", String::as_str);
    for category in 0..w1::CATEGORIES {
        put(format_args!(
            "\n[[rule]]\nname = \"a-c{category:02}\"\n\
             when = {{ partner.kind = \"reseller\", product.category = \"c{category:02}\" }}\n\
             bands = {{ pay = \"reached\", measure = \"gross\", scope = \"own\", window = \"month\" }}\n"
        ));
        for tier in 0..=w1::TIERS.len() {
            let rate = percent(w1::rate(category, tier as u64));
            put(format_args!("[[rule.band]]\n{}percent = \"{rate}\"\n", bound(tier)));
        }
    }
    put(format_args!(
        "\n[[rule]]\nname = \"b\"\nwhen = {{ partner.kind = \"agent\" }}\n\
         bands = {{ pay = \"marginal\", measure = \"gross\", scope = \"own\", window = \"month\" }}\n"
    ));
    for (tier, rate) in w1::BRACKETS.into_iter().enumerate() {
        put(format_args!("[[rule.band]]\n{}percent = \"{}\"\n", bound(tier), percent(rate)));
    }
    let first_tier = decimal(w1::TIERS[0]);
    for (distance, rate) in w1::OVERRIDES.into_iter().enumerate() {
        let turnover = if distance < 2 {
            String::new()
        } else {
            format!(", beneficiary.turnover = {{ from = \"{first_tier}\" }}")
        };
        put(format_args!(
            "\n[[upline]]\nlevel = {}\npercent = \"{}\"\nwhen = {{ beneficiary.status = \"active\"{turnover} }}\n",
            distance + 1,
            percent(rate)
        ));
    }
    put(format_args!(
        "\n[[bonus]]\nname = \"target\"\ntarget = \"partner\"\npercent = \"{}\"\n\
         \n[[cap]]\nname = \"overrides\"\nof = \"override\"\nper = \"period\"\nat_most = \"{}\"\n",
        percent(w1::BONUS),
        decimal(w1::OVERRIDES_MAX)
    ));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_what_its_sale_is() {
        let size = Size::called("tiny").unwrap();
        assert_eq!(sale(size.sale(1)), "000000001,000287,1520,2025-04-07,51798.95,order,pending");
        let back = size.sales().find(|sale| sale.amount < 0).map(sale).unwrap();
        assert!(back.contains(",-") && back.contains(",return,"), "{back}");
    }

    #[test]
    fn names_and_numbers_go_both_ways() {
        assert_eq!(number_in(&name_of(4711)), Some(4711));
        assert_eq!(number_in("000000123"), Some(123));
        assert_eq!(number_in("Vera"), None);
    }

    #[test]
    fn terms_have_every_rule_of_both_plans() {
        let text = terms();
        assert_eq!(text.matches("[[rule]]").count(), 21);
        assert_eq!(text.matches("[[rule.band]]").count(), 84);
        assert_eq!(text.matches("[[upline]]").count(), 4);
        assert!(text.contains("percent = \"8.2500\"") && text.contains("at_most = \"300000.00\""), "{text}");
    }
}
