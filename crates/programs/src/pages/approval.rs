//! A draft on its way to being binding: handing it in, the second person's decision, and publishing alone where the
//! programme allows it.

use std::collections::BTreeMap;

use axum::extract::Path;
use base::access::{Act, Posted, Redirect, UserId, Visit};
use base::failure::{Answer, Oops, Outcome, Refusal as _, Stop};
use base::page::{CSRF_FIELD, Fields, Filled, Frame, Tone, banner, card, confirm, details, form, verb};
use base::words::Reader;
use base::work::Work;
use jiff::civil::Date;
use maud::{Markup, html};

use super::compare::difference;
use super::editor::read_seen;
use super::said::check_result;
use super::terms::{of_program, replay_link};
use super::words::terms_in_words;
use super::{at, audience_name, below, seen, staff, version_name};
use crate::check::check_text;
use crate::publish::{Publish, publish_between};
use crate::rules::{
    Audience, DecisionKind, Effect, Program, ProgramId, Refusal, Submission, SubmissionId, TermsVersionId,
    Version, in_force, in_force_for, judge_decider,
};
use crate::store;
use crate::submit::{self, Submit};

/// What is shown of a draft on its way.
struct Way {
    program: Program,
    draft: Version,
    /// The partner's or the group's name.
    whose: Option<String>,
    /// What it will replace.
    before: Option<Version>,
    first_day: Date,
    one_person: bool,
    /// The newest time it was handed in.
    submission: Option<Submission>,
    people: BTreeMap<UserId, String>,
}

/// A form that was sent and did not pass.
#[derive(Default)]
struct Sent {
    form: &'static str,
    filled: Filled,
}

impl Way {
    async fn open(work: &mut Work, id: ProgramId, version: TermsVersionId) -> Result<Self, Oops> {
        let program = seen(work, id).await?;
        let draft = of_program(store::version(work, version).await?, id)?;
        let before = before(work, &draft).await?;
        let whose = audience_name(work, draft.audience()).await?;
        let after_close = program.closed_until.and_then(|closed| closed.tomorrow().ok());
        let first = if before.is_none() { program.starts_on } else { work.today() };
        let first_day = after_close.map_or(first, |after| after.max(first));
        let submission = store::submissions(work, draft.id).await?.into_iter().next();
        let decided = submission.as_ref().and_then(|submission| submission.decision.as_ref());
        let by = submission.as_ref().and_then(|submission| submission.by);
        let people = staff(work, [draft.changed_by, by, decided.and_then(|decided| decided.by)]).await?;
        let one_person = store::one_person_publishes(work, id).await?;
        Ok(Self { program, draft, whose, before, first_day, one_person, submission, people })
    }

    /// What waits for a decision.
    fn waiting(&self) -> Option<&Submission> {
        self.submission.as_ref().filter(|submission| submission.decision.is_none())
    }

    fn href(&self, rest: &str) -> String {
        at(&self.program, &format!("/terms/{}{rest}", self.draft.id))
    }

    fn name_of(&self, r: &Reader, user: Option<UserId>) -> String {
        let known = user.and_then(|user| self.people.get(&user).cloned());
        known.unwrap_or_else(|| r.t("programs-actor-system"))
    }

    fn filled(&self) -> Filled {
        Filled::from_pairs([
            ("from", self.first_day.to_string()),
            ("seen", self.draft.changed_at.as_microsecond().to_string()),
        ])
    }

    fn page(&self, visit: &Visit, sent: &Sent) -> (Frame, Markup) {
        let r = &visit.reader;
        let title = match &self.whose {
            Some(whose) => r.tr("programs-approval-individual", &[("partner", whose.into())]),
            None => r.t("programs-approval-title"),
        };
        let frame = below(visit, &self.program, title)
            .crumb(version_name(r, &self.draft), self.href(""))
            .actions(replay_link(visit, &self.draft));
        let checked = check_text(&self.draft.text);
        let content = html! {
            (self.standing(r))
            (check_result(r, &checked))
            @if let Some(terms) = &checked.terms { (card(&r.t("programs-version-words"), terms_in_words(r, terms))) }
            @if let Some(before) = &self.before {
                (card(&r.tr("programs-publish-against", &[("version", version_name(r, before).into())]),
                    difference(r, &before.text, &self.draft.text)))
            }
            @match self.waiting() {
                Some(submission) => (self.decision(visit, &frame, submission, sent)),
                None => (self.ways(visit, &frame, sent)),
            }
        };
        (frame, content)
    }

