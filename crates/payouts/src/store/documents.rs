//! Documents, the texts they are made from, and what was attached; rows are only ever added.

use base::access::PartnerId;
use base::args;
use base::db::Row;
use base::failure::{Failure, Result};
use base::words::Language;
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money};

use crate::rules::documents::{Document, DocumentId, DocumentKind, Paper, PaperId};

/// A text of a template as the vendor wrote it.
#[derive(Clone, Debug)]
pub struct KeptTemplate {
    /// The first day of documents that are made from it.
    pub from_on: Date,
    /// The text.
    pub text: String,
    /// When it was written.
    pub at: Timestamp,
}

/// Every version of a template, the newest first.
pub async fn template_versions(
    work: &mut Work,
    kind: DocumentKind,
    language: Language,
) -> Result<Vec<KeptTemplate>> {
    let sql =
        "select from_on, text, at from payouts_templates where kind = $1 and language = $2 order by id desc";
    work.rows(sql, args![kind.word(), language.code()]).await?.iter().map(read_template).collect()
}

/// The version from which a document of a day is made; none means the built-in one.
pub async fn template_on(
    work: &mut Work,
    kind: DocumentKind,
    language: Language,
    on: Date,
) -> Result<Option<KeptTemplate>> {
    let sql = "select from_on, text, at from payouts_templates
               where kind = $1 and language = $2 and from_on <= $3 order by from_on desc, id desc limit 1";
    work.row(sql, args![kind.word(), language.code(), on]).await?.as_ref().map(read_template).transpose()
}

fn read_template(row: &Row) -> Result<KeptTemplate> {
    Ok(KeptTemplate { from_on: row.get("from_on")?, text: row.get("text")?, at: row.get("at")? })
}

/// Adds a version of a template.
pub async fn insert_template(
    work: &mut Work,
    kind: DocumentKind,
    language: Language,
    from_on: Date,
    text: &str,
) -> Result<()> {
    let sql = "insert into payouts_templates (id, kind, language, from_on, text, at, user_id)
               values ($1, $2, $3, $4, $5, $6, $7)";
    let (now, user) = (work.now(), work.actor.user());
    let id = base::db::id::fresh();
    work.run(sql, args![id, kind.word(), language.code(), from_on, text, now, user]).await?;
    Ok(())
}

/// What a document is kept with besides what its head says.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    /// Its data as JSON.
    pub data: &'a str,
    /// The text that it was made from.
    pub template: &'a str,
    /// The PDF.
    pub bytes: &'a [u8],
    /// How many documents of the same thing were made, and cancelled, before.
    pub again: i64,
}

/// Keeps a document.
pub async fn insert_document(work: &mut Work, head: &Document, kept: Kept<'_>) -> Result<()> {
    let sql = "insert into payouts_documents (id, kind, language, entity_inn, year, number, partner_id, partner_name,
                 period, currency, again, dated_on, total_minor, data, template, bytes, sha256, made_at, made_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";
    let args = args![
        head.id,
        head.kind.word(),
        head.language.code(),
        &head.entity_inn,
        head.year,
        head.number,
        head.partner,
        &head.partner_name,
        &head.period,
        head.total.currency,
        kept.again,
        head.dated_on,
        head.total.minor,
        kept.data,
        kept.template,
        kept.bytes,
        &head.sha256,
        head.made_at,
        head.made_by,
    ];
    work.run(sql, args).await?;
    Ok(())
}

/// The documents of one thing, whether they were cancelled or not, the oldest first.
pub async fn documents_about(
    work: &mut Work,
    kind: DocumentKind,
    partner: PartnerId,
    period: &str,
    currency: Currency,
) -> Result<Vec<Document>> {
    let sql = "select d.id, d.kind, d.language, d.entity_inn, d.year, d.number, d.partner_id, d.partner_name, d.period,
                 d.currency, d.dated_on, d.total_minor, d.sha256, d.made_at, d.made_by, c.reason
               from payouts_documents d left join payouts_documents_cancelled c on c.document_id = d.id
               where d.partner_id = $1 and d.kind = $2 and d.period = $3 and d.currency = $4 order by d.id";
    let args = args![partner, kind.word(), period, currency];
    work.rows(sql, args).await?.iter().map(read_document).collect()
}

/// Documents of a period, or of all; of one partner, or of all; the oldest first, a hundred from an offset.
pub async fn documents(
    work: &mut Work,
    period: Option<&str>,
    partner: Option<PartnerId>,
    offset: i64,
) -> Result<Vec<Document>> {
    let sql = "select d.id, d.kind, d.language, d.entity_inn, d.year, d.number, d.partner_id, d.partner_name, d.period,
                 d.currency, d.dated_on, d.total_minor, d.sha256, d.made_at, d.made_by, c.reason
               from payouts_documents d left join payouts_documents_cancelled c on c.document_id = d.id
               where (cast($1 as text) is null or d.period = $1) and (cast($2 as bigint) is null or d.partner_id = $2)
               order by d.id limit 100 offset $3";
    work.rows(sql, args![period, partner, offset]).await?.iter().map(read_document).collect()
}

