//! Versions of the requisites; insert only, the newest row is in force.

use base::access::{PartnerId, UserId};
use base::args;
use base::db::Row;
use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;

use super::named;
use crate::rules::{LegalForm, Requisites, Vat};

base::id!(
    /// A version of a partner's requisites.
    RequisitesId,
    "requisites"
);

/// A version of the requisites with who wrote it and when.
#[derive(Clone, Debug)]
pub struct RequisitesVersion {
    /// Its id.
    pub id: RequisitesId,
    /// What was written.
    pub requisites: Requisites,
    /// When.
    pub at: Timestamp,
    /// By whom, when a person did it.
    pub by: Option<UserId>,
}

fn requisites_of_row(row: &Row) -> Result<Requisites> {
    Ok(Requisites {
        form: named(row, "form", LegalForm::parse)?,
        name: row.get("name")?,
        inn: row.get("inn")?,
        kpp: row.get("kpp")?,
        ogrn: row.get("ogrn")?,
        account: row.get("account")?,
        bic: row.get("bic")?,
        bank: row.get("bank")?,
        corr_account: row.get("corr_account")?,
        vat: named(row, "vat", Vat::parse)?,
        is_resident: row.get::<i64>("is_resident")? != 0,
        tax_since: row.get("tax_since")?,
        override_reason: row.get("override_reason")?,
    })
}

/// The requisites in force.
pub async fn requisites_in_force(work: &mut Work, partner: PartnerId) -> Result<Option<Requisites>> {
    let sql =
        "select form, name, inn, kpp, ogrn, account, bic, bank, corr_account, vat, is_resident, tax_since,
                      override_reason
               from partners_requisites where partner_id = $1 order by id desc limit 1";
    work.row(sql, args![partner]).await?.as_ref().map(requisites_of_row).transpose()
}

/// Every version of the requisites, the latest first.
pub async fn requisites_versions(work: &mut Work, partner: PartnerId) -> Result<Vec<RequisitesVersion>> {
    let sql =
        "select form, name, inn, kpp, ogrn, account, bic, bank, corr_account, vat, is_resident, tax_since,
                      override_reason, at, user_id, id
               from partners_requisites where partner_id = $1 order by id desc";
    let rows = work.rows(sql, args![partner]).await?;
    let read = |row: &Row| {
        let requisites = requisites_of_row(row)?;
        Ok(RequisitesVersion { id: row.get("id")?, requisites, at: row.get("at")?, by: row.get("user_id")? })
    };
    rows.iter().map(read).collect()
}

/// Writes a new version, which is in force from now on.
pub async fn insert_requisites(
    work: &mut Work,
    partner: PartnerId,
    new: &Requisites,
) -> Result<RequisitesId> {
    let id = RequisitesId::fresh();
    let sql =
        "insert into partners_requisites (id, partner_id, form, name, inn, kpp, ogrn, account, bic, bank,
                                                corr_account, vat, is_resident, tax_since, override_reason, at, user_id)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    let (now, user) = (work.now(), work.actor.user());
    let new = new.clone();
    let args = args![
        id,
        partner,
        new.form.name(),
        new.name,
        new.inn,
        new.kpp,
        new.ogrn,
        new.account,
        new.bic,
        new.bank,
        new.corr_account,
        new.vat.name(),
        i64::from(new.is_resident),
        new.tax_since,
        new.override_reason,
        now,
        user,
    ];
    work.run(sql, args).await?;
    Ok(id)
}

/// Whether a second person has confirmed a version or a later one.
pub async fn is_confirmed(work: &mut Work, partner: PartnerId, version: RequisitesId) -> Result<bool> {
    let sql = "select requisites_id from partners_requisites_confirmed where partner_id = $1 and requisites_id >= $2 limit 1";
    Ok(work.row(sql, args![partner, version]).await?.is_some())
}

/// Writes down that a second person has confirmed a version.
pub async fn confirm_version(work: &mut Work, partner: PartnerId, version: RequisitesId) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "insert into partners_requisites_confirmed (requisites_id, partner_id, at, user_id) values ($1, $2, $3, $4)
               on conflict (requisites_id) do nothing";
    work.run(sql, args![version, partner, now, user]).await?;
    Ok(())
}

/// An account to which several partners want their money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedAccount {
    /// The account.
    pub account: String,
    /// The bank.
    pub bic: String,
    /// The partner.
    pub partner: PartnerId,
    /// His name.
    pub name: String,
}

/// Partners whose account is another partner's, too; those of one account follow each other.
pub async fn shared_accounts(work: &mut Work, partner: Option<PartnerId>) -> Result<Vec<SharedAccount>> {
    let sql = "with present as (
                 select partner_id, account, bic from partners_requisites
                 where id in (select max(id) from partners_requisites group by partner_id) and account <> '')
               select one.account, one.bic, one.partner_id, c.name
               from present one join partners_cards c on c.id = one.partner_id
               where exists (select 1 from present other
                             where other.account = one.account and other.bic = one.bic and other.partner_id <> one.partner_id
                               and (cast($1 as bigint) is null or other.partner_id = $1))
               order by one.account, one.bic, c.name limit 500";
    let rows = work.rows(sql, args![partner]).await?;
    let read = |row: &Row| {
        Ok(SharedAccount {
            account: row.get("account")?,
            bic: row.get("bic")?,
            partner: row.get("partner_id")?,
            name: row.get("name")?,
        })
    };
    rows.iter().map(read).collect()
}
