//! Documents: numbers without gaps, bytes that stay, papers by legal form, templates, the partner's own.

use base::access::{PartnerId, Role};
use base::on_both_engines;
use base::testing::{Bench, staff};
use base::words::Language;
use commissions::Mode;
use money::Currency;
use partners::{NewPartner, PartnerKind};
use payouts::{Attached, DocumentId, DocumentKind, DocumentRefusal, NewDocument, NewPaper};
use programs::NewProgram;
use terms::{Period, PeriodKind};

use crate::{day, requisites, rub, set_payer};

const TERMS: &str = "name = \"Основные\"\ncurrency = \"RUB\"\nperiod = \"month\"\n\n[rounding]\nat = \"line\"\nmode = \"half-away-from-zero\"\n\n[[rule]]\nname = \"all\"\ntitle = \"Все продажи\"\npercent = \"10\"\n";

fn january() -> Period {
    Period::parse("2026-01").unwrap()
}

fn new(kind: DocumentKind, partner: PartnerId, language: Language) -> NewDocument {
    NewDocument {
        kind,
        partner,
        period: january(),
        currency: Currency::RUB,
        language,
        dated_on: Some(day("2026-01-31")),
        note: String::new(),
    }
}

async fn make(bench: &Bench, new: NewDocument) -> DocumentId {
    let mut work = bench.work().await;
    let id = payouts::make_document(&mut work, new).await.unwrap();
    work.commit().await.unwrap();
    id
}

/// An entrepreneur who earned 12 345.67 in January 2026, closed; and the vendor's requisites.
async fn closed(bench: &Bench) -> PartnerId {
    set_payer(bench, 0).await;
    let mut work = bench.work().await;
    let program = NewProgram {
        code: "main".into(),
        name: "Основная".into(),
        currency: Currency::RUB,
        period: PeriodKind::Month,
        starts_on: day("2026-01-01"),
        hold_days: 0,
        minimum_minor: 0,
        description: String::new(),
    };
    let program = programs::add(&mut work, program).await.unwrap();
    let draft = programs::save_draft(&mut work, program, TERMS).await.unwrap();
    programs::publish(&mut work, draft, day("2026-01-01")).await.unwrap();
    programs::start(&mut work, program).await.unwrap();
    let anna = partners::add(&mut work, NewPartner::named("Анна", PartnerKind::Agent)).await.unwrap();
    partners::change_requisites(&mut work, anna, requisites("ИП Ёлкина Анна Петровна")).await.unwrap();
    programs::enrol(&mut work, program, anna, day("2026-01-01")).await.unwrap();
    let sale = sales::NewSale {
        source: "test".into(),
        reference: "S-1".into(),
        kind: sales::SaleKind::Order,
        partner: anna,
        customer: None,
        product: None,
        program: None,
        happened_on: day("2026-01-15"),
        quantity: 1,
        amount: rub(123_456_70),
        note: String::new(),
        parts: sales::SaleParts::default(),
        participants: Vec::new(),
        is_pending: false,
    };
    sales::enter(&mut work, sale).await.unwrap();
    work.commit().await.unwrap();
    commissions::close(&bench.site, staff(Role::Owner), program, january(), Mode::Post).await.unwrap();
    anna
}

on_both_engines! { crate::bench;

async fn numbers_have_no_gaps_when_sixteen_make_at_once(bench) {
    set_payer(&bench, 0).await;
    let mut people = Vec::new();
    for at in 0..16 {
        // Every fourth has no requisites: his document does not come about and leaves no gap.
        let own = (at % 4 != 3).then(|| requisites(&format!("ИП Номер {at}")));
        people.push(crate::partner(&bench, &format!("Партнёр {at}"), own).await);
    }
    let makers = people.iter().map(|partner| {
        let (site, partner) = (bench.site.clone(), *partner);
        tokio::spawn(async move {
            let mut work = site.begin(crate::finance(1)).await.unwrap();
            let made = payouts::make_document(&mut work, new(DocumentKind::Agreement, partner, Language::Ru)).await;
            if made.is_ok() {
                work.commit().await.unwrap();
            }
        })
    });
    for maker in makers.collect::<Vec<_>>() {
        maker.await.unwrap();
    }
    let page = bench.desk(Role::Finance).get("/api/v1/payouts/documents").await;
    let mut numbers: Vec<i64> =
        page.json()["items"].as_array().unwrap().iter().map(|one| one["number"].as_i64().unwrap()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=12).collect::<Vec<_>>());
}