/// One document.
pub async fn document(work: &mut Work, id: DocumentId) -> Result<Option<Document>> {
    let sql = "select d.id, d.kind, d.language, d.entity_inn, d.year, d.number, d.partner_id, d.partner_name, d.period,
                 d.currency, d.dated_on, d.total_minor, d.sha256, d.made_at, d.made_by, c.reason
               from payouts_documents d left join payouts_documents_cancelled c on c.document_id = d.id
               where d.id = $1";
    work.row(sql, args![id]).await?.as_ref().map(read_document).transpose()
}

/// The bytes of a document.
pub async fn document_bytes(work: &mut Work, id: DocumentId) -> Result<Option<Vec<u8>>> {
    let Some(row) = work.row("select bytes from payouts_documents where id = $1", args![id]).await? else {
        return Ok(None);
    };
    Ok(Some(row.get("bytes")?))
}

/// Says that a document does not count any more; false when that was said before.
pub async fn cancel_document(work: &mut Work, id: DocumentId, reason: &str) -> Result<bool> {
    let sql = "insert into payouts_documents_cancelled (document_id, reason, at, user_id)
               values ($1, $2, $3, $4) on conflict (document_id) do nothing returning document_id";
    let (now, user) = (work.now(), work.actor.user());
    Ok(work.row(sql, args![id, reason, now, user]).await?.is_some())
}

fn read_document(row: &Row) -> Result<Document> {
    let (kind, language): (String, String) = (row.get("kind")?, row.get("language")?);
    let currency: Currency = row.get("currency")?;
    Ok(Document {
        id: row.get("id")?,
        kind: DocumentKind::parse(&kind).ok_or_else(|| Failure::new(format!("a document is a {kind}")))?,
        language: Language::parse(&language).unwrap_or_default(),
        entity_inn: row.get("entity_inn")?,
        year: row.get("year")?,
        number: row.get("number")?,
        partner: row.get("partner_id")?,
        partner_name: row.get("partner_name")?,
        period: row.get("period")?,
        dated_on: row.get("dated_on")?,
        total: Money::new(row.get("total_minor")?, currency),
        sha256: row.get("sha256")?,
        made_at: row.get("made_at")?,
        made_by: row.get("made_by")?,
        cancelled: row.get("reason")?,
    })
}

/// Keeps a paper.
pub async fn insert_paper(work: &mut Work, paper: &Paper, bytes: Option<&[u8]>) -> Result<()> {
    let sql =
        "insert into payouts_papers (id, partner_id, period, paper, document_id, reference, file_name, bytes,
                 sha256, at, user_id)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let user = work.actor.user();
    let args = args![
        paper.id,
        paper.partner,
        &paper.period,
        &paper.paper,
        paper.document,
        &paper.reference,
        &paper.file_name,
        bytes,
        &paper.sha256,
        paper.at,
        user,
    ];
    work.run(sql, args).await?;
    Ok(())
}

/// The papers of a period, or of all; of one partner, or of all; the oldest first.
pub async fn papers(work: &mut Work, period: Option<&str>, partner: Option<PartnerId>) -> Result<Vec<Paper>> {
    let sql = "select id, partner_id, period, paper, document_id, reference, file_name, sha256, at from payouts_papers
               where (cast($1 as text) is null or period = $1) and (cast($2 as bigint) is null or partner_id = $2)
               order by id";
    work.rows(sql, args![period, partner]).await?.iter().map(read_paper).collect()
}

/// One paper with its file.
pub async fn paper(work: &mut Work, id: PaperId) -> Result<Option<(Paper, Vec<u8>)>> {
    let sql = "select id, partner_id, period, paper, document_id, reference, file_name, sha256, at, bytes
               from payouts_papers where id = $1";
    let Some(row) = work.row(sql, args![id]).await? else { return Ok(None) };
    let bytes = row.get::<Option<Vec<u8>>>("bytes")?.unwrap_or_default();
    Ok(Some((read_paper(&row)?, bytes)))
}

fn read_paper(row: &Row) -> Result<Paper> {
    Ok(Paper {
        id: row.get("id")?,
        partner: row.get("partner_id")?,
        period: row.get("period")?,
        paper: row.get("paper")?,
        document: row.get("document_id")?,
        reference: row.get("reference")?,
        file_name: row.get("file_name")?,
        sha256: row.get("sha256")?,
        at: row.get("at")?,
    })
}
