//! The form of the requisites with the versions before, shared by the desk and the portal.

use base::access::{Act, PartnerId, Path, Posted, Visit};
use base::failure::{Answer, Oops};
use base::page::{
    Column, Empty, Fields, Filled, Frame, Icon, Row, Table, Tone, badge, details, form, section, verb,
};
use base::words::Reader;
use base::work::Work;
use maud::{Markup, html};

use super::edit::under_card;
use super::{Names, write_refusal};
use crate::requisites::prove;
use crate::rules::{self, LegalForm, Partner, Requisites, RequisitesGuard, Vat};
use crate::store::{self, RequisitesVersion};

/// The requisites as facts; empty ones are left out.
pub(super) fn requisites_facts(r: &Reader, requisites: &Requisites) -> Markup {
    let facts =
        requisites.fields().into_iter().filter(|(_, value)| !value.is_empty()).map(|(field, value)| {
            let value = match field {
                "form" => r.t(&requisites.form.word_key()),
                "vat" => r.t(&requisites.vat.word_key()),
                _ => value.to_owned(),
            };
            (r.t(&format!("partners-requisites-{field}")), value)
        });
    let missing = requisites.missing_for_payment();
    html! {
        (details(facts.chain(tax_facts(r, requisites))))
        @if !requisites.override_reason.is_empty() {
            p { (badge(Tone::Warn, &r.t("partners-requisites-overridden"))) " " (requisites.override_reason) }
        }
        @if !missing.is_empty() {
            @let words: Vec<String> = missing.iter().map(|field| r.t(&format!("partners-requisites-{field}"))).collect();
            p { (badge(Tone::Warn, &r.t("partners-requisites-incomplete"))) " " (words.join(", ")) }
        }
    }
}

/// What is not said by the fields alone: residence when it is abroad, and since when.
fn tax_facts(r: &Reader, requisites: &Requisites) -> impl Iterator<Item = (String, String)> {
    let abroad = !requisites.is_resident && requisites.form == LegalForm::Person;
    let abroad =
        abroad.then(|| (r.t("partners-requisites-residence"), r.t("partners-requisites-non-resident")));
    let since = requisites.tax_since.map(|since| (r.t("partners-requisites-tax-since"), r.date(since)));
    abroad.into_iter().chain(since)
}

/// The present requisites as a filled form; a new form begins with the partner's name.
pub(super) fn filled_with(partner: &Partner, present: Option<&Requisites>) -> Filled {
    match present {
        Some(present) => {
            let reason = ("override_reason", present.override_reason.as_str());
            let mut filled = Filled::from_pairs(present.fields().into_iter().chain([reason]));
            if !present.is_resident {
                filled.set("non_resident", "yes");
            }
            if let Some(since) = present.tax_since {
                filled.set("tax_since", since.to_string());
            }
            filled
        }
        None => Filled::from_pairs([("form", "company"), ("vat", "none"), ("name", &partner.name)]),
    }
}

/// The requisites as they were typed.
pub(super) fn requisites_of(filled: &Filled) -> Requisites {
    let text = |name: &str| filled.text(name).to_owned();
    Requisites {
        form: LegalForm::parse(filled.text("form")).unwrap_or(LegalForm::Company),
        name: text("name"),
        inn: text("inn"),
        kpp: text("kpp"),
        ogrn: text("ogrn"),
        account: text("account"),
        bic: text("bic"),
        bank: text("bank"),
        corr_account: text("corr_account"),
        vat: Vat::parse(filled.text("vat")).unwrap_or(Vat::Without),
        is_resident: !filled.is_ticked("non_resident"),
        tax_since: filled.text("tax_since").parse().ok(),
        override_reason: text("override_reason"),
    }
}

/// The requisites as they were typed, unless the day is none.
pub(super) fn requisites_typed(r: &Reader, filled: &mut Filled) -> Option<Requisites> {
    let since = filled.date(r, "tax_since", &r.t("partners-requisites-tax-since"));
    let typed = Requisites { tax_since: since, ..requisites_of(filled) };
    (!filled.has_errors()).then_some(typed)
}

