//! Groups of partners: the list, one of them with its members and its terms.

use std::collections::BTreeMap;

use ::partners::Partner;
use axum::extract::Path;
use base::access::{Act, PartnerId, Posted, Visit};
use base::failure::{Answer, Oops, Refusal as _, Stop};
use base::page::{
    CSRF_FIELD, Column, Empty, Fields, Filled, Frame, Icon, Row, Table, Tone, badge, card, form, section,
    verb,
};
use base::words::Reader;
use base::work::Work;
use jiff::civil::Date;
use maud::{Markup, html};

use super::editor::draft_href;
use super::partners::named_in;
use super::terms::{published, state, waiting};
use super::{Part, at, below, name_of, named, part, seen, version_days, version_name};
use crate::rules::{Audience, Group, GroupId, GroupMember, MemberId, Program, ProgramId, Version, in_force};
use crate::{add_group, join_group, leave_group, store};

/// Every group of a programme.
pub async fn list(visit: Visit, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    let program = seen(&mut work, id).await?;
    let (frame, content) = list_page(&visit, &mut work, &program, &Filled::default()).await?;
    Ok(visit.page(&frame, content))
}

async fn list_page(
    visit: &Visit,
    work: &mut Work,
    program: &Program,
    filled: &Filled,
) -> Result<(Frame, Markup), Oops> {
    let groups = store::groups(work, program.id).await?;
    let members = store::members(work, program.id).await?;
    let versions = store::versions(work, program.id).await?;
    let today = work.today();
    let r = &visit.reader;
    let (frame, tabs) = part(visit, program, Part::Groups);
    let rows = groups.iter().map(|group| {
        let here = members.iter().filter(|member| member.group == group.id && member.covers(today)).count();
        let own = versions.iter().filter(|version| version.group == Some(group.id));
        let now = in_force(own, today);
        Row::new([
            html! { (group.name) },
            html! { (r.number(here as i64)) },
            html! {
                @match now {
                    Some(version) => { (version_name(r, version)) ", " (version_days(r, version)) },
                    None => (r.t("programs-groups-common")),
                }
            },
        ])
        .href(at(program, &format!("/groups/{}", group.id)))
    });
    let table = Table::new(r, "groups", r.t("programs-tab-groups"))
        .columns([
            Column::text(r.t("programs-groups-name")).lead(),
            Column::figure(r.t("programs-groups-members")).key(),
            Column::text(r.t("programs-list-terms")).key(),
        ])
        .rows(rows)
        .empty(Empty::new(Icon::Partners, r.t("programs-groups-none"), r.t("programs-groups-none-why")));
    let content = html! {
        (tabs) (table)
        @if visit.can(Act::EditPrograms) {
            (card(&r.t("programs-groups-new"), form(&frame, &at(program, "/groups"), filled, html! {
                (Fields::new(r, filled).text("name", r.t("programs-groups-name")).required())
                div.verbs { (verb(&r.t("programs-groups-add-verb"))) }
            })))
        }
    };
    Ok((frame, content))
}

/// Adds a group.
pub async fn add(visit: Visit, Path(id): Path<ProgramId>, mut posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    let program = seen(&mut work, id).await?;
    match add_group(&mut work, id, posted.filled.text("name")).await {
        Ok(group) => {
            work.commit().await?;
            let to = at(&program, &format!("/groups/{group}"));
            visit.redirect(to, "programs-said-group-added", &[]).into()
        }
        Err(Stop::Refused(refusal)) => {
            posted.filled.refuse("name", refusal.sentence(&visit.reader));
            drop(work);
            let mut work = visit.read().await?;
            let (frame, content) = list_page(&visit, &mut work, &program, &posted.filled).await?;
            Ok(visit.page_again(&frame, content))
        }
        Err(stop) => Err(visit.oops(stop)),
    }
}

/// What the page of a group shows.
struct Shown {
    program: Program,
    group: Group,
    members: Vec<GroupMember>,
    versions: Vec<Version>,
    partners: BTreeMap<PartnerId, Partner>,
    today: Date,
}

