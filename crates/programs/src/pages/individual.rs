//! Terms of single partners: the list, beginning new ones and ending those in force.

use axum::extract::Path;
use base::access::{Act, Posted, Visit};
use base::failure::{Answer, Oops};
use base::page::{Column, Empty, Fields, Filled, Frame, Icon, Row, Table, card, form, verb};
use base::work::Work;
use maud::{Markup, html};

use super::terms::{of_program, published, state, waiting};
use super::{Part, at, name_of, named, part, seen, version_days, version_name};
use crate::rules::{Audience, Program, ProgramId, TermsVersionId, Version, in_force};
use crate::{end_individual, store};

/// Every version of individual terms.
pub async fn list(visit: Visit, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    let program = seen(&mut work, id).await?;
    let (frame, content) = page(&visit, &mut work, &program, &Filled::default()).await?;
    Ok(visit.page(&frame, content))
}

async fn page(
    visit: &Visit,
    work: &mut Work,
    program: &Program,
    filled: &Filled,
) -> Result<(Frame, Markup), Oops> {
    let partners = named(work).await?;
    let mut versions = store::versions(work, program.id).await?;
    versions.retain(|version| version.partner.is_some());
    let today = work.today();
    let waiting = waiting(work).await?;
    let r = &visit.reader;
    let (frame, tabs) = part(visit, program, Part::Individual);
    let now = |version: &Version| {
        in_force(versions.iter().filter(|other| other.partner == version.partner), today)
            .map(|version| version.id)
    };
    let rows =
        versions.iter().filter_map(|version| Some((version, version.partner?))).map(|(version, partner)| {
            Row::new([
                html! { (name_of(&partners, partner)) },
                html! { (version_name(r, version)) },
                state(r, version, now(version), today, &waiting),
                html! { (version_days(r, version)) },
                published(r, version),
            ])
            .href(at(program, &format!("/terms/{}", version.id)))
        });
    let table = Table::new(r, "individual", r.t("programs-tab-individual"))
        .columns([
            Column::text(r.t("programs-partners-partner")).lead(),
            Column::text(r.t("programs-version-column")),
            Column::text(r.t("programs-version-state")).key(),
            Column::text(r.t("programs-version-days")).key(),
            Column::text(r.t("programs-version-published")),
        ])
        .rows(rows)
        .empty(Empty::new(
            Icon::Person,
            r.t("programs-individual-none"),
            r.t("programs-individual-none-why"),
        ));
    let content = html! {
        (tabs) (table)
        @if visit.can(Act::EditPrograms) { (choose_form(visit, &frame, program, filled)) }
    };
    Ok((frame, content))
}

fn choose_form(visit: &Visit, frame: &Frame, program: &Program, filled: &Filled) -> Markup {
    let r = &visit.reader;
    let field = Fields::new(r, filled)
        .text("partner", r.t("programs-individual-partner"))
        .required()
        .help(r.t("programs-individual-partner-help"));
    let body = html! { (field) div.verbs { (verb(&r.t("programs-individual-verb"))) } };
    card(&r.t("programs-individual-new"), form(frame, &at(program, "/individual"), filled, body))
}

/// Opens the editor for the partner that was named.
pub async fn choose(visit: Visit, Path(id): Path<ProgramId>, mut posted: Posted) -> Answer {
    let r = &visit.reader;
    let mut work = visit.read().await?;
    let program = seen(&mut work, id).await?;
    let asked = posted.filled.required(r, "partner", &r.t("programs-individual-partner"));
    let found = partners::find_by_name_or_code(&mut work, &[&asked]).await?;
    if let Some(partner) = found.get(&asked) {
        return base::access::Redirect::to(at(&program, &format!("/individual/{partner}/draft"))).into();
    }
    if !posted.filled.has_errors() {
        posted.filled.refuse("partner", r.tr("programs-partner-unknown", &[("name", asked.into())]));
    }
    let (frame, content) = page(&visit, &mut work, &program, &posted.filled).await?;
    Ok(visit.page_again(&frame, content))
}

/// The form that ends individual terms, on their own page.
pub(super) fn end_form(visit: &Visit, frame: &Frame, program: &Program, version: &Version) -> Markup {
    let r = &visit.reader;
    let is_special = version.audience() != Audience::Everybody && version.is_binding();
    let filled = Filled::default();
    let (help, word) = match version.audience() {
        Audience::Group(_) => ("programs-individual-end-group-help", "programs-individual-end-group-verb"),
        _ => ("programs-individual-end-help", "programs-individual-end-verb"),
    };
    html! {
        @if is_special && visit.can(Act::PublishTerms) {
            (card(&r.t("programs-individual-end"), form(frame, &at(program, &format!("/terms/{}/end", version.id)), &filled, html! {
                (Fields::new(r, &filled).date("until", r.t("programs-publish-until")).required()
                    .help(r.t(help)))
                div.verbs { (verb(&r.t(word))) }
            })))
        }
    }
}

/// Ends individual terms with a day.
pub async fn end(
    visit: Visit,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
    mut posted: Posted,
) -> Answer {
    let r = &visit.reader;
    let mut work = visit.begin().await?;
    let program = seen(&mut work, id).await?;
    of_program(store::version(&mut work, version).await?, id)?;
    let until = posted.filled.date(r, "until", &r.t("programs-publish-until"));
    let until = until.ok_or(Oops::BadRequest("programs-day-missing"))?;
    end_individual(&mut work, version, until).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    let to = at(&program, &format!("/terms/{version}"));
    visit.redirect(to, "programs-said-individual-ended", &[("until", r.date(until).into())]).into()
}
