//! Bank files, read back by programs that others wrote.

use std::process::Command;

use jiff::civil::date;
use payouts::{BankFile, Order, PainFile, Party, write_bank_orders, write_pain};
use sha2::{Digest, Sha256};

use crate::{payer, rub};

/// The Python that has the readers; `None` (and a line that says so) when there is none here.
fn python() -> Option<String> {
    let named = std::env::var("ARTEL_TEST_PYTHON").ok().filter(|python| {
        let import = ["-c", "import client_bank_1c, client_bank_exchange_1c, sepaxml"];
        Command::new(python).args(import).output().is_ok_and(|answer| answer.status.success())
    });
    if named.is_none() {
        let is_ci = std::env::var("CI").as_deref() == Ok("true");
        assert!(!is_ci, "ARTEL_TEST_PYTHON names no Python with the readers of bank files");
        println!(
            "skipped: ARTEL_TEST_PYTHON names no Python with client-bank-1c, client-bank-exchange-1c and sepaxml; `cargo xtask test` prepares one"
        );
    }
    named
}

fn orders(many: i64) -> Vec<Order> {
    let names = [
        "ООО «Ёлки & \"Палки\"»",
        "ИП Щукин-Цыганков Ъ. Ы.",
        "АО 'Кавычка' <и сыновья>",
        "Самозанятый Äрист №7",
    ];
    let order = |number: i64| {
        let name = names[(number % 3) as usize];
        let mut purpose =
            format!("Вознаграждение № {number} по договору «Партнёр \"А\"» = агентский; 100 % & <b>");
        while purpose.chars().count() < (number % 150 + 60) as usize {
            purpose.push_str(" щедро");
        }
        let purpose: String = purpose.chars().take(200).collect();
        Order {
            number,
            date: date(2026, 3, 1),
            amount: rub(100 + number * 7_919 % 99_999_999),
            payee: Party {
                name: name.into(),
                inn: "541011749265".into(),
                account: format!("408028105{number:011}"),
                bic: "044525225".into(),
                bank: "ПАО «Сбербанк»".into(),
                corr_account: "30101810400000000225".into(),
                ..Party::default()
            },
            purpose: purpose.trim().to_owned(),
        }
    };
    (1..=many).map(order).collect()
}

#[test]
fn five_thousand_payouts_are_read_back_with_equal_sums_by_foreign_readers() {
    let Some(python) = python() else { return };
    let (orders, payer) = (orders(5_000), payer());
    let made_at = date(2026, 3, 1).at(12, 0, 0, 0);
    let bank = write_bank_orders(&BankFile { payer: &payer, made_at, orders: &orders }).unwrap();
    let message = "batch_01kjz0000000000";
    let pain = PainFile { message, payer: &payer, made_at, execute_on: date(2026, 3, 1), orders: &orders };
    let pain = write_pain(&pain).unwrap();
    let name = format!("artel-readers-{}-{}", std::process::id(), base::db::id::fresh());
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let files = [folder.join("orders.txt"), folder.join("pain.xml")];
    std::fs::write(&files[0], bank).unwrap();
    std::fs::write(&files[1], pain).unwrap();
    let answer = Command::new(python)
        .args(["-X", "utf8", "-c", include_str!("readers.py")])
        .args(&files)
        .output()
        .unwrap();
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    std::fs::remove_dir_all(&folder).unwrap();
    let total: i64 = orders.iter().map(|order| order.amount.minor).sum();
    let digest = digest(&orders);
    let said = |reader: &str| format!("{reader} 5000 {} {digest}", rub(total).to_decimal());
    let expected = ["client-bank-1c", "client-bank-exchange-1c", "pain.001.001.09"].map(said);
    let read = String::from_utf8(answer.stdout).unwrap();
    assert_eq!(read.lines().collect::<Vec<_>>(), expected);
}

fn digest(orders: &[Order]) -> String {
    let line = |order: &Order| format!("{}|{}|{}", order.number, order.payee.name, order.purpose);
    let text = orders.iter().map(line).collect::<Vec<_>>().join("\n");
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
