//! Statements as they are sealed.

use base::access::PartnerId;
use base::args;
use base::db::Row;
use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use money::Currency;
use programs::ProgramId;
use terms::{Period, Totals};

use super::runs::{read_period, read_totals};
use super::statements::key;
use crate::rules::sealed::Stated;
use crate::run::{RunId, StatementId};

/// Every column of a statement.
pub struct SealedRow {
    pub statement: StatementId,
    pub run: RunId,
    pub program: ProgramId,
    pub partner: PartnerId,
    pub partner_name: String,
    pub period: Period,
    pub totals: Totals,
    pub lines: Vec<u8>,
    pub unpaid: Vec<u8>,
    pub adjusted: Option<Vec<u8>>,
    pub closed_at: Timestamp,
    currency: Currency,
    unpaid_count: i64,
    terms: String,
    inputs_hash: String,
    entry_key: Option<String>,
    name_key: String,
    ends_on: Date,
}

impl SealedRow {
    /// The same as it goes into a document.
    pub fn stated(&self) -> Stated<'_> {
        Stated {
            statement: self.statement,
            run: self.run,
            program: self.program,
            partner: self.partner,
            partner_name: &self.partner_name,
            period: self.period,
            currency: self.currency,
            totals: self.totals,
            lines: &self.lines,
            unpaid_count: self.unpaid_count,
            unpaid: &self.unpaid,
            adjusted: self.adjusted.as_deref(),
            terms: &self.terms,
            inputs_hash: &self.inputs_hash,
            entry_key: self.entry_key.as_deref(),
            closed_at: self.closed_at,
        }
    }

    /// Whether the columns that only repeat others repeat them.
    pub fn agrees_with_itself(&self) -> bool {
        self.name_key == key(&self.partner_name) && self.ends_on == self.period.end
    }
}

/// A closed statement; for a partner only his own.
pub async fn sealed_row(
    work: &mut Work,
    id: StatementId,
    only: Option<PartnerId>,
) -> Result<Option<SealedRow>> {
    let sql = "select s.id, s.run_id, s.program_id, s.partner_id, s.partner_name, s.name_key, s.period, s.ends_on,
                 s.currency, s.turnover_minor, s.direct_minor, s.override_minor, s.bonus_minor, s.limits_minor,
                 s.adjustments_minor, s.total_minor, s.sale_lines, s.adjusted, s.lines, s.unpaid_count, s.unpaid, s.terms,
                 s.inputs_hash, s.entry_key, s.closed_at
               from commissions_statements s join commissions_runs r on r.id = s.run_id and r.state = 'closed'
               where s.id = $1 and (cast($2 as bigint) is null or s.partner_id = $2)";
    let row = work.row(sql, args![id, only]).await?;
    row.as_ref().map(read).transpose()
}

/// Every statement of a run.
pub async fn sealed_rows(work: &mut Work, run: RunId) -> Result<Vec<SealedRow>> {
    let sql = "select id, run_id, program_id, partner_id, partner_name, name_key, period, ends_on, currency, turnover_minor,
                 direct_minor, override_minor, bonus_minor, limits_minor, adjustments_minor, total_minor, sale_lines,
                 adjusted, lines, unpaid_count, unpaid, terms, inputs_hash, entry_key, closed_at
               from commissions_statements where run_id = $1 order by name_key, id";
    work.rows(sql, args![run]).await?.iter().map(read).collect()
}

/// The ids of a partner's statements as seals name them.
pub async fn subjects_of(work: &mut Work, partner: PartnerId) -> Result<Vec<String>> {
    let sql = "select id from commissions_statements where partner_id = $1 order by ends_on, id";
    let read = |row: &Row| Ok(row.get::<StatementId>("id")?.to_string());
    work.rows(sql, args![partner]).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<SealedRow> {
    Ok(SealedRow {
        statement: row.get("id")?,
        run: row.get("run_id")?,
        program: row.get("program_id")?,
        partner: row.get("partner_id")?,
        partner_name: row.get("partner_name")?,
        name_key: row.get("name_key")?,
        period: read_period(row)?,
        ends_on: row.get("ends_on")?,
        currency: row.get("currency")?,
        totals: read_totals(row)?,
        lines: row.get("lines")?,
        unpaid_count: row.get("unpaid_count")?,
        unpaid: row.get("unpaid")?,
        adjusted: row.get("adjusted")?,
        terms: row.get("terms")?,
        inputs_hash: row.get("inputs_hash")?,
        entry_key: row.get("entry_key")?,
        closed_at: row.get("closed_at")?,
    })
}
