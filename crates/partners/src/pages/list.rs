//! The list of partners.

use base::access::{Act, Path, Posted, Redirect, Visit};
use base::failure::{Answer, Refusal as _, Result, Stop};
use base::page::{
    Address, CSRF_FIELD, Column, Empty, Fields, Filled, Filters, Frame, Icon, Paging, Row, Sort, Tab, Table,
    dialog, exports, form, tabs, verb,
};
use base::words::Reader;
use base::work::Work;
use maud::{Markup, html};

use super::{kind_word, kinds, status_badge, statuses};
use crate::rules::{PartnerKind, PartnerStatus};
use crate::store::{self, Listed, View, ViewId, Wanted};
use crate::views::{self, kept_query};

const ROWS: i64 = 50;

/// What an address asks of the list.
pub(super) fn wanted(here: &Address) -> (Wanted, Sort) {
    let wanted = Wanted {
        search: here.get("q").unwrap_or_default().to_owned(),
        status: here.get("status").and_then(PartnerStatus::parse),
        kind: here.get("kind").and_then(PartnerKind::parse),
        region: here.get("region").map(str::to_owned),
        tier: here.get("tier").map(str::to_owned),
    };
    (wanted, here.sort(store::SORTS, "name"))
}

/// What the list shows.
struct ListPage {
    rows: Vec<Listed>,
    total: i64,
    sort: Sort,
    regions: Vec<String>,
    tiers: Vec<String>,
    views: Vec<View>,
    nobody_yet: bool,
}

impl ListPage {
    async fn load(work: &mut Work, here: &Address) -> Result<Self> {
        let (wanted, sort) = wanted(here);
        let today = work.today();
        let total = store::listed_count(work, &wanted).await?;
        let rows = store::listed(work, &wanted, &sort, today, (here.page() - 1) * ROWS, ROWS).await?;
        let views = match work.actor.user() {
            Some(user) => store::views_of(work, user).await?,
            None => Vec::new(),
        };
        let nobody_yet = total == 0 && store::listed_count(work, &Wanted::default()).await? == 0;
        let (regions, tiers) = (store::regions(work).await?, store::tiers(work).await?);
        Ok(Self { rows, total, sort, regions, tiers, views, nobody_yet })
    }
}

/// `GET /desk/partners`
pub async fn show(visit: Visit, here: Address) -> Answer {
    let mut work = visit.read().await?;
    let page = ListPage::load(&mut work, &here).await?;
    let frame = visit.frame(visit.reader.t("partners-list-title"));
    let tabs = ViewTabs::of(&visit.reader, &here, &page.views);
    let frame = frame.clone().actions(html! { (view_verb(&visit, &frame, &tabs)) a.button href="/desk/partners/shared" { (visit.reader.t("partners-shared-title")) } (add_button(&visit)) });
    Ok(visit.page(&frame, content(&visit, &here, &page, &tabs)))
}

fn add_button(visit: &Visit) -> Markup {
    html! {
        @if visit.can(Act::EditPartners) {
            a.button.primary href="/desk/partners/new" { (Icon::Plus) (visit.reader.t("partners-add-verb")) }
        }
    }
}

fn content(visit: &Visit, here: &Address, page: &ListPage, views: &ViewTabs) -> Markup {
    let r = &visit.reader;
    html! {
        (tabs(r, &r.t("partners-views"), &views.tabs))
        (filters(visit, here, page))
        (table(visit, here, page))
        @if page.total > 0 { (Paging::numbers(r, here, here.page(), ROWS, page.total)) }
    }
}

fn filters(visit: &Visit, here: &Address, page: &ListPage) -> Markup {
    let r = &visit.reader;
    let words = |words: &[String]| words.iter().map(|word| (word.clone(), word.clone())).collect::<Vec<_>>();
    html! {
        (Filters::new(r, here)
            .search("q", r.t("partners-list-search"))
            .choice("status", r.t("partners-field-status"), statuses(r))
            .choice("kind", r.t("partners-field-kind"), kinds(r))
            .choice("region", r.t("partners-field-region"), words(&page.regions))
            .choice("tier", r.t("partners-field-tier"), words(&page.tiers))
            .tail(exports(r, here, "/desk/partners/export")))
    }
}

