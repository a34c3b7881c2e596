use base::access::Role;
use base::failure::Stop;
use base::on_both_engines;
use http::Request;
use money::Rate;
use sales::{EarningWants, NewSale, Participant, Refusal};

use crate::kit::{FEBRUARY_20, back, bench, earned, order, partner, sold};

fn one(partner: base::access::PartnerId, role: &str, share: Option<&str>) -> Participant {
    Participant { partner, role: role.into(), share: share.map(|share| Rate::parse(share).unwrap()) }
}

on_both_engines! { bench;

async fn several_partners_take_part_in_one_sale_and_in_its_returns(bench) {
    let (anna, boris) = (partner(&bench, "Anna").await, partner(&bench, "Boris").await);
    let participants = vec![one(boris, "installer", Some("30 %")), one(boris, "referrer", None)];
    let new = NewSale { participants: participants.clone(), ..order(anna, "A-1") };
    let sale = sold(&bench, new.clone()).await;
    let mut turned = new.clone();
    turned.participants.reverse();
    assert_eq!(sold(&bench, turned).await, sale);
    sold(&bench, order(anna, "A-2")).await;
    let mut work = bench.work().await;
    assert_eq!(sales::participants_of(&mut work, sale).await.unwrap(), participants);
    let other = sales::enter(&mut work, NewSale { participants: vec![], ..new }).await;
    assert!(matches!(other, Err(Stop::Refused(Refusal::Conflict { .. }))));
    sales::give_back(&mut work, back(sale, "R-1", 1_000)).await.unwrap();
    work.commit().await.unwrap();
    let told: Vec<usize> = earned(&bench, None).await.iter().map(|one| one.participants.len()).collect();
    assert_eq!(told, [2, 0, 2]);
    let mut work = bench.work().await;
    let wants = EarningWants { participants: true, firsts: false };
    let mut own = Vec::new();
    sales::earning_of(&mut work, &[boris], FEBRUARY_20, FEBRUARY_20, None, wants, &mut |one| own.push(one)).await.unwrap();
    assert_eq!(own.iter().map(|one| (&*one.reference, one.seller)).collect::<Vec<_>>(), [("A-1", anna)]);
}

async fn who_takes_part_stays_as_entered_and_must_be_known(bench) {
    let anna = partner(&bench, "Anna").await;
    let sale = sold(&bench, NewSale { participants: vec![one(anna, "seller", Some("1/3"))], ..order(anna, "A-1") }).await;
    for sql in ["update sales_participants set role = 'x' where sale_id = $1", "delete from sales_participants where sale_id = $1"] {
        let mut work = bench.work().await;
        let refused = work.run(sql, base::args![sale]).await.unwrap_err();
        assert!(refused.is_constraint("sales_sale_stays_as_entered"), "{refused}");
    }
    let mut work = bench.work().await;
    assert_eq!(sales::participants_of(&mut work, sale).await.unwrap()[0].share, Some(Rate::parse("1/3").unwrap()));
    let nobody = one(base::access::PartnerId(7), "seller", None);
    let refused = sales::enter(&mut work, NewSale { participants: vec![nobody], ..order(anna, "A-2") }).await;
    assert!(matches!(refused, Err(Stop::Refused(Refusal::UnknownPartner { .. }))));
    let twice = vec![one(anna, "seller", None), one(anna, "seller", Some("0.5"))];
    let refused = sales::enter(&mut work, NewSale { participants: twice, ..order(anna, "A-2") }).await;
    assert!(matches!(refused, Err(Stop::Refused(Refusal::ParticipantTwice { .. }))));
}

async fn the_form_offers_two_blank_rows_and_the_page_shows_who_takes_part(bench) {
    for name in ["Anna", "Boris", "Clara"] {
        partner(&bench, name).await;
    }
    let desk = bench.desk(Role::PartnerManager);
    desk.get("/desk/sales/new").await.shows(&["participant-1-role"]).hides(&["participant-2-role"]);
    let mut fields = vec![
        ("partner", "Anna"), ("happened_on", "2026-02-20"), ("amount", "120"), ("currency", "RUB"), ("kind", "order"),
        ("quantity", "1"), ("reference", "A-1"), ("ticket", "t"), ("participant-0-partner", "Boris"),
        ("participant-0-role", "монтаж"), ("participant-0-share", "30%"), ("participant-3-partner", "Clara"),
        ("participant-3-role", "Lead"),
    ];
    let text = desk.post("/desk/sales", &fields).await.is(422).text();
    assert!(text.contains("Роль «Lead» не подходит") && text.contains("participant-4-role"), "{text}");
    fields[12] = ("participant-3-role", "lead");
    let page = desk.post("/desk/sales", &fields).await.leads_on();
    desk.get(&page).await.shows(&["Boris", "монтаж", "30\u{202f}%", "Clara", "по условиям"]);
    desk.get(&format!("{page}/correct")).await.shows(&["Boris", "0.3"]);
}

async fn the_api_takes_and_writes_who_takes_part(bench) {
    partner(&bench, "Anna").await;
    let boris = partner(&bench, "Boris").await;
    let send = |share: &str| {
        let body = format!(
            r#"{{"reference":"A-1","partner":"Anna","happened_on":"2026-02-20","amount":"120","currency":"RUB",
               "participants":[{{"partner":"boris","role":"installer","share":"{share}"}}]}}"#
        );
        Request::post("/api/v1/sales").header("content-type", "application/json").body(body.into()).unwrap()
    };
    let desk = bench.desk(Role::Finance);
    assert_eq!(desk.send(send("130%")).await.is(422).json()["type"], "sales-refusal-share-wrong");
    let sale = desk.send(send("30%")).await.is(201).json();
    let told = &sale["participants"][0];
    assert_eq!((&told["partner"], &told["share"]), (&boris.to_string().into(), &"0.3".into()));
    let list = desk.get("/api/v1/sales").await.json();
    assert_eq!(list["sales"][0]["participants"][0]["role"], "installer");
}

}