/// The form; requisites that are changed ask for the password when money is to go elsewhere. The field for a reason stands there as soon as numbers of the bank do not fit together.
pub(super) fn requisites_form(frame: &Frame, action: &str, filled: &Filled, asks_password: bool) -> Markup {
    let r = &frame.reader;
    let f = Fields::new(r, filled);
    let forms = LegalForm::ALL.iter().map(|form| (form.name(), r.t(&form.word_key())));
    let rates = Vat::ALL.iter().map(|vat| (vat.name(), r.t(&vat.word_key())));
    let asks_reason = !filled.text("override_reason").is_empty()
        || rules::check_requisites(&requisites_of(filled).tidied()).iter().any(rules::is_soft);
    let fields = html! {
        (f.select("form", r.t("partners-requisites-form"), forms).required())
        (f.text("name", r.t("partners-requisites-name")).required().help(r.t("partners-requisites-name-help")))
        (f.text("inn", r.t("partners-requisites-inn")).short().required().help(r.t("partners-requisites-inn-help")))
        (f.text("kpp", r.t("partners-requisites-kpp")).short().help(r.t("partners-requisites-kpp-help")))
        (f.text("ogrn", r.t("partners-requisites-ogrn")).short())
        (f.text("bic", r.t("partners-requisites-bic")).short())
        (f.text("account", r.t("partners-requisites-account")))
        (f.text("bank", r.t("partners-requisites-bank")))
        (f.text("corr_account", r.t("partners-requisites-corr_account")))
        (f.select("vat", r.t("partners-requisites-vat"), rates).required())
        (f.tick("non_resident", r.t("partners-requisites-non-resident")).help(r.t("partners-requisites-non-resident-help")))
        (f.date("tax_since", r.t("partners-requisites-tax-since")).help(r.t("partners-requisites-tax-since-help")))
        @if asks_reason {
            (f.text("override_reason", r.t("partners-requisites-override")).help(r.t("partners-requisites-override-help")))
        }
        @if asks_password {
            (f.password("password", r.t("partners-requisites-password")).autocomplete("current-password")
                .help(r.t("partners-requisites-password-help")))
        }
        (verb(&r.t("partners-requisites-save")))
    };
    form(frame, action, filled, fields)
}

/// `GET /desk/partners/{partner}/requisites`
pub async fn show(visit: Visit, Path(id): Path<PartnerId>) -> Answer {
    let mut work = visit.read().await?;
    let partner = store::card(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let present = store::requisites_in_force(&mut work, id).await?;
    page(&visit, &mut work, &partner, &filled_with(&partner, present.as_ref())).await
}

async fn page(visit: &Visit, work: &mut Work, partner: &Partner, filled: &Filled) -> Answer {
    let versions = store::requisites_versions(work, partner.id).await?;
    let people: Vec<_> = versions.iter().map(|version| version.by).collect();
    let names = Names::of(work, &people).await?;
    let guard = crate::requisites_guard(work, partner.id).await?;
    let r = &visit.reader;
    let frame = under_card(visit, partner, r.t("partners-requisites-title"));
    let content = html! {
        (guard_banner(visit, &frame, partner, guard.as_ref()))
        (requisites_form(&frame, &format!("{}/requisites", partner.href()), filled, !versions.is_empty()))
        @if !versions.is_empty() {
            (section(&r.t("partners-requisites-history"), html! {}, history(visit, &versions, &names)))
        }
    };
    Ok(if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) })
}

fn history(visit: &Visit, versions: &[RequisitesVersion], names: &Names) -> Markup {
    let r = &visit.reader;
    let rows = versions.iter().map(|version| {
        let requisites = &version.requisites;
        Row::new([
            html! { (r.moment(version.at)) },
            html! { (names.say(r, version.by)) },
            html! { (r.t(&requisites.form.word_key())) " " (requisites.name) },
            html! { (requisites.inn) },
            html! { (requisites.account) },
            html! { (requisites.bic) },
            html! { (requisites.override_reason) },
        ])
    });
    let table = Table::new(r, "versions", r.t("partners-requisites-history"))
        .columns([
            Column::text(r.t("partners-requisites-when")).lead(),
            Column::text(r.t("partners-requisites-who")).key(),
            Column::text(r.t("partners-requisites-name")),
            Column::text(r.t("partners-requisites-inn")),
            Column::text(r.t("partners-requisites-account")).key(),
            Column::text(r.t("partners-requisites-bic")),
            Column::text(r.t("partners-requisites-override")),
        ])
        .rows(rows);
    html! { (table) }
}