fn table(visit: &Visit, here: &Address, page: &ListPage) -> Markup {
    let r = &visit.reader;
    let rows = page.rows.iter().map(|Listed { partner, upline }| {
        Row::new([
            html! { (partner.name) },
            html! { (partner.code.as_deref().unwrap_or_default()) },
            html! { (kind_word(r, partner.kind)) },
            status_badge(r, partner.status),
            html! { (partner.region.as_deref().unwrap_or_default()) },
            html! { (partner.tier.as_deref().unwrap_or_default()) },
            html! { (upline.as_deref().unwrap_or_default()) },
            html! { (r.date(partner.since)) },
        ])
        .href(partner.href())
    });
    let table = Table::new(r, "partners", r.t("partners-list-title"))
        .columns([
            Column::text(r.t("partners-field-name")).sort("name").lead(),
            Column::text(r.t("partners-field-code")).sort("code"),
            Column::text(r.t("partners-field-kind")).sort("kind"),
            Column::text(r.t("partners-field-status")).sort("status").key(),
            Column::text(r.t("partners-field-region")).sort("region").key(),
            Column::text(r.t("partners-field-tier")).sort("tier"),
            Column::text(r.t("partners-field-upline")),
            Column::text(r.t("partners-field-since")).sort("since"),
        ])
        .rows(rows)
        .sorted(here, page.sort.clone())
        .empty(empty(visit, page));
    html! { (table) }
}

fn empty(visit: &Visit, page: &ListPage) -> Empty {
    let r = &visit.reader;
    if page.nobody_yet {
        return Empty::new(Icon::Partners, r.t("partners-empty-title"), r.t("partners-empty-why"))
            .next(add_button(visit));
    }
    let all = html! { a.button href="/desk/partners" { (r.t("partners-none-all")) } };
    Empty::new(Icon::Search, r.t("partners-none-title"), r.t("partners-none-why")).next(all)
}

/// The delivered views and those the reader keeps, and which of them this address is.
struct ViewTabs<'a> {
    tabs: Vec<Tab>,
    /// What this address asks of the list.
    query: String,
    /// The reader's own view that is shown.
    own: Option<&'a View>,
}

impl<'a> ViewTabs<'a> {
    fn of(r: &Reader, here: &Address, views: &'a [View]) -> Self {
        let query = kept_query(here.to_string().split_once('?').map_or("", |(_, query)| query));
        let delivered = [
            (r.t("partners-view-all"), String::new()),
            (r.t("partners-view-active"), "status=active".to_owned()),
            (r.t("partners-view-candidates"), "status=candidate".to_owned()),
        ];
        let kept = views.iter().map(|view| (view.name.clone(), view.query.clone()));
        let tab = |(name, asked): (String, String)| {
            let question = if asked.is_empty() { "" } else { "?" };
            Tab::new(name, format!("/desk/partners{question}{asked}")).current(asked == query)
        };
        let tabs = delivered.into_iter().chain(kept).map(tab).collect();
        let own = views.iter().find(|view| view.query == query);
        Self { tabs, query, own }
    }
}

/// What can be done with the present filters: keep them under a name, or forget the view that they are.
fn view_verb(visit: &Visit, frame: &Frame, views: &ViewTabs) -> Markup {
    let r = &visit.reader;
    let is_new = !views.tabs.iter().any(|tab| tab.current) && visit.visitor.actor.user().is_some();
    html! {
        @if let Some(view) = views.own { (forget_form(visit, frame, view)) }
        @if is_new {
            (dialog(r, "keep-view", html! { (Icon::Star) (r.t("partners-view-keep")) }, &r.t("partners-view-keep-title"),
                keep_form(visit, frame, &Filled::from_pairs([("query", views.query.as_str())]))))
        }
    }
}

fn keep_form(visit: &Visit, frame: &Frame, filled: &Filled) -> Markup {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let fields = html! {
        input type="hidden" name="query" value=(filled.text("query"));
        (f.text("view", r.t("partners-view-name")).required().help(r.t("partners-view-name-help")))
        (verb(&r.t("partners-view-keep")))
    };
    form(frame, "/desk/partners/views", filled, fields)
}

fn forget_form(visit: &Visit, frame: &Frame, view: &View) -> Markup {
    let word = visit.reader.tr("partners-view-forget", &[("name", view.name.as_str().into())]);
    html! {
        form method="post" action={ "/desk/partners/views/" (view.id) "/forget" } {
            input type="hidden" name=(CSRF_FIELD) value=(frame.csrf);
            button.button type="submit" { (Icon::Trash) (word) }
        }
    }
}

/// `POST /desk/partners/views`
pub async fn keep(visit: Visit, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let query = kept_query(filled.text("query"));
    let mut work = visit.begin().await?;
    match views::keep_view(&mut work, filled.text("view"), &query).await {
        Ok(_) => {
            work.commit().await?;
            let said = [("name", filled.text("view").into())];
            visit.redirect(format!("/desk/partners?{query}"), "partners-said-view-kept", &said).into()
        }
        Err(Stop::Refused(refusal)) => {
            filled.refuse("view", refusal.sentence(&visit.reader));
            let frame = visit.frame(visit.reader.t("partners-view-keep-title"));
            Ok(visit.page_again(&frame, keep_form(&visit, &frame, &filled)))
        }
        Err(stop) => Err(visit.oops(stop)),
    }
}

/// `POST /desk/partners/views/{view}/forget`
pub async fn forget(visit: Visit, Path(view): Path<ViewId>, _posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    views::forget_view(&mut work, view).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    Redirect::to("/desk/partners").into()
}