impl Shown {
    async fn open(work: &mut Work, id: ProgramId, group: GroupId) -> Result<Self, Oops> {
        let program = seen(work, id).await?;
        let group = store::group(work, group).await?.filter(|group| group.program == id);
        let group = group.ok_or(Oops::Unknown)?;
        let mut members = store::members(work, id).await?;
        members.retain(|member| member.group == group.id);
        let mut versions = store::versions(work, id).await?;
        versions.retain(|version| version.group == Some(group.id));
        let (partners, today) = (named(work).await?, work.today());
        members.sort_by_key(|member| (name_of(&partners, member.partner).to_lowercase(), member.from));
        Ok(Self { program, group, members, versions, partners, today })
    }

    fn href(&self, rest: &str) -> String {
        at(&self.program, &format!("/groups/{}{rest}", self.group.id))
    }

    async fn page(&self, visit: &Visit, work: &mut Work, filled: &Filled) -> Result<(Frame, Markup), Oops> {
        let r = &visit.reader;
        let write = if self.versions.iter().any(Version::is_draft) {
            "programs-terms-continue"
        } else {
            "programs-terms-write"
        };
        let frame = below(visit, &self.program, self.group.name.clone())
            .lead(r.t("programs-groups-lead"))
            .crumb(r.t("programs-tab-groups"), at(&self.program, "/groups"))
            .actions(html! {
                @if visit.can(Act::EditPrograms) {
                    a.button.primary href=(draft_href(&self.program, Audience::Group(self.group.id))) {
                        (Icon::Edit) (r.t(write))
                    }
                }
            });
        let terms = self.terms(r, work).await?;
        let content = html! {
            (section(&r.t("programs-tab-terms"), html! {}, terms))
            (section(&r.t("programs-groups-members"), html! {}, self.table(visit, &frame)))
            @if visit.can(Act::EditPrograms) { (self.join_form(&frame, filled)) }
        };
        Ok((frame, content))
    }

    async fn terms(&self, r: &Reader, work: &mut Work) -> Result<Markup, Oops> {
        let waiting = waiting(work).await?;
        let now = in_force(&self.versions, self.today).map(|version| version.id);
        let rows = self.versions.iter().map(|version| {
            Row::new([
                html! { (version_name(r, version)) },
                state(r, version, now, self.today, &waiting),
                html! { (version_days(r, version)) },
                published(r, version),
            ])
            .href(at(&self.program, &format!("/terms/{}", version.id)))
        });
        let table = Table::new(r, "versions", r.t("programs-tab-terms"))
            .columns([
                Column::text(r.t("programs-version-column")).lead(),
                Column::text(r.t("programs-version-state")).key(),
                Column::text(r.t("programs-version-days")).key(),
                Column::text(r.t("programs-version-published")),
            ])
            .rows(rows)
            .empty(Empty::new(
                Icon::Percent,
                r.t("programs-groups-no-terms"),
                r.t("programs-groups-no-terms-why"),
            ));
        Ok(html! { (table) })
    }

    fn table(&self, visit: &Visit, frame: &Frame) -> Markup {
        let r = &visit.reader;
        let rows = self.members.iter().map(|member| {
            let name = name_of(&self.partners, member.partner);
            let (tone, key) = match () {
                () if member.from > self.today => (Tone::Neutral, "programs-partners-state-later"),
                () if member.covers(self.today) => (Tone::Good, "programs-groups-state-now"),
                () => (Tone::Neutral, "programs-groups-state-left"),
            };
            Row::new([
                html! { a href={ "/desk/partners/" (member.partner) } { (name) } },
                badge(tone, &r.t(key)),
                html! { (r.date(member.from)) },
                html! {
                    @match member.until {
                        Some(until) => (r.date(until)),
                        None if visit.can(Act::EditPrograms) => (self.leave_form(frame, member, &name)),
                        None => "—",
                    }
                },
            ])
        });
        let table = Table::new(r, "members", r.t("programs-groups-members"))
            .columns([
                Column::text(r.t("programs-partners-partner")).lead(),
                Column::text(r.t("programs-groups-state")).key(),
                Column::text(r.t("programs-partners-from")).key(),
                Column::text(r.t("programs-partners-until")),
            ])
            .rows(rows)
            .empty(Empty::new(
                Icon::Partners,
                r.t("programs-groups-nobody"),
                r.t("programs-groups-nobody-why"),
            ));
        html! { (table) }
    }

