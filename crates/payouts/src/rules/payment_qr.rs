//! The code on an invoice that a payer's phone reads: ГОСТ Р 56042-2014 in UTF-8 (`ST00012`), and its picture.

use money::{Currency, Money};
use qrcode::{Color, EcLevel, QrCode};

use super::{Party, Problem};

/// What a payer is to pay.
#[derive(Clone, Debug)]
pub struct PaymentCode<'a> {
    /// Who is paid; КПП may be empty.
    pub payee: &'a Party,
    /// How much; none leaves it to the payer.
    pub amount: Option<Money>,
    /// What for.
    pub purpose: &'a str,
}

const NAME_MAX: usize = 160;
const BANK_MAX: usize = 45;
const PURPOSE_MAX: usize = 210;
/// Modules of white around the code.
const QUIET: usize = 4;

/// What stands in the way of a code.
pub fn check_code(code: &PaymentCode<'_>) -> Vec<Problem> {
    let Party { name, inn, account, bic, bank, corr_account, .. } = code.payee;
    let needed = [
        ("name", name.as_str(), NAME_MAX),
        ("account", account, 20),
        ("bank", bank, BANK_MAX),
        ("bic", bic, 9),
        ("corr_account", corr_account, 20),
        ("inn", inn, 12),
        ("purpose", code.purpose, PURPOSE_MAX),
    ];
    let mut found = Vec::new();
    for (field, text, max) in needed {
        let field = field.to_owned();
        let letters = text.chars().count();
        if text.trim().is_empty() {
            found.push(Problem::Missing { field });
        } else if letters > max {
            found.push(Problem::TooLong { field, letters, max });
        } else if text.chars().any(char::is_control) {
            found.push(Problem::LineBreak { field });
        }
    }
    match code.amount {
        Some(amount) if amount.currency != Currency::RUB => found.push(Problem::NotRoubles),
        Some(amount) if amount.minor <= 0 => found.push(Problem::NotPositive),
        _ => {}
    }
    found
}

/// The text of the code. A sign that no value holds stands between them: `|` as a rule.
pub fn code_text(code: &PaymentCode<'_>) -> Result<String, Vec<Problem>> {
    let problems = check_code(code);
    if !problems.is_empty() {
        return Err(problems);
    }
    let payee = code.payee;
    let sum = code.amount.map(|amount| amount.minor.to_string()).unwrap_or_default();
    let fields = [
        ("Name", payee.name.as_str()),
        ("PersonalAcc", &payee.account),
        ("BankName", &payee.bank),
        ("BIC", &payee.bic),
        ("CorrespAcc", &payee.corr_account),
        ("Sum", &sum),
        ("Purpose", code.purpose),
        ("PayeeINN", &payee.inn),
        ("KPP", &payee.kpp),
    ];
    let is_free = |sign: &char| fields.iter().all(|(_, value)| !value.contains(*sign));
    let Some(sign) = ['|', '~', '^', '`', '\\'].into_iter().find(is_free) else {
        return Err(vec![Problem::Unmappable { field: "purpose".to_owned(), letter: "|".to_owned() }]);
    };
    let given = fields.into_iter().filter(|(_, value)| !value.trim().is_empty());
    Ok(given.fold("ST00012".to_owned(), |text, (key, value)| format!("{text}{sign}{key}={}", value.trim())))
}

/// The picture of a code: black on white whatever the theme, with a title for those who do not see it.
pub fn code_svg(text: &str, title: &str) -> Result<String, Problem> {
    let too_long =
        |_| Problem::TooLong { field: "purpose".to_owned(), letters: text.chars().count(), max: 1000 };
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(too_long)?;
    let width = code.width();
    let size = width + 2 * QUIET;
    let mut path = String::new();
    for (row, modules) in code.to_colors().chunks(width).enumerate() {
        let mut at = 0;
        for run in modules.chunk_by(|one, next| one == next) {
            if run[0] == Color::Dark {
                path.push_str(&format!("M{} {}h{}v1h-{}z", at + QUIET, row + QUIET, run.len(), run.len()));
            }
            at += run.len();
        }
    }
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" role=\"img\" shape-rendering=\"crispEdges\">\
         <title>{title}</title><rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
    ))
}

#[cfg(test)]
mod tests;