/// `POST /desk/partners/{partner}/requisites`
pub async fn change(visit: Visit, Path(id): Path<PartnerId>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.begin().await?;
    let Some(typed) = requisites_typed(&visit.reader, &mut filled) else {
        let partner = store::card(&mut work, id).await?.ok_or(Oops::Unknown)?;
        return page(&visit, &mut work, &partner, &filled).await;
    };
    if let Err(stop) = prove(&mut work, id, &typed, filled.exact("password")).await {
        write_refusal(&visit, &mut filled, stop)?;
        let partner = store::card(&mut work, id).await?.ok_or(Oops::Unknown)?;
        return page(&visit, &mut work, &partner, &filled).await;
    }
    match crate::change_requisites(&mut work, id, typed).await {
        Ok(changed) => {
            work.commit().await?;
            let said = if changed { "partners-said-requisites" } else { "partners-said-requisites-same" };
            visit.redirect(format!("/desk/partners/{id}"), said, &[]).into()
        }
        Err(stop) => {
            write_refusal(&visit, &mut filled, stop)?;
            let partner = store::card(&mut work, id).await?.ok_or(Oops::Unknown)?;
            page(&visit, &mut work, &partner, &filled).await
        }
    }
}

/// What is unconfirmed is said above the form, with the button for the second person.
pub(super) fn guard_banner(
    visit: &Visit,
    frame: &Frame,
    partner: &Partner,
    guard: Option<&RequisitesGuard>,
) -> Markup {
    let r = &visit.reader;
    let Some(guard) = guard.filter(|guard| !guard.is_confirmed) else { return html! {} };
    let own = guard.changed_by.is_some() && guard.changed_by == visit.visitor.actor.user();
    let action = format!("{}/requisites/confirm", partner.href());
    html! {
        p {
            (badge(Tone::Warn, &r.t("partners-requisites-unconfirmed"))) " "
            (r.tr("partners-requisites-unconfirmed-why", &[("at", r.moment(guard.changed_at).into())]))
        }
        @if own { p.muted { (r.t("partners-requisites-second-person")) } }
        @else if visit.can(Act::EditPartners) {
            (form(frame, &action, &Filled::default(), verb(&r.t("partners-requisites-confirm"))))
        }
    }
}

/// `POST /desk/partners/{partner}/requisites/confirm`
pub async fn confirm(visit: Visit, Path(id): Path<PartnerId>, _posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    match crate::confirm_requisites(&mut work, id).await {
        Ok(()) => {
            work.commit().await?;
            visit.redirect(format!("/desk/partners/{id}"), "partners-said-confirmed", &[]).into()
        }
        Err(stop) => {
            let partner = store::card(&mut work, id).await?.ok_or(Oops::Unknown)?;
            let present = store::requisites_in_force(&mut work, id).await?;
            let mut filled = filled_with(&partner, present.as_ref());
            write_refusal(&visit, &mut filled, stop)?;
            page(&visit, &mut work, &partner, &filled).await
        }
    }
}

/// `GET /desk/partners/shared`: accounts to which several partners want their money.
pub async fn shared(visit: Visit) -> Answer {
    let mut work = visit.read().await?;
    let all = store::shared_accounts(&mut work, None).await?;
    let r = &visit.reader;
    let frame = visit
        .frame(r.t("partners-shared-title"))
        .lead(r.t("partners-shared-lead"))
        .crumb(r.t("partners-list-title"), "/desk/partners");
    let rows = all.iter().map(|one| {
        Row::new([html! { (one.name) }, html! { (one.account) }, html! { (one.bic) }])
            .href(format!("/desk/partners/{}", one.partner))
    });
    let table = Table::new(r, "shared", r.t("partners-shared-title"))
        .columns([
            Column::text(r.t("partners-requisites-name")).lead(),
            Column::text(r.t("partners-requisites-account")).key(),
            Column::text(r.t("partners-requisites-bic")),
        ])
        .rows(rows)
        .empty(Empty::new(Icon::Bank, r.t("partners-shared-none"), r.t("partners-shared-none-why")));
    Ok(visit.page(&frame, html! { (table) }))
}