    fn leave_form(&self, frame: &Frame, member: &GroupMember, name: &str) -> Markup {
        let r = &frame.reader;
        let label = r.tr("programs-groups-leave-label", &[("partner", name.into())]);
        html! {
            details {
                summary.button.small { (r.t("programs-groups-leave-open")) }
                form.inline method="post" action=(self.href("/leave")) {
                    input type="hidden" name=(CSRF_FIELD) value=(frame.csrf);
                    input type="hidden" name="member" value=(member.id);
                    input type="date" name="until" required aria-label=(label);
                    button.button.small type="submit" { (r.t("programs-leave-verb")) }
                }
            }
        }
    }

    /// The form of joining begins with the first day that nothing stands against.
    fn usual(&self) -> Filled {
        let after_close = self.program.closed_until.and_then(|closed| closed.tomorrow().ok());
        Filled::from_pairs([(
            "from",
            after_close.map_or(self.today, |after| after.max(self.today)).to_string(),
        )])
    }

    fn join_form(&self, frame: &Frame, filled: &Filled) -> Markup {
        let r = &frame.reader;
        let f = Fields::new(r, filled);
        let body = html! {
            (f.date("from", r.t("programs-partners-from")).required())
            (f.area("names", r.t("programs-enrol-names"), 4).required().help(r.t("programs-enrol-names-help")))
            div.verbs { (verb(&r.t("programs-groups-join-verb"))) }
        };
        card(&r.t("programs-groups-join"), form(frame, &self.href("/join"), filled, body))
    }
}

/// A group with its members and its terms.
pub async fn show(visit: Visit, Path((id, group)): Path<(ProgramId, GroupId)>) -> Answer {
    let mut work = visit.read().await?;
    let shown = Shown::open(&mut work, id, group).await?;
    let (frame, content) = shown.page(&visit, &mut work, &shown.usual()).await?;
    Ok(visit.page(&frame, content))
}

/// Takes partners in.
pub async fn join(visit: Visit, Path((id, group)): Path<(ProgramId, GroupId)>, mut posted: Posted) -> Answer {
    let r = &visit.reader;
    let mut work = visit.begin().await?;
    let shown = Shown::open(&mut work, id, group).await?;
    let filled = &mut posted.filled;
    filled.required(r, "from", &r.t("programs-partners-from"));
    let from = filled.date(r, "from", &r.t("programs-partners-from"));
    let partners = named_in(r, &mut work, filled).await?;
    if let Some(from) = from.filter(|_| !filled.has_errors()) {
        match join_group(&mut work, group, &partners, from).await {
            Ok(count) => {
                work.commit().await?;
                let said = [("count", count.into())];
                return visit.redirect(shown.href(""), "programs-said-joined", &said).into();
            }
            Err(Stop::Refused(refusal)) => {
                filled.refuse(refusal.field().unwrap_or_default(), refusal.sentence(r));
            }
            Err(stop) => return Err(visit.oops(stop)),
        }
    }
    let (frame, content) = shown.page(&visit, &mut work, filled).await?;
    Ok(visit.page_again(&frame, content))
}

/// Gives a membership its last day.
pub async fn leave(
    visit: Visit,
    Path((id, group)): Path<(ProgramId, GroupId)>,
    mut posted: Posted,
) -> Answer {
    let r = &visit.reader;
    let mut work = visit.begin().await?;
    let shown = Shown::open(&mut work, id, group).await?;
    let member: MemberId =
        posted.filled.text("member").parse().map_err(|_| Oops::BadRequest("base-bad-form"))?;
    let until = posted.filled.date(r, "until", &r.t("programs-partners-until"));
    let until = until.ok_or(Oops::BadRequest("programs-day-missing"))?;
    leave_group(&mut work, group, member, until).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    visit.redirect(shown.href(""), "programs-said-group-left", &[("until", r.date(until).into())]).into()
}