async fn a_document_is_made_once_and_a_cancelled_one_keeps_its_number(bench) {
    let anna = closed(&bench).await;
    let finance = bench.desk(Role::Finance);
    let first = make(&bench, new(DocumentKind::Act, anna, Language::Ru)).await;
    let bytes = finance.get(&format!("/desk/payouts/documents/{first}/file")).await.is(200).bytes;
    assert!(bytes.starts_with(b"%PDF-"));
    let mut work = bench.work().await;
    let again = payouts::make_document(&mut work, new(DocumentKind::Act, anna, Language::En)).await;
    assert!(matches!(again, Err(base::failure::Stop::Refused(DocumentRefusal::AlreadyMade { number: 1 }))));
    drop(work);
    finance.post(&format!("/desk/payouts/documents/{first}/cancel"), &[("reason", "")]).await.is(422);
    finance.post(&format!("/desk/payouts/documents/{first}/cancel"), &[("reason", "Опечатка")]).await.leads_on();
    finance.post(&format!("/desk/payouts/documents/{first}/cancel"), &[("reason", "Опечатка")]).await.is(422);
    let second = make(&bench, new(DocumentKind::Act, anna, Language::Ru)).await;
    finance.get(&format!("/desk/payouts/documents/{second}")).await.shows(&["Акт № 2", "12\u{202f}345"]);
    finance.get(&format!("/desk/payouts/documents/{first}")).await.shows(&["Акт № 1", "Опечатка"]);
    assert_eq!(finance.get(&format!("/desk/payouts/documents/{first}/file")).await.bytes, bytes);
    let mut work = bench.work().await;
    assert!(work.run("update payouts_documents set number = 9", vec![]).await.is_err());
}

async fn the_form_decides_which_papers_are_missing_and_one_click_makes_them(bench) {
    let anna = closed(&bench).await;
    let finance = bench.desk(Role::Finance);
    let page = "/desk/payouts/documents?period=2026-01&currency=RUB";
    finance.get(page).await.shows(&["Анна", "Не хватает документов: 4", "счёт-фактура"]);
    finance.post(page, &[("language", "ru")]).await.leads_on();
    finance.get(page).await.shows(&["Отчёт агента № 1", "Акт № 1", "Счёт № 1", "Не хватает документов: 1"]);
    let mut work = bench.work().await;
    let scan = NewPaper {
        partner: anna,
        period: "2026-01".into(),
        paper: "vat-invoice".into(),
        document: None,
        reference: "ЭДО-77".into(),
        file: Some(Attached { name: "Счёт-фактура.pdf".into(), bytes: b"%PDF-1.7 scan".to_vec() }),
    };
    let odd = NewPaper { file: Some(Attached { name: "x.exe".into(), bytes: b"MZ".to_vec() }), ..scan.clone() };
    assert!(payouts::attach(&mut work, odd).await.is_err());
    payouts::attach(&mut work, scan).await.unwrap();
    work.commit().await.unwrap();
    finance.get(page).await.shows(&["Не хватает документов: 0", "Подписан"]);
    finance.get(&format!("/desk/payouts/papers/{anna}?period=2026-01")).await.shows(&["Счёт-фактура.pdf", "ЭДО-77"]);
    let zip = finance.get("/desk/payouts/documents/archive?period=2026-01").await.is(200).bytes;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    let names: Vec<String> = (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned()).collect();
    assert_eq!(names.len(), 4, "{names:?}");
    assert!(names.iter().all(|name| name.starts_with("Анна ")), "{names:?}");
}

