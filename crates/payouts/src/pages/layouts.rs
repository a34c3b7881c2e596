//! Layouts of registers: the list, and the form of one.

use base::access::{Path, Posted, Visit};
use base::failure::{Answer, Oops, Outcome, Stop};
use base::page::{Column, Empty, Fields, Filled, Frame, Icon, Row, Table, form, verb};
use maud::{Markup, html};

use super::write_refusal;
use crate::layouts::{drop_layout, keep_layout};
use crate::rules::{COLUMN_WORDS, LayoutId, Refusal, RegisterForm, RegisterLayout, columns_of, columns_text};
use crate::store;

const PAGE: &str = "/desk/payouts/layouts";

/// `GET /desk/payouts/layouts`
pub async fn show(visit: Visit) -> Answer {
    let mut work = visit.read().await?;
    let kept = store::layouts(&mut work).await?;
    let r = &visit.reader;
    let new = html! { a.button href={ (PAGE) "/new" } { (r.t("payouts-layouts-new")) } };
    let frame = visit
        .frame(r.t("payouts-layouts-title"))
        .lead(r.t("payouts-layouts-lead"))
        .crumb(r.t("payouts-list-title"), "/desk/payouts")
        .actions(new);
    let rows = kept.iter().map(|kept| {
        let RegisterLayout { name, form, columns, .. } = &kept.layout;
        let heads: Vec<&str> = columns.iter().map(|column| column.head.as_str()).collect();
        Row::new([
            html! { (name) },
            html! { (r.t(&format!("payouts-layout-form-{}", form.word()))) },
            html! { (heads.join(" · ")) },
        ])
        .href(format!("{PAGE}/{}", kept.id))
    });
    let table = Table::new(r, "layouts", r.t("payouts-layouts-title"))
        .columns([
            Column::text(r.t("payouts-layout-name")).lead(),
            Column::text(r.t("payouts-layout-form")).key(),
            Column::text(r.t("payouts-layout-columns")),
        ])
        .rows(rows)
        .empty(Empty::new(Icon::Payout, r.t("payouts-layouts-none"), r.t("payouts-layouts-none-why")));
    Ok(visit.page(&frame, html! { (table) }))
}

fn frame(visit: &Visit, known: Option<LayoutId>) -> Frame {
    let r = &visit.reader;
    let title = if known.is_some() { "payouts-layout-title" } else { "payouts-layouts-new" };
    visit
        .frame(r.t(title))
        .lead(r.t("payouts-layout-lead"))
        .crumb(r.t("payouts-list-title"), "/desk/payouts")
        .crumb(r.t("payouts-layouts-title"), PAGE)
}

fn page(visit: &Visit, known: Option<LayoutId>, filled: &Filled) -> Answer {
    let r = &visit.reader;
    let frame = frame(visit, known);
    let f = Fields::new(r, filled);
    let forms = RegisterForm::ALL
        .iter()
        .map(|form| (form.word(), r.t(&format!("payouts-layout-form-{}", form.word()))));
    let words = COLUMN_WORDS.join(", ");
    let fields = html! {
        (f.text("name", r.t("payouts-layout-name")).required().help(r.t("payouts-layout-name-help")))
        (f.select("form", r.t("payouts-layout-form"), forms).required())
        (f.tick("has_head", r.t("payouts-layout-has-head")))
        (f.text("separator", r.t("payouts-layout-separator")).short().help(r.t("payouts-layout-separator-help")))
        (f.select("decimal", r.t("payouts-layout-decimal"), [(".", "1234.56"), (",", "1234,56")]))
        (f.area("columns", r.t("payouts-layout-columns"), 10).required()
            .help(r.tr("payouts-layout-columns-help", &[("words", words.into())])))
        (verb(&r.t("payouts-layout-save")))
    };
    let action = known.map_or_else(|| format!("{PAGE}/new"), |id| format!("{PAGE}/{id}"));
    let content = html! {
        (form(&frame, &action, filled, fields))
        @if let Some(id) = known { (drop_form(visit, &frame, id)) }
    };
    Ok(if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) })
}

