//! Letters after a close.

use base::access::{PartnerId, Role};
use base::testing::Bench;
use base::{jobs, letters, on_both_engines};
use commissions::Mode;
use people::NewUser;

use crate::kit::{close, scene, setup};

async fn person(bench: &Bench, email: &str, role: Role, partner: PartnerId) {
    let mut work = bench.work().await;
    let new = NewUser {
        email: email.into(),
        name: "Вера".into(),
        role: role.name().into(),
        partner: Some(partner),
        company: "Борис".into(),
    };
    people::add_user(&mut work, &new, "no password opens this").await.unwrap();
    work.commit().await.unwrap();
}

on_both_engines! { setup;

    async fn those_who_may_see_the_money_hear_of_a_statement_once(bench) {
        let scene = scene(&bench).await;
        person(&bench, "owner@boris", Role::PartnerOwner, scene.boris).await;
        person(&bench, "employee@boris", Role::PartnerEmployee, scene.boris).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        jobs::run_all(&bench.site).await.unwrap();
        // A replica that died between the work and the tick makes the job run again.
        let mut work = bench.work().await;
        work.run("update base_jobs set state = 'due' where kind = 'commissions.tell-partners'", vec![]).await.unwrap();
        work.commit().await.unwrap();
        jobs::run_all(&bench.site).await.unwrap();
        let outbox = letters::outbox(&mut bench.work().await, 10).await.unwrap();
        let seen: Vec<&str> = outbox.iter().map(|letter| letter.recipient.as_str()).collect();
        assert_eq!(seen, ["owner@boris"]);
        assert!(outbox[0].body.contains("/portal/commissions/statements/statement_"), "{}", outbox[0].body);
        assert!(!outbox[0].subject.contains('⟦'));
    }

    async fn a_preview_tells_nobody(bench) {
        let scene = scene(&bench).await;
        person(&bench, "owner@boris", Role::PartnerOwner, scene.boris).await;
        close(&bench, scene.program, "2025-Q4", Mode::Preview).await.unwrap();
        jobs::run_all(&bench.site).await.unwrap();
        assert!(letters::outbox(&mut bench.work().await, 10).await.unwrap().is_empty());
    }

}
