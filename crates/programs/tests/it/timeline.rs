use base::access::PartnerId;
use base::on_both_engines;
use base::work::Work;
use programs::{
    Audience, Effect, ProgramId, ProgramTerms, Publish, Refusal, SaveDraft, Seen, TermsVersionId,
};

use crate::{day, partner, percent, program, published, refusal};

/// Publishes individual terms between two days; the partner accepts on paper.
pub async fn individual(
    work: &mut Work,
    program: ProgramId,
    partner: PartnerId,
    rate: &str,
    from: &str,
    until: Option<&str>,
) -> TermsVersionId {
    let request =
        SaveDraft { program, whose: Audience::Partner(partner), text: percent(rate), seen: Seen::Anything };
    let version = programs::save(work, request).await.unwrap();
    let effect = Effect { from: day(from), until: until.map(day) };
    programs::publish_between(work, Publish { version, effect, seen: Seen::Anything }).await.unwrap();
    programs::accept_on_paper(work, version, "допсоглашение").await.unwrap();
    version
}

/// The percent that holds for a partner on each of the days; `-` where nothing holds.
pub fn rates(terms: &ProgramTerms, partner: PartnerId, days: &[&str]) -> Vec<String> {
    let rate = |date: &&str| {
        let version = terms.of(partner).at(day(date))?;
        match &version.terms.rules[0].pay {
            terms::Pay::Percent(rate) => Some(rate.percent_text()),
            _ => None,
        }
    };
    days.iter().map(|date| rate(date).unwrap_or_else(|| "-".into())).collect()
}

on_both_engines! { crate::bench;

async fn the_day_chooses_the_version(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    assert!(programs::timeline(&mut work, program).await.unwrap().is_none());
    published(&mut work, program, "7", "2026-07-01").await;
    published(&mut work, program, "5", "2026-01-01").await;
    published(&mut work, program, "8", "2026-07-01").await;
    let terms = programs::timeline(&mut work, program).await.unwrap().unwrap();
    let anybody = PartnerId(1);
    let days = ["2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01"];
    assert_eq!(rates(&terms, anybody, &days), ["-", "5", "5", "8"]);
}

async fn individual_terms_win_between_their_days(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let (anna, boris) = (partner(&mut work, "Анна").await, partner(&mut work, "Борис").await);
    published(&mut work, program, "5", "2026-01-01").await;
    published(&mut work, program, "6", "2026-04-01").await;
    individual(&mut work, program, anna, "9", "2026-03-01", Some("2026-05-31")).await;
    let terms = programs::timeline(&mut work, program).await.unwrap().unwrap();
    let days = ["2026-02-28", "2026-03-01", "2026-04-01", "2026-05-31", "2026-06-01"];
    assert_eq!(rates(&terms, anna, &days), ["5", "9", "9", "9", "6"]);
    assert_eq!(rates(&terms, boris, &days), ["5", "5", "6", "6", "6"]);
    assert_eq!(terms.individual.keys().collect::<Vec<_>>(), [&anna]);
}

async fn individual_terms_may_end_early_but_not_in_a_closed_period(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let anna = partner(&mut work, "Анна").await;
    published(&mut work, program, "5", "2026-01-01").await;
    let version = individual(&mut work, program, anna, "9", "2026-01-01", None).await;
    programs::set_closed_until(&mut work, program, day("2026-03-31")).await.unwrap();
    let said = refusal(programs::end_individual(&mut work, version, day("2026-02-15")).await);
    assert_eq!(said, Refusal::InClosedPeriod { closed_until: day("2026-03-31") });
    programs::end_individual(&mut work, version, day("2026-05-15")).await.unwrap();
    let terms = programs::timeline(&mut work, program).await.unwrap().unwrap();
    assert_eq!(rates(&terms, anna, &["2026-05-15", "2026-05-16"]), ["9", "5"]);
    let said = refusal(programs::end_individual(&mut work, version, day("2026-06-01")).await);
    assert_eq!(said, Refusal::EndsAlready { until: day("2026-05-15") });
}

async fn a_narrower_individual_version_gives_way_to_the_wider_one_again(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let anna = partner(&mut work, "Анна").await;
    published(&mut work, program, "5", "2026-01-01").await;
    individual(&mut work, program, anna, "9", "2026-01-01", Some("2026-12-31")).await;
    individual(&mut work, program, anna, "12", "2026-03-01", Some("2026-03-31")).await;
    let terms = programs::timeline(&mut work, program).await.unwrap().unwrap();
    let days = ["2026-02-01", "2026-03-15", "2026-04-01", "2027-01-01"];
    assert_eq!(rates(&terms, anna, &days), ["9", "12", "9", "5"]);
}

}