    /// Where the draft stands: handed in, given back, or nothing to tell.
    fn standing(&self, r: &Reader) -> Markup {
        let Some(submission) = &self.submission else { return html! {} };
        match &submission.decision {
            None => {
                let days = r.date(submission.effect.from);
                let until = submission.effect.until.map(|until| r.date(until));
                let pairs = [
                    (r.t("programs-approval-who"), Some(self.name_of(r, submission.by))),
                    (r.t("programs-approval-at"), Some(r.moment(submission.at))),
                    (r.t("programs-publish-from"), Some(days)),
                    (r.t("programs-publish-until"), until),
                    (
                        r.t("programs-approval-comment"),
                        Some(submission.comment.clone()).filter(|comment| !comment.is_empty()),
                    ),
                ];
                let pairs = pairs.into_iter().filter_map(|(name, value)| Some((name, html! { (value?) })));
                card(&r.t("programs-approval-waits"), details(pairs.collect::<Vec<_>>()))
            }
            Some(decision) if decision.kind == DecisionKind::Returned => {
                let args =
                    [("who", self.name_of(r, decision.by).into()), ("at", r.moment(decision.at).into())];
                banner(
                    Tone::Warn,
                    html! { p { strong { (r.tr("programs-approval-returned", &args)) } } p { (decision.reason) } },
                )
            }
            Some(_) => html! {},
        }
    }

    /// What may be done with a draft that is not handed in.
    fn ways(&self, visit: &Visit, frame: &Frame, sent: &Sent) -> Markup {
        let r = &visit.reader;
        let alone = self.one_person && visit.can(Act::PublishTerms);
        html! {
            @if visit.can(Act::EditPrograms) { (self.submit_form(frame, sent)) }
            @if alone { (self.publish_form(frame, sent)) }
            @if !alone && !visit.can(Act::EditPrograms) { (banner(Tone::Neutral, r.t("programs-approval-not-yet"))) }
        }
    }

    fn days<'a>(&self, f: &Fields<'a>, r: &Reader) -> Markup {
        html! {
            (f.date("from", r.t("programs-publish-from")).required().help(r.t("programs-publish-from-help")))
            @if self.draft.audience() != Audience::Everybody {
                (f.date("until", r.t("programs-publish-until")).help(r.t("programs-publish-until-help")))
            }
        }
    }

    fn submit_form(&self, frame: &Frame, sent: &Sent) -> Markup {
        let r = &frame.reader;
        let filled = if sent.form == "submit" { sent.filled.clone() } else { self.filled() };
        let f = Fields::new(r, &filled);
        let fields = html! {
            input type="hidden" name="seen" value=(filled.exact("seen"));
            (self.days(&f, r))
            (f.area("comment", r.t("programs-approval-comment"), 3).help(r.t("programs-approval-comment-help")))
            p.field-help { (r.t("programs-approval-submit-help")) }
            div.verbs { (verb(&r.t("programs-approval-submit-verb"))) }
        };
        card(&r.t("programs-approval-submit"), form(frame, &self.href("/submit"), &filled, fields))
    }

    fn publish_form(&self, frame: &Frame, sent: &Sent) -> Markup {
        let r = &frame.reader;
        let filled = if sent.form == "publish" { sent.filled.clone() } else { self.filled() };
        let f = Fields::new(r, &filled);
        let fields = html! {
            input type="hidden" name="seen" value=(filled.exact("seen"));
            (self.days(&f, r))
            p.field-help { (r.t("programs-publish-for-good")) }
            div.verbs { (verb(&r.t("programs-publish-verb"))) }
        };
        card(&r.t("programs-publish-alone"), form(frame, &self.href("/publish"), &filled, fields))
    }

    /// What the second person may do, and the author.
    fn decision(&self, visit: &Visit, frame: &Frame, submission: &Submission, sent: &Sent) -> Markup {
        let r = &visit.reader;
        let own = judge_decider(submission, &self.draft, visit.visitor.actor.user()).is_err();
        let publishes = visit.can(Act::PublishTerms);
        html! {
            @if publishes && own { (banner(Tone::Neutral, r.t("programs-approval-own"))) }
            @if publishes && !own { (self.decision_forms(frame, submission, sent)) }
            @if visit.can(Act::EditPrograms) {
                (confirm(frame, &self.href("/withdraw"), &r.t("programs-approval-withdraw"),
                    &r.t("programs-approval-withdraw-consequence"), &[]))
            }
        }
    }

    fn decision_forms(&self, frame: &Frame, submission: &Submission, sent: &Sent) -> Markup {
        let r = &frame.reader;
        let id = submission.id.to_string();
        let empty = Filled::default();
        let of = |name: &str| if sent.form == name { &sent.filled } else { &empty };
        let (approving, returning) = (of("approve"), of("return"));
        let key = if self.draft.partner.is_some() {
            "programs-approval-proposes"
        } else {
            "programs-publish-for-good"
        };
        let approve = html! {
            input type="hidden" name="submission" value=(id);
            p { (r.t(key)) }
            div.verbs { (verb(&r.t("programs-approval-approve-verb"))) }
        };
        let give_back = html! {
            input type="hidden" name="submission" value=(id);
            (Fields::new(r, returning).area("reason", r.t("programs-approval-reason"), 3).required()
                .help(r.t("programs-approval-reason-help")))
            div.verbs { button.button type="submit" { (r.t("programs-approval-return-verb")) } }
        };
        html! {
            (card(&r.t("programs-approval-approve"), form(frame, &self.href("/approve"), approving, approve)))
            (card(&r.t("programs-approval-return"), form(frame, &self.href("/return"), returning, give_back)))
        }
    }
}

