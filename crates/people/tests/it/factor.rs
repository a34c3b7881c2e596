//! The second factor on one's own page.

use base::access::Actor;
use base::on_both_engines;
use people::rules::totp;

use crate::person::{PASSWORD, owner};

/// The bytes of a secret as the page shows it.
fn secret_in(page: &str) -> Vec<u8> {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let is_key = |text: &&str| text.len() == 32 && text.chars().all(|sign| alphabet.contains(sign));
    let key = page.split(['<', '>']).find(is_key).unwrap();
    let bits: String = key.chars().map(|sign| format!("{:05b}", alphabet.find(sign).unwrap())).collect();
    (0..20).map(|at| u8::from_str_radix(&bits[at * 8..at * 8 + 8], 2).unwrap()).collect()
}

on_both_engines! { crate::house;

async fn a_factor_is_enrolled_proves_and_is_given_up(bench) {
    let vera = owner(&bench).await;
    vera.get("/people/me").await.shows(&["Второй фактор"]);
    vera.post("/people/me/factor/begin", &[]).await.leads_on();
    let page = vera.get("/people/me/factor").await.is(200).text();
    assert!(page.contains("<svg") && page.contains("Картинка для приложения"));
    let secret = secret_in(&page);
    let code_now = || format!("{:06}", totp::code(&secret, bench.site.clock.now().as_second() / 30));
    vera.post("/people/me/factor/confirm", &[("code", "12")]).await.is(422);
    let shown = vera.post("/people/me/factor/confirm", &[("code", &code_now())]).await.is(200).text();
    let recovery = shown.split(['<', '>']).find(|text| text.len() == 16 && text.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit()));
    let recovery = recovery.unwrap().to_owned();
    vera.get("/people/me/factor").await.shows(&["Второй фактор подключён"]).hides(&["Картинка"]);
    vera.post("/people/me/factor/begin", &[]).await.is(422);
    let user = people::users_of(&mut bench.work().await, None).await.unwrap()[0].id;
    let actor = Actor::Staff { user, acts: base::access::Acts::NONE };
    assert!(people::prove_factor(&bench.site, actor, &code_now()).await.is_err(), "it was used to confirm");
    people::prove_factor(&bench.site, actor, &recovery).await.unwrap();
    assert!(people::prove_factor(&bench.site, actor, &recovery).await.is_err(), "once");
    let mut work = bench.site.begin(actor).await.unwrap();
    assert!(people::proved_lately(&mut work).await.unwrap());
    drop(work);
    bench.site.clock.advance(jiff::ToSpan::minutes(6));
    let mut work = bench.site.begin(actor).await.unwrap();
    assert!(!people::proved_lately(&mut work).await.unwrap());
    drop(work);
    let code = code_now();
    vera.post("/people/me/factor/drop", &[("present", PASSWORD), ("code", &code)]).await.leads_on();
    vera.get("/people/me/factor").await.shows(&["Подключить"]);
}

async fn guesses_are_counted(bench) {
    let vera = owner(&bench).await;
    vera.post("/people/me/factor/begin", &[]).await.leads_on();
    let secret = secret_in(&vera.get("/people/me/factor").await.text());
    let code = format!("{:06}", totp::code(&secret, bench.site.clock.now().as_second() / 30));
    vera.post("/people/me/factor/confirm", &[("code", &code)]).await.is(200);
    let user = people::users_of(&mut bench.work().await, None).await.unwrap()[0].id;
    let actor = Actor::Staff { user, acts: base::access::Acts::NONE };
    for _ in 0..8 {
        assert!(people::prove_factor(&bench.site, actor, "nonsense").await.is_err());
    }
    bench.site.clock.advance(jiff::ToSpan::seconds(30));
    let code = format!("{:06}", totp::code(&secret, bench.site.clock.now().as_second() / 30));
    assert!(people::prove_factor(&bench.site, actor, &code).await.is_err(), "even the right one waits now");
    bench.site.clock.advance(jiff::ToSpan::minutes(16));
    let code = format!("{:06}", totp::code(&secret, bench.site.clock.now().as_second() / 30));
    people::prove_factor(&bench.site, actor, &code).await.unwrap();
}

}
