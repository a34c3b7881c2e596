//! Reading a draft once more and publishing it.

use axum::extract::Path;
use base::access::{Posted, Visit};
use base::failure::{Answer, Oops, Refusal as _, Stop};
use base::page::{Fields, Filled, Frame, card, form, verb};
use base::work::Work;
use jiff::civil::Date;
use maud::{Markup, html};

use super::editor::read_seen;
use super::said::check_result;
use super::terms::{difference, of_program};
use super::words::terms_in_words;
use super::{at, below, name_of, named, seen, version_name};
use crate::check::check_text;
use crate::publish::{Publish, publish_between};
use crate::rules::{Effect, Program, ProgramId, TermsVersionId, Version, in_force};
use crate::store;

/// What is shown before publishing.
struct Review {
    program: Program,
    draft: Version,
    partner: Option<String>,
    /// What it will replace.
    before: Option<Version>,
    first_day: Date,
}

impl Review {
    async fn open(work: &mut Work, id: ProgramId, version: TermsVersionId) -> Result<Self, Oops> {
        let program = seen(work, id).await?;
        let draft = of_program(store::version(work, version).await?, id)?;
        let versions = store::versions(work, id).await?;
        let today = work.today();
        let own = versions.iter().filter(|version| version.partner == draft.partner);
        let common = versions.iter().filter(|version| version.partner.is_none());
        let before = in_force(own, today).or_else(|| in_force(common, today)).cloned();
        let partner = match draft.partner {
            Some(partner) => Some(name_of(&named(work).await?, partner)),
            None => None,
        };
        let after_close = program.closed_until.and_then(|closed| closed.tomorrow().ok());
        let first = if before.is_none() { program.starts_on } else { today };
        let first_day = after_close.map_or(first, |after| after.max(first));
        Ok(Self { program, draft, partner, before, first_day })
    }

    fn filled(&self) -> Filled {
        Filled::from_pairs([
            ("from", self.first_day.to_string()),
            ("seen", self.draft.changed_at.as_microsecond().to_string()),
        ])
    }

    fn page(&self, visit: &Visit, filled: &Filled) -> (Frame, Markup) {
        let r = &visit.reader;
        let title = match &self.partner {
            Some(partner) => r.tr("programs-publish-individual", &[("partner", partner.into())]),
            None => r.t("programs-publish-title"),
        };
        let own = at(&self.program, &format!("/terms/{}", self.draft.id));
        let frame = below(visit, &self.program, title).crumb(version_name(r, &self.draft), own.clone());
        let checked = check_text(&self.draft.text);
        let f = Fields::new(r, filled);
        let fields = html! {
            input type="hidden" name="seen" value=(filled.exact("seen"));
            (f.date("from", r.t("programs-publish-from")).required().help(r.t("programs-publish-from-help")))
            @if self.partner.is_some() {
                (f.date("until", r.t("programs-publish-until")).help(r.t("programs-publish-until-help")))
            }
            p.field-help { (r.t("programs-publish-for-good")) }
            div.verbs { (verb(&r.t("programs-publish-verb"))) }
        };
        let content = html! {
            (check_result(r, &checked))
            @if let Some(terms) = &checked.terms { (card(&r.t("programs-version-words"), terms_in_words(r, terms))) }
            @if let Some(before) = &self.before {
                (card(&r.tr("programs-publish-against", &[("version", version_name(r, before).into())]),
                    difference(r, &before.text, &self.draft.text)))
            }
            (card(&r.t("programs-publish-when"), form(&frame, &format!("{own}/publish"), filled, fields)))
        };
        (frame, content)
    }
}

/// The draft in words and against what it replaces, with the form of publishing.
pub async fn review(visit: Visit, Path((id, version)): Path<(ProgramId, TermsVersionId)>) -> Answer {
    let mut work = visit.read().await?;
    let review = Review::open(&mut work, id, version).await?;
    if !review.draft.is_draft() {
        return base::access::Redirect::to(at(&review.program, &format!("/terms/{version}"))).into();
    }
    let (frame, content) = review.page(&visit, &review.filled());
    Ok(visit.page(&frame, content))
}

/// Publishes it.
pub async fn publish(
    visit: Visit,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
    mut posted: Posted,
) -> Answer {
    let r = &visit.reader;
    let mut work = visit.begin().await?;
    let review = Review::open(&mut work, id, version).await?;
    let filled = &mut posted.filled;
    filled.required(r, "from", &r.t("programs-publish-from"));
    let from = filled.date(r, "from", &r.t("programs-publish-from"));
    let until = filled.date(r, "until", &r.t("programs-publish-until"));
    if let Some(from) = from.filter(|_| !filled.has_errors()) {
        let request =
            Publish { version, effect: Effect { from, until }, seen: read_seen(filled.text("seen")) };
        match publish_between(&mut work, request).await {
            Ok(number) => {
                work.commit().await?;
                let to = at(&review.program, &format!("/terms/{version}"));
                return visit.redirect(to, "programs-said-published", &[("number", number.into())]).into();
            }
            Err(Stop::Refused(refusal)) => {
                filled.refuse(refusal.field().unwrap_or_default(), refusal.sentence(r));
            }
            Err(stop) => return Err(visit.oops(stop)),
        }
    }
    let (frame, content) = review.page(&visit, &posted.filled);
    Ok(visit.page_again(&frame, content))
}
