//! Versions of the terms: drafts, publishing them and ending them.

use base::access::PartnerId;
use base::args;
use base::db::Row;
use base::failure::{Failure, Result};
use base::work::Work;
use jiff::civil::Date;
use terms::TermsHash;

use crate::rules::{
    Answer, AnswerKind, Audience, Effect, GroupId, ProgramId, TermsVersionId, Version, VersionState,
};

/// A version of the terms, with the day on which it was ended early.
pub async fn version(work: &mut Work, id: TermsVersionId) -> Result<Option<Version>> {
    let sql = "select v.id, v.program_id, v.partner_id, v.group_id, v.state, v.number, v.text, v.content_hash, v.effective_from,
                 coalesce(e.until_on, v.effective_until) as until_on, v.changed_at, v.changed_by, v.published_at,
                 v.published_by, a.answer, a.content_hash as answer_hash, a.note, a.answered_at, a.answered_by
               from programs_versions v left join programs_endings e on e.version_id = v.id
                 left join programs_answers a on a.version_id = v.id
               where v.id = $1";
    work.row(sql, args![id]).await?.as_ref().map(read_version).transpose()
}

/// All versions of a programme, drafts first, then the newest first.
pub async fn versions(work: &mut Work, program: ProgramId) -> Result<Vec<Version>> {
    let sql = "select v.id, v.program_id, v.partner_id, v.group_id, v.state, v.number, v.text, v.content_hash, v.effective_from,
                 coalesce(e.until_on, v.effective_until) as until_on, v.changed_at, v.changed_by, v.published_at,
                 v.published_by, a.answer, a.content_hash as answer_hash, a.note, a.answered_at, a.answered_by
               from programs_versions v left join programs_endings e on e.version_id = v.id
                 left join programs_answers a on a.version_id = v.id
               where v.program_id = $1
               order by case v.state when 'draft' then 0 else 1 end, v.number desc, v.id desc";
    work.rows(sql, args![program]).await?.iter().map(read_version).collect()
}

/// The binding versions of a programme that a partner may read: the common ones, his own, and those of groups that
/// were in force while he was in the group, or will be.
pub async fn versions_for_partner(
    work: &mut Work,
    program: ProgramId,
    partner: PartnerId,
) -> Result<Vec<Version>> {
    let sql = "select v.id, v.program_id, v.partner_id, v.group_id, v.state, v.number, v.text, v.content_hash, v.effective_from,
                 coalesce(e.until_on, v.effective_until) as until_on, v.changed_at, v.changed_by, v.published_at,
                 v.published_by, a.answer, a.content_hash as answer_hash, a.note, a.answered_at, a.answered_by
               from programs_versions v left join programs_endings e on e.version_id = v.id
                 left join programs_answers a on a.version_id = v.id
               where v.program_id = $1 and v.state = 'published'
                 and ((v.partner_id is null and v.group_id is null)
                   or (v.partner_id = $2 and a.answer in ('accepted', 'paper', 'earlier'))
                   or exists (
                     select 1 from programs_group_members m
                     where m.group_id = v.group_id and m.partner_id = $2
                       and (m.until_on is null or m.until_on >= v.effective_from)
                       and m.from_on <= coalesce(e.until_on, v.effective_until, m.from_on)))
               order by v.number desc";
    work.rows(sql, args![program, partner]).await?.iter().map(read_version).collect()
}

/// Individual terms of a partner that were published, in programmes that are no longer prepared; the newest first.
pub async fn individual_versions(work: &mut Work, partner: PartnerId) -> Result<Vec<Version>> {
    let sql = "select v.id, v.program_id, v.partner_id, v.group_id, v.state, v.number, v.text, v.content_hash, v.effective_from,
                 coalesce(e.until_on, v.effective_until) as until_on, v.changed_at, v.changed_by, v.published_at,
                 v.published_by, a.answer, a.content_hash as answer_hash, a.note, a.answered_at, a.answered_by
               from programs_versions v left join programs_endings e on e.version_id = v.id
                 left join programs_answers a on a.version_id = v.id
                 join programs_programs p on p.id = v.program_id
               where v.partner_id = $1 and v.state = 'published' and p.status <> 'draft'
               order by v.published_at desc, v.id desc";
    work.rows(sql, args![partner]).await?.iter().map(read_version).collect()
}

