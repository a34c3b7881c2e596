use base::access::Role;
use base::jobs;
use base::on_both_engines;
use base::testing::{Bench, Seen};
use http::Request;

use crate::kit::{bench, counted, partner};

async fn upload(bench: &Bench, secret: &str, target: &str, name: &str, body: &[u8]) -> Seen {
    let mut form = Vec::new();
    for (field, value) in [("csrf", secret), ("target", target)] {
        form.extend_from_slice(
            format!("--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n")
                .as_bytes(),
        );
    }
    let head = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n"
    );
    form.extend_from_slice(head.as_bytes());
    form.extend_from_slice(body);
    form.extend_from_slice(b"\r\n--edge--\r\n");
    let request =
        Request::post("/desk/sales/import").header("content-type", "multipart/form-data; boundary=edge");
    bench.desk(Role::Owner).send(request.body(form.into()).unwrap()).await
}

const BODY: &str = "Номер;Партнёр;Товар;Дата;Сумма\n1;Анна;GTXPro;20.02.2026;1 234,56\n2;Анна;GTX Pro;21.02.2026;10\n3;Анна;GTXPro;31.02.2026;10\n";

on_both_engines! { bench;

async fn a_file_is_brought_matched_checked_mended_and_written(bench) {
    partner(&bench, "Анна").await;
    let desk = bench.desk(Role::Owner);
    desk.post("/desk/sales/products", &[("name", "GTX Pro")]).await.leads_on();
    desk.get("/desk/sales/import").await.shows(&["Загрузить и посмотреть", "Загрузок пока не было"]);
    let page = upload(&bench, "test-csrf", "sales", "продажи.csv", BODY.as_bytes()).await.leads_on();
    desk.get(&page).await.shows(&["продажи.csv", "Первые строки файла", "1 234,56", "selected"]);

    let fields = [
        ("col-reference", "Номер"), ("col-partner", "Партнёр"), ("col-product", "Товар"), ("col-happened_on", "Дата"),
        ("col-amount", "Сумма"), ("const-currency", "RUB"), ("filter", ""), ("values", ""),
    ];
    let seen = desk.post(&format!("{page}/mapping"), &fields[..5]).await.is(422);
    assert!(seen.text().contains("currency"));
    desk.post(&format!("{page}/mapping"), &fields).await.leads_on();
    let seen = desk.get(&page).await.shows(&["Файл читается"]);
    assert_eq!(seen.status, 200);
    jobs::run_all(&bench.site).await.unwrap();
    desk.get(&page).await.shows(&["Новых строк: 1", "Не подходят: 2", "«GTXPro» — это «GTX Pro»", "31.02.2026"]);
    assert_eq!(counted(&bench).await, [(0, 0, 0); 2]);
    let rejected = desk.get(&format!("{page}/rejected")).await.is(200).text();
    assert_eq!(rejected.lines().count(), 3);

    let meant = [("field", "product"), ("from", "GTXPro"), ("to", "GTX Pro")];
    desk.post(&format!("{page}/value"), &meant).await.leads_on();
    jobs::run_all(&bench.site).await.unwrap();
    desk.get(&page).await.shows(&["Новых строк: 2", "Не подходят: 1", "product: GTXPro = GTX Pro"]);
    desk.post(&format!("{page}/write"), &[]).await.leads_on();
    jobs::run_all(&bench.site).await.unwrap();
    desk.get(&page).await.shows(&["Записано новых строк: 2", "Отвергнуто: 1"]);
    assert_eq!(counted(&bench).await, [(2, 0, 124_456); 2]);
    desk.get(&format!("{page}/mapping.toml")).await.shows(&["GTXPro = \"GTX Pro\""]);

    // The mapping is remembered, and the same file again says that nothing is new.
    let page = upload(&bench, "test-csrf", "sales", "ещё раз.csv", BODY.as_bytes()).await.leads_on();
    desk.get(&page).await.shows(&["product: GTXPro = GTX Pro"]);
    desk.get("/desk/sales/import").await.shows(&["ещё раз.csv", "продажи.csv"]);
}

async fn an_upload_without_the_secret_or_a_sound_file_is_refused(bench) {
    upload(&bench, "guess", "sales", "file.csv", BODY.as_bytes()).await.is(400);
    let seen = upload(&bench, "test-csrf", "sales", "file.xlsx", b"not a workbook").await.is(422);
    assert!(seen.text().contains("file.xlsx"));
    upload(&bench, "test-csrf", "sales", "", b"").await.is(422);
    let mut work = bench.work().await;
    assert_eq!(work.count("select count(*) from base_files", vec![]).await.unwrap(), 0);
}

async fn a_file_larger_than_a_form_is_taken(bench) {
    partner(&bench, "Анна").await;
    let mut body = String::from("Номер;Партнёр;Товар;Дата;Сумма;Примечание\n");
    for number in 0..4_000 {
        body.push_str(&format!("{number};Анна;;20.02.2026;1;{}\n", "x".repeat(900)));
    }
    assert!(body.len() > 3 * 1024 * 1024);
    let page = upload(&bench, "test-csrf", "sales", "file.csv", body.as_bytes()).await.leads_on();
    bench.desk(Role::Owner).get(&page).await.shows(&["file.csv"]);
}

async fn exports_hold_exactly_what_is_filtered(bench) {
    let anna = partner(&bench, "=Анна").await;
    for number in 0..3 {
        crate::kit::sold(&bench, crate::kit::order(anna, &format!("A-{number}"))).await;
    }
    let desk = bench.desk(Role::Auditor);
    let csv = desk.get("/desk/sales/export?format=csv&q=a-1").await.is(200).text();
    assert_eq!(csv.lines().count(), 2);
    assert!(csv.contains("A-1;20.02.2026;заказ;подтверждена;'=Анна;;;1;100,00;RUB;test"), "{csv}");
    let xlsx = desk.get("/desk/sales/export?format=xlsx").await.is(200);
    assert!(xlsx.bytes.starts_with(b"PK"));
    desk.get("/desk/sales/export?format=pdf").await.is(400);
}

}