async fn every_kind_becomes_a_document_in_both_languages(bench) {
    let anna = closed(&bench).await;
    for language in Language::ALL {
        for kind in DocumentKind::ALL {
            let id = make(&bench, new(kind, anna, language)).await;
            let finance = bench.desk(Role::Finance);
            let file = finance.get(&format!("/desk/payouts/documents/{id}/file")).await.is(200).bytes;
            // Left there for whoever wants to look at them.
            let name = format!("{}/{}.{}.pdf", env!("CARGO_TARGET_TMPDIR"), kind.word(), language.code());
            std::fs::write(name, &file).unwrap();
            finance.post(&format!("/desk/payouts/documents/{id}/cancel"), &[("reason", "следующий язык")]).await.leads_on();
        }
    }
}

async fn a_template_is_tried_saved_and_dated_and_its_troubles_say_where(bench) {
    let anna = closed(&bench).await;
    let owner = bench.desk(Role::Owner);
    let at = "/desk/payouts/templates/agreement/ru";
    owner.get(at).await.shows(&["#import &quot;house.typ&quot;", "d.partner.name", "Посмотреть PDF"]);
    let wrong = owner.post(at, &[("text", "Раз\r\n#нет"), ("from_on", "2026-01-01"), ("do", "save")]).await.is(422);
    assert!(wrong.text().contains("Строка 2, знак 2") && wrong.text().contains("#нет"), "{}", wrong.text());
    let good = "#import \"house.typ\": *\n#show: sheet\nСвой договор с #d.partner.name";
    let seen = owner.post(at, &[("text", good), ("from_on", "2026-01-01"), ("do", "preview")]).await.is(200);
    assert!(seen.bytes.starts_with(b"%PDF-"));
    owner.get("/desk/payouts/templates").await.hides(&["Свой, действует"]);
    owner.post(at, &[("text", good), ("from_on", "2026-02-01"), ("do", "save")]).await.leads_on();
    owner.get("/desk/payouts/templates").await.shows(&["Свой, действует с 01.02.2026"]);
    bench.desk(Role::Finance).post(at, &[("text", good), ("from_on", "2026-02-01"), ("do", "save")]).await.is(403);
    let built_in = make(&bench, new(DocumentKind::Agreement, anna, Language::Ru)).await;
    let mut work = bench.work().await;
    let row = work.row("select template from payouts_documents where id = $1", base::args![built_in]).await.unwrap().unwrap();
    assert!(row.get::<String>("template").unwrap().contains("Предмет"));
}

async fn a_partner_sees_his_own_documents_and_nobody_elses(bench) {
    let anna = closed(&bench).await;
    let act = make(&bench, new(DocumentKind::Act, anna, Language::Ru)).await;
    let own = bench.portal(anna, Role::PartnerOwner);
    own.get("/portal/payouts/documents").await.shows(&["Акт № 1", "12\u{202f}345"]);
    own.get(&format!("/portal/payouts/documents/{act}/file")).await.is(200);
    let zoya = crate::partner(&bench, "Зоя", None).await;
    let other = bench.portal(zoya, Role::PartnerOwner);
    other.get("/portal/payouts/documents").await.hides(&["Акт № 1"]);
    other.get(&format!("/portal/payouts/documents/{act}/file")).await.is(404);
    other.get(&format!("/desk/payouts/documents/{act}/file")).await.is(404);
    bench.portal(anna, Role::PartnerEmployee).get("/portal/payouts/documents").await.is(403);
}

async fn nothing_is_made_without_statements_or_requisites(bench) {
    set_payer(&bench, 0).await;
    let zoya = crate::partner(&bench, "Зоя", None).await;
    let finance = bench.desk(Role::Finance);
    let at = format!("/desk/payouts/papers/{zoya}?period=2026-01");
    let fields = |kind| [("kind", kind), ("language", "ru"), ("dated_on", ""), ("note", "")];
    let refused = finance.post(&at, &fields("act")).await.is(422);
    assert!(refused.text().contains("У партнёра нет реквизитов"), "{}", refused.text());
    let boris = crate::partner(&bench, "Борис", Some(requisites("ИП Борисов Борис"))).await;
    let at = format!("/desk/payouts/papers/{boris}?period=2026-01");
    let refused = finance.post(&at, &fields("act")).await.is(422);
    assert!(refused.text().contains("нет закрытых отчётов"), "{}", refused.text());
    finance.post(&at, &fields("reconciliation")).await.leads_on();
}

}