/// The draft of a programme's common terms, or of one partner's or group's terms in it.
pub async fn draft(work: &mut Work, program: ProgramId, whose: Audience) -> Result<Option<Version>> {
    let sql = "select v.id, v.program_id, v.partner_id, v.group_id, v.state, v.number, v.text, v.content_hash, v.effective_from,
                 coalesce(e.until_on, v.effective_until) as until_on, v.changed_at, v.changed_by, v.published_at,
                 v.published_by, a.answer, a.content_hash as answer_hash, a.note, a.answered_at, a.answered_by
               from programs_versions v left join programs_endings e on e.version_id = v.id
                 left join programs_answers a on a.version_id = v.id
               where v.program_id = $1 and v.state = 'draft' and coalesce(v.partner_id, 0) = coalesce(cast($2 as bigint), 0)
                 and coalesce(v.group_id, 0) = coalesce(cast($3 as bigint), 0)";
    let args = args![program, whose.partner(), whose.group()];
    work.row(sql, args).await?.as_ref().map(read_version).transpose()
}

/// Inserts a draft.
pub async fn insert_draft(
    work: &mut Work,
    program: ProgramId,
    whose: Audience,
    text: &str,
) -> Result<TermsVersionId> {
    let (id, now, user) = (TermsVersionId::fresh(), work.now(), work.actor.user());
    let sql = "insert into programs_versions (id, program_id, partner_id, group_id, state, text, created_at, created_by,
                 changed_at, changed_by)
               values ($1, $2, $3, $4, 'draft', $5, $6, $7, $6, $7)";
    work.run(sql, args![id, program, whose.partner(), whose.group(), text, now, user]).await?;
    Ok(id)
}

/// Writes a draft's text.
pub async fn update_draft(work: &mut Work, id: TermsVersionId, text: &str) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "update programs_versions set text = $2, changed_at = $3, changed_by = $4 where id = $1 and state = 'draft'";
    work.run(sql, args![id, text, now, user]).await?;
    Ok(())
}

/// Deletes a draft; the database itself keeps published versions.
pub async fn delete_draft(work: &mut Work, id: TermsVersionId) -> Result<()> {
    work.run("delete from programs_versions where id = $1", args![id]).await?;
    Ok(())
}

/// Publishes a draft under the next number of its programme, which is returned.
pub async fn publish_draft(work: &mut Work, draft: &Version, hash: TermsHash, effect: Effect) -> Result<u32> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "update programs_versions set state = 'published', content_hash = $2, effective_from = $3, effective_until = $4,
                 published_at = $5, published_by = $6,
                 number = (select coalesce(max(number), 0) + 1 from programs_versions where program_id = $7)
               where id = $1 and state = 'draft' returning number";
    let args = args![draft.id, hash.hex(), effect.from, effect.until, now, user, draft.program];
    let row = work.row(sql, args).await?.ok_or_else(|| Failure::new("the draft to be published is gone"))?;
    Ok(row.get("number")?)
}

/// Ends terms of one partner or of a group before their time; a second ending may only come earlier.
pub async fn insert_ending(work: &mut Work, id: TermsVersionId, until: Date) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "insert into programs_endings (version_id, until_on, ended_at, ended_by) values ($1, $2, $3, $4)
               on conflict (version_id) do update
                 set until_on = excluded.until_on, ended_at = excluded.ended_at, ended_by = excluded.ended_by";
    work.run(sql, args![id, until, now, user]).await?;
    Ok(())
}

fn read_version(row: &Row) -> Result<Version> {
    let state = match row.get::<Option<u32>>("number")? {
        None => VersionState::Draft,
        Some(number) => VersionState::Published {
            number,
            content_hash: row.get("content_hash")?,
            from: row.get("effective_from")?,
            until: row.get("until_on")?,
            at: row.get("published_at")?,
            by: row.get("published_by")?,
        },
    };
    Ok(Version {
        id: row.get("id")?,
        program: row.get("program_id")?,
        partner: row.get("partner_id")?,
        group: row.get::<Option<GroupId>>("group_id")?,
        answer: read_answer(row)?,
        text: row.get("text")?,
        state,
        changed_at: row.get("changed_at")?,
        changed_by: row.get("changed_by")?,
    })
}

fn read_answer(row: &Row) -> Result<Option<Answer>> {
    let Some(word) = row.get::<Option<String>>("answer")? else { return Ok(None) };
    Ok(Some(Answer {
        kind: AnswerKind::parse(&word).ok_or_else(|| Failure::new(format!("unknown answer {word}")))?,
        hash: row.get("answer_hash")?,
        note: row.get("note")?,
        at: row.get("answered_at")?,
        by: row.get("answered_by")?,
    }))
}