/// What a draft will replace for those it is meant for.
async fn before(work: &mut Work, draft: &Version) -> base::failure::Result<Option<Version>> {
    let versions = store::versions(work, draft.program).await?;
    let today = work.today();
    let of = |whose: Audience| in_force(versions.iter().filter(move |one| one.audience() == whose), today);
    let found = match draft.audience() {
        Audience::Partner(partner) => {
            let members = store::members(work, draft.program).await?;
            in_force_for(&versions, &members, partner, today)
        }
        whose => of(whose).or_else(|| of(Audience::Everybody)),
    };
    Ok(found.cloned())
}

/// The draft in words and against what it replaces, with what may be done next.
pub async fn show(visit: Visit, Path((id, version)): Path<(ProgramId, TermsVersionId)>) -> Answer {
    let mut work = visit.read().await?;
    let way = Way::open(&mut work, id, version).await?;
    if !way.draft.is_draft() {
        return Redirect::to(way.href("")).into();
    }
    let (frame, content) = way.page(&visit, &Sent::default());
    Ok(visit.page(&frame, content))
}

/// The days that were typed; errors are noted in the form.
fn effect_of(r: &Reader, filled: &mut Filled) -> Option<Effect> {
    filled.required(r, "from", &r.t("programs-publish-from"));
    let from = filled.date(r, "from", &r.t("programs-publish-from"));
    let until = filled.date(r, "until", &r.t("programs-publish-until"));
    from.filter(|_| !filled.has_errors()).map(|from| Effect { from, until })
}

/// Ends a post: leads on with a word, or shows the page again with what is wrong.
async fn ended<T>(
    visit: Visit,
    mut work: Work,
    (id, version): (ProgramId, TermsVersionId),
    mut sent: Sent,
    done: Option<Outcome<T, Refusal>>,
    said: impl FnOnce(&Way, T) -> Redirect,
) -> Answer {
    match done {
        Some(Ok(value)) => {
            let way = Way::open(&mut work, id, version).await?;
            let redirect = said(&way, value);
            work.commit().await?;
            return redirect.into();
        }
        Some(Err(Stop::Refused(refusal))) => {
            sent.filled.refuse(refusal.field().unwrap_or_default(), refusal.sentence(&visit.reader));
        }
        Some(Err(stop)) => return Err(visit.oops(stop)),
        None => {}
    }
    let way = Way::open(&mut work, id, version).await?;
    let (frame, content) = way.page(&visit, &sent);
    let refused = (!way.shows(&visit, &sent)).then(|| {
        html! { @for error in sent.filled.errors() { (banner(Tone::Bad, &error.sentence)) } }
    });
    Ok(visit.page_again(&frame, html! { @if let Some(refused) = refused { (refused) } (content) }))
}

impl Way {
    /// Whether the form that was sent stands on the page, so that its errors are told there.
    fn shows(&self, visit: &Visit, sent: &Sent) -> bool {
        let is_open = self.waiting().is_some();
        match sent.form {
            "submit" => !is_open && visit.can(Act::EditPrograms),
            "publish" => !is_open && self.one_person,
            "approve" | "return" => self.waiting().is_some_and(|submission| {
                judge_decider(submission, &self.draft, visit.visitor.actor.user()).is_ok()
            }),
            _ => false,
        }
    }
}

/// Hands the draft in.
pub async fn submit(
    visit: Visit,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
    mut posted: Posted,
) -> Answer {
    let mut work = visit.begin().await?;
    of_program(store::version(&mut work, version).await?, id)?;
    let filled = &mut posted.filled;
    let done = match effect_of(&visit.reader, filled) {
        None => None,
        Some(effect) => {
            let (comment, seen) = (filled.text("comment").to_owned(), read_seen(filled.text("seen")));
            Some(submit::submit(&mut work, Submit { version, effect, comment, seen }).await)
        }
    };
    let sent = Sent { form: "submit", filled: posted.filled };
    let words = visit.clone();
    ended(visit, work, (id, version), sent, done, |way, _| {
        words.redirect(way.href("/approval"), "programs-said-submitted", &[])
    })
    .await
}