fn drop_form(visit: &Visit, frame: &Frame, id: LayoutId) -> Markup {
    let fields = verb(&visit.reader.t("payouts-layout-drop"));
    form(frame, &format!("{PAGE}/{id}/drop"), &Filled::default(), fields)
}

/// `GET /desk/payouts/layouts/new`: begins with the columns that banks ask for most.
pub async fn new(visit: Visit) -> Answer {
    let r = &visit.reader;
    let head = |word: &str, value: &str| format!("{} = {value}", r.t(&format!("payouts-layout-head-{word}")));
    let columns = [
        head("place", "place"),
        head("last", "last-name"),
        head("first", "first-name"),
        head("patronymic", "patronymic"),
        head("account", "account"),
        head("amount", "amount"),
    ];
    let filled = Filled::from_pairs([
        ("form", "csv-windows1251".to_owned()),
        ("has_head", "yes".to_owned()),
        ("separator", ";".to_owned()),
        ("decimal", ",".to_owned()),
        ("columns", columns.join("\n")),
    ]);
    page(&visit, None, &filled)
}

/// `GET /desk/payouts/layouts/{layout}`
pub async fn one(visit: Visit, Path(id): Path<LayoutId>) -> Answer {
    let mut work = visit.read().await?;
    let layout = store::layout(&mut work, id).await?.ok_or(Oops::Unknown)?.layout;
    let mut filled = Filled::from_pairs([
        ("name", layout.name.clone()),
        ("form", layout.form.word().to_owned()),
        ("separator", layout.separator.to_string()),
        ("decimal", layout.decimal.to_string()),
        ("columns", columns_text(&layout.columns)),
    ]);
    if layout.has_head {
        filled.set("has_head", "yes");
    }
    page(&visit, Some(id), &filled)
}

/// `POST /desk/payouts/layouts/new`
pub async fn add(visit: Visit, posted: Posted) -> Answer {
    keep(visit, None, posted.filled).await
}

/// `POST /desk/payouts/layouts/{layout}`
pub async fn change(visit: Visit, Path(id): Path<LayoutId>, posted: Posted) -> Answer {
    keep(visit, Some(id), posted.filled).await
}

async fn keep(visit: Visit, known: Option<LayoutId>, mut filled: Filled) -> Answer {
    let mut work = visit.begin().await?;
    let done: Outcome<LayoutId, Refusal> = match typed(&filled) {
        Ok(layout) => keep_layout(&mut work, known, layout).await,
        Err(refusal) => Err(Stop::Refused(refusal)),
    };
    match done {
        Ok(_) => {
            work.commit().await?;
            visit.redirect(PAGE, "payouts-said-layout", &[]).into()
        }
        Err(stop) => {
            std::mem::drop(work);
            write_refusal(&visit, &mut filled, stop)?;
            page(&visit, known, &filled)
        }
    }
}

fn typed(filled: &Filled) -> Result<RegisterLayout, Refusal> {
    let columns = columns_of(filled.exact("columns"))
        .map_err(|(line, text)| Refusal::LayoutLine { line, text: text.chars().take(60).collect() })?;
    // A separator that is no single sign is refused by its name.
    let sign = |name: &str| {
        let mut signs = filled.exact(name).chars();
        signs.next().filter(|_| signs.next().is_none()).unwrap_or('x')
    };
    let separator = if filled.text("separator") == "tab" { '\t' } else { sign("separator") };
    Ok(RegisterLayout {
        name: filled.text("name").to_owned(),
        form: RegisterForm::parse(filled.text("form")).unwrap_or(RegisterForm::CsvUtf8),
        has_head: filled.is_ticked("has_head"),
        separator,
        decimal: sign("decimal"),
        columns,
    })
}

/// `POST /desk/payouts/layouts/{layout}/drop`
pub async fn drop(visit: Visit, Path(id): Path<LayoutId>, _posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    drop_layout(&mut work, id).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    visit.redirect(PAGE, "payouts-said-layout-dropped", &[]).into()
}
