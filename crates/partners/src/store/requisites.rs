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
                      override_reason, at, user_id
               from partners_requisites where partner_id = $1 order by id desc";
    let rows = work.rows(sql, args![partner]).await?;
    let read = |row: &Row| {
        let requisites = requisites_of_row(row)?;
        Ok(RequisitesVersion { requisites, at: row.get("at")?, by: row.get("user_id")? })
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