/// Takes it back.
pub async fn withdraw(
    visit: Visit,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
    posted: Posted,
) -> Answer {
    let mut work = visit.begin().await?;
    of_program(store::version(&mut work, version).await?, id)?;
    let done = Some(submit::withdraw(&mut work, version).await);
    let sent = Sent { form: "withdraw", filled: posted.filled };
    let words = visit.clone();
    ended(visit, work, (id, version), sent, done, |way, ()| {
        words.redirect(way.href("/approval"), "programs-said-withdrawn", &[])
    })
    .await
}

/// Approves it, which publishes it.
pub async fn approve(
    visit: Visit,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
    posted: Posted,
) -> Answer {
    let mut work = visit.begin().await?;
    let submission = submission_of(&mut work, (id, version), &posted).await?;
    let done = Some(submit::approve(&mut work, submission).await);
    let sent = Sent { form: "approve", filled: posted.filled };
    let words = visit.clone();
    ended(visit, work, (id, version), sent, done, |way, number| said_published(&words, way, number)).await
}

/// Gives it back.
pub async fn give_back(
    visit: Visit,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
    posted: Posted,
) -> Answer {
    let mut work = visit.begin().await?;
    let submission = submission_of(&mut work, (id, version), &posted).await?;
    let done = Some(submit::give_back(&mut work, submission, posted.filled.text("reason")).await);
    let sent = Sent { form: "return", filled: posted.filled };
    let words = visit.clone();
    ended(visit, work, (id, version), sent, done, |way, ()| {
        words.redirect(way.href("/approval"), "programs-said-returned", &[])
    })
    .await
}

/// Publishes it without a second person.
pub async fn publish(
    visit: Visit,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
    mut posted: Posted,
) -> Answer {
    let mut work = visit.begin().await?;
    of_program(store::version(&mut work, version).await?, id)?;
    let filled = &mut posted.filled;
    let done = match effect_of(&visit.reader, filled) {
        None => None,
        Some(effect) => {
            let request = Publish { version, effect, seen: read_seen(filled.text("seen")) };
            Some(publish_between(&mut work, request).await)
        }
    };
    let sent = Sent { form: "publish", filled: posted.filled };
    let words = visit.clone();
    ended(visit, work, (id, version), sent, done, |way, number| said_published(&words, way, number)).await
}

fn said_published(visit: &Visit, way: &Way, number: u32) -> Redirect {
    let key = if way.draft.is_proposed() { "programs-said-proposed" } else { "programs-said-published" };
    visit.redirect(way.href(""), key, &[("number", number.into())])
}

/// The submission that the form names, if it is one of this draft.
async fn submission_of(
    work: &mut Work,
    (id, version): (ProgramId, TermsVersionId),
    posted: &Posted,
) -> Result<SubmissionId, Oops> {
    of_program(store::version(work, version).await?, id)?;
    let asked: SubmissionId =
        posted.filled.text("submission").parse().map_err(|_| Oops::BadRequest("base-bad-form"))?;
    let known = store::submission(work, asked).await?.filter(|known| known.version == version);
    known.map(|known| known.id).ok_or(Oops::Unknown)
}

/// Says whether one person alone may publish.
pub async fn allow(visit: Visit, Path(id): Path<ProgramId>, posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    let allowed = posted.filled.is_ticked("one_person");
    crate::allow_one_person(&mut work, id, allowed).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    let key = if allowed { "programs-said-one-person" } else { "programs-said-two-people" };
    visit.redirect(format!("/desk/programs/{id}"), key, &[]).into()
}

/// The setting on the programme's overview.
pub(super) fn setting(visit: &Visit, frame: &Frame, program: &Program, one_person: bool) -> Markup {
    let r = &visit.reader;
    let key = if one_person { "programs-one-person-on" } else { "programs-one-person-off" };
    let (value, word) =
        if one_person { ("", "programs-one-person-forbid") } else { ("yes", "programs-one-person-allow") };
    card(
        &r.t("programs-one-person"),
        html! {
            p { (r.t(key)) }
            @if visit.can(Act::ManageSettings) {
                form method="post" action=(at(program, "/one-person")) {
                    input type="hidden" name=(CSRF_FIELD) value=(frame.csrf);
                    input type="hidden" name="one_person" value=(value);
                    button.button type="submit" { (r.t(word)) }
                }
            }
        },
    )
}
