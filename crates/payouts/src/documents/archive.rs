//! A period's documents and papers as one archive, a folder per partner.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use base::access::PartnerId;
use base::failure::{Failure, Result};
use base::work::Work;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::rules::documents::{Document, Paper};
use crate::store;

/// Everything of a period that was made and not cancelled, and everything that was attached.
pub async fn archive(work: &mut Work, period: &str) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    let mut names: BTreeMap<PartnerId, String> = BTreeMap::new();
    for document in all_of(work, period).await? {
        names.insert(document.partner, document.partner_name.clone());
        if document.cancelled.is_none() {
            let bytes = store::document_bytes(work, document.id).await?.unwrap_or_default();
            let folder = folder_of(&names, document.partner);
            put(&mut zip, options, &format!("{folder}/{}", document.file_name()), &bytes)?;
        }
    }
    for paper in store::papers(work, Some(period), None).await? {
        if let std::collections::btree_map::Entry::Vacant(place) = names.entry(paper.partner) {
            let known = partners::partner(work, paper.partner).await?;
            place.insert(known.map(|known| known.name).unwrap_or_default());
        }
        let folder = folder_of(&names, paper.partner);
        if let Some((paper, bytes)) =
            store::paper(work, paper.id).await?.filter(|(_, bytes)| !bytes.is_empty())
        {
            put(&mut zip, options, &format!("{folder}/{}", paper_name(&paper)), &bytes)?;
        }
    }
    Ok(zip.finish().map_err(broken)?.into_inner())
}

async fn all_of(work: &mut Work, period: &str) -> Result<Vec<Document>> {
    let mut all = Vec::new();
    loop {
        let offset = i64::try_from(all.len()).unwrap_or(i64::MAX);
        let some = store::documents(work, Some(period), None, offset).await?;
        if some.is_empty() {
            return Ok(all);
        }
        all.extend(some);
    }
}

fn put(
    zip: &mut ZipWriter<Cursor<Vec<u8>>>,
    options: SimpleFileOptions,
    name: &str,
    bytes: &[u8],
) -> Result<()> {
    zip.start_file(name, options).map_err(broken)?;
    zip.write_all(bytes)?;
    Ok(())
}

fn broken(error: zip::result::ZipError) -> Failure {
    Failure::new(format!("an archive was not written: {error}"))
}

/// The partner's name with the end of his id, so that namesakes have folders of their own.
fn folder_of(names: &BTreeMap<PartnerId, String>, partner: PartnerId) -> String {
    let name = names.get(&partner).map(String::as_str).unwrap_or_default();
    let plain: String = name
        .chars()
        .map(|letter| if letter.is_alphanumeric() || letter == '-' { letter } else { ' ' })
        .collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let id = partner.to_string();
    let tail: String = id.chars().skip(id.chars().count().saturating_sub(5)).collect();
    format!("{plain} {tail}").trim().to_owned()
}

fn paper_name(paper: &Paper) -> String {
    let id = paper.id.to_string();
    let tail: String = id.chars().skip(id.chars().count().saturating_sub(5)).collect();
    format!("signed-{}-{tail}-{}", paper.paper, paper.file_name)
}
