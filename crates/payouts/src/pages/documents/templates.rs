//! The texts that documents are made from: reading, trying, saving.

use ::documents::Trouble;
use base::access::{Act, Path, Posted, Visit};
use base::failure::{Answer, Oops};
use base::page::{Address, Column, Empty, Fields, Filled, Frame, Icon, Row, Table, card, form};
use base::words::{Language, Reader};
use maud::{Markup, html};

use super::{PAGE, TEMPLATES, noted, sent};
use crate::documents::{NewTemplate, preview, save_template, text_on};
use crate::rules::documents::{DocumentKind, FIELDS};
use crate::store;

/// `GET /desk/payouts/templates`
pub async fn list(visit: Visit) -> Answer {
    let mut work = visit.read().await?;
    let r = &visit.reader;
    let mut rows = Vec::new();
    for kind in DocumentKind::ALL {
        for language in Language::ALL {
            let own = store::template_versions(&mut work, kind, language).await?;
            let state = match own.first() {
                None => r.t("payouts-templates-built-in"),
                Some(last) => r.tr("payouts-templates-own", &[("from", r.date(last.from_on).into())]),
            };
            rows.push(
                Row::new([
                    html! { (r.t(&format!("payouts-document-{}", kind.word()))) },
                    html! { (r.t(&format!("payouts-language-{}", language.code()))) },
                    html! { (state) },
                ])
                .href(format!("{TEMPLATES}/{}/{}", kind.word(), language.code())),
            );
        }
    }
    let frame = visit
        .frame(r.t("payouts-templates-title"))
        .lead(r.t("payouts-templates-lead"))
        .crumb(r.t("payouts-list-title"), "/desk/payouts")
        .crumb(r.t("payouts-documents-title"), PAGE);
    let table = Table::new(r, "templates", r.t("payouts-templates-title"))
        .columns([
            Column::text(r.t("payouts-papers-paper")).lead(),
            Column::text(r.t("payouts-documents-language")).key(),
            Column::text(r.t("payouts-state")).key(),
        ])
        .rows(rows)
        .empty(Empty::new(Icon::Payout, r.t("payouts-templates-title"), r.t("payouts-templates-lead")));
    Ok(visit.page(&frame, html! { (table) }))
}

fn named(kind: &str, language: &str) -> Result<(DocumentKind, Language), Oops> {
    DocumentKind::parse(kind).zip(Language::parse(language)).ok_or(Oops::Unknown)
}

/// `GET /desk/payouts/templates/{kind}/{language}?text=built-in`
pub async fn show(visit: Visit, Path((kind, language)): Path<(String, String)>, here: Address) -> Answer {
    let (kind, language) = named(&kind, &language)?;
    let mut work = visit.read().await?;
    let today = work.today();
    let text = match here.get("text") {
        Some("built-in") => kind.built_in(language).to_owned(),
        _ => text_on(&mut work, kind, language, today).await?,
    };
    let filled = Filled::from_pairs([("text", text), ("from_on", today.to_string())]);
    let versions = store::template_versions(&mut work, kind, language).await?;
    let frame = frame(&visit, kind, language);
    let content = html! {
        (page(&visit, &frame, kind, language, &filled))
        @if !versions.is_empty() {
            (card(&visit.reader.t("payouts-templates-versions"), html! {
                @for version in &versions {
                    div { (visit.reader.tr("payouts-templates-version", &[
                        ("from", visit.reader.date(version.from_on).into()), ("at", visit.reader.moment(version.at).into()),
                    ])) }
                }
            }))
        }
    };
    Ok(visit.page(&frame, content))
}

fn frame(visit: &Visit, kind: DocumentKind, language: Language) -> Frame {
    let r = &visit.reader;
    visit
        .frame(r.t(&format!("payouts-document-{}", kind.word())))
        .lead(r.t(&format!("payouts-language-{}", language.code())))
        .crumb(r.t("payouts-documents-title"), PAGE)
        .crumb(r.t("payouts-templates-title"), TEMPLATES)
}

fn page(visit: &Visit, frame: &Frame, kind: DocumentKind, language: Language, filled: &Filled) -> Markup {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let at = format!("{TEMPLATES}/{}/{}", kind.word(), language.code());
    html! {
        @if visit.can(Act::ManageSettings) {
            (form(frame, &at, filled, html! {
                (f.area("text", r.t("payouts-templates-text"), 30).required().help(r.t("payouts-templates-text-help")))
                (f.date("from_on", r.t("payouts-templates-from")).required())
                div.verbs {
                    button.button.primary type="submit" name="do" value="save" { (r.t("payouts-templates-save")) }
                    button.button type="submit" name="do" value="preview" { (r.t("payouts-templates-preview")) }
                    a.button href={ (at) "?text=built-in" } { (r.t("payouts-templates-take-built-in")) }
                }
            }))
        } @else {
            pre { (filled.exact("text")) }
        }
        (card(&r.t("payouts-templates-fields"), fields(r)))
    }
}

/// What a text may use, with what it is.
fn fields(r: &Reader) -> Markup {
    html! {
        p { (r.t("payouts-templates-fields-why")) }
        dl.details {
            @for field in FIELDS {
                dt { code { (field) } }
                dd { (r.t(&format!("payouts-template-field-{}", field.trim_start_matches("d.").replace(['.', '_'], "-").replace("[]", "")))) }
            }
        }
    }
}

/// `POST /desk/payouts/templates/{kind}/{language}`: saves, or answers with the PDF of made-up data.
pub async fn save(visit: Visit, Path((kind, language)): Path<(String, String)>, posted: Posted) -> Answer {
    let (kind, language) = named(&kind, &language)?;
    let r = &visit.reader;
    let mut filled = posted.filled;
    let text = filled.exact("text").replace("\r\n", "\n");
    filled.required(r, "from_on", &r.t("payouts-templates-from"));
    let from_on = filled.date(r, "from_on", &r.t("payouts-templates-from"));
    let mut work = visit.begin().await?;
    match preview(&work, kind, language, &text).await? {
        Err(troubles) => {
            for trouble in &troubles {
                filled.refuse("text", told(r, trouble));
            }
        }
        Ok(bytes) if filled.text("do") == "preview" => {
            return Ok(sent(bytes, "application/pdf", &format!("{}-preview.pdf", kind.word()), true));
        }
        Ok(_) => {}
    }
    if let Some(from_on) = from_on.filter(|_| !filled.has_errors()) {
        match save_template(&mut work, NewTemplate { kind, language, from_on, text }).await {
            Ok(()) => {
                work.commit().await?;
                let at = format!("{TEMPLATES}/{}/{}", kind.word(), language.code());
                return visit.redirect(at, "payouts-said-template", &[]).into();
            }
            Err(stop) => noted(&visit, &mut filled, stop)?,
        }
    }
    let frame = frame(&visit, kind, language);
    Ok(visit.page_again(&frame, page(&visit, &frame, kind, language, &filled)))
}

/// A trouble with its place.
fn told(r: &Reader, trouble: &Trouble) -> String {
    let hints: String = trouble.hints.iter().map(|hint| format!(" ({hint})")).collect();
    let what = format!("{}{hints}", trouble.what);
    match (trouble.line, trouble.column) {
        (Some(line), Some(column)) => r.tr(
            "payouts-templates-trouble",
            &[
                ("line", line.to_string().into()),
                ("column", column.to_string().into()),
                ("what", what.into()),
            ],
        ),
        _ => what,
    }
}
