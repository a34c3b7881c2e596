//! The demo: a vendor that has worked with about two hundred partners for a year and a half. Everything in it goes
//! through the same verbs that people use, under a clock that moves; the same day builds the same figures.

mod agreements;
mod cast;
mod chance;
pub mod people;
mod programs;
mod settle;
mod trade;

use base::access::{Actor, PartnerId};
use base::clock::Clock;
use base::failure::{Failure, Result};
use base::work::Site;
use jiff::ToSpan;
use jiff::civil::Date;

use programs::{Three, refused};
use trade::{Seller, Shop};

/// How much is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Partners.
    pub partners: usize,
    /// Whole months before the running one.
    pub months: i64,
}

impl Size {
    /// What `artel demo` shows.
    pub const DEMO: Size = Size { partners: 200, months: 18 };
    /// Enough for a test of every page.
    pub const SMALL: Size = Size { partners: 24, months: 6 };
}

/// What tests need to know of a demo.
#[derive(Clone, Copy, Debug)]
pub struct Built {
    /// The partner of the sample sign-ins.
    pub partner: PartnerId,
    /// The partner of the other sign-in.
    pub other: PartnerId,
}

/// Fills an empty site, whose clock must be a moving one, up to `today`.
pub async fn build(site: &Site, today: Date, size: Size, mut tell: impl FnMut(i64, i64)) -> Result<Built> {
    let first = today.first_of_month().saturating_sub(size.months.months());
    set(site, first, today)?;
    let (ids, built) = found(site, size).await?;
    let mut work = begin(site).await?;
    let three = programs::found(&mut work, first).await?;
    enrol(&mut work, &ids, &three, first).await?;
    let [top, middle, _] = cast::levels(ids.len());
    agreements::plan(&mut work, &three, &ids[..top + middle], first).await?;
    let mut shop = Shop::open(&mut work, 120.min(size.partners as u64 * 2)).await?;
    settle::name_payer(&mut work).await?;
    work.commit().await?;
    let sellers = sellers(&ids, &cast::partners(size.partners), &three);
    for month in 0..=size.months {
        tell(month, size.months + 1);
        let from = first.saturating_add(month.months());
        let until = from.last_of_month().min(today);
        set(site, until, today)?;
        let mut work = begin(site).await?;
        shop.trade(&mut work, &sellers, &three, from, until).await?;
        agreements::quote(&mut work, from, until).await?;
        if month == size.months / 2 {
            let day = from.saturating_add(1.month());
            programs::renew(&mut work, three.dealers, day).await?;
            let some = ids[top..][..middle / 3].iter().copied().filter(|dealer| *dealer != built.other);
            let members: Vec<PartnerId> = some.chain([built.partner]).collect();
            agreements::group(&mut work, &three, &members, day).await?;
        }
        work.commit().await?;
        if month + 1 == size.months {
            let mut work = begin(site).await?;
            shop.belated(&mut work, three.dealers, built.partner, from).await?;
            work.commit().await?;
        }
        if month < size.months {
            let closing_day = from.saturating_add(1.month()).saturating_add(4.days()).min(today);
            set(site, closing_day, today)?;
            settle::close_month(site, from, size.months - month).await?;
            base::jobs::run_all(site).await?;
        }
    }
    set(site, today, today)?;
    agreements::negotiate(site, &three, built.partner, today).await?;
    base::jobs::run_all(site).await?;
    agreements::verify(site).await?;
    tell(size.months + 1, size.months + 1);
    Ok(built)
}

/// Adds the vendor, the partners with their requisites and network, and the people.
async fn found(site: &Site, size: Size) -> Result<(Vec<PartnerId>, Built)> {
    let mut work = begin(site).await?;
    work.set_setting("vendor-name", cast::VENDOR).await?;
    let mut ids = Vec::new();
    let cast = cast::partners(size.partners);
    for actor in &cast {
        let id = partners::add(&mut work, actor.card.clone()).await.map_err(refused)?;
        if let Some(requisites) = &actor.requisites {
            partners::change_requisites(&mut work, id, requisites.clone()).await.map_err(refused)?;
        }
        if let Some(upline) = actor.upline {
            let day = work.today();
            partners::set_upline(&mut work, id, Some(ids[upline]), day).await.map_err(refused)?;
        }
        ids.push(id);
    }
    let [top, ..] = cast::levels(size.partners);
    let named = |place: usize| (ids[place], cast[place].card.name.as_str());
    let active = |place: &usize| {
        cast[*place].requisites.is_some() && cast[*place].card.status == partners::PartnerStatus::Active
    };
    let mut dealers = (top..cast.len()).filter(active);
    let (first, second) = (dealers.next().unwrap_or(top), dealers.next().unwrap_or(top + 1));
    people::invite(&mut work, named(first), named(second)).await?;
    let built = Built { partner: ids[first], other: ids[second] };
    work.commit().await?;
    Ok((ids, built))
}

/// Distributors and dealers earn in the dealers' programme, the third level in the recommenders' one, every tenth
/// dealer in the export one as well.
async fn enrol(work: &mut base::work::Work, ids: &[PartnerId], three: &Three, day: Date) -> Result<()> {
    let [top, middle, _] = cast::levels(ids.len());
    let (dealers, others) = ids.split_at(top + middle);
    let abroad: Vec<PartnerId> = dealers.iter().copied().step_by(5).collect();
    ::programs::enrol_many(work, three.dealers, dealers, day).await.map_err(refused)?;
    let half: Vec<PartnerId> = others.iter().copied().step_by(2).collect();
    ::programs::enrol_many(work, three.dealers, &half, day).await.map_err(refused)?;
    ::programs::enrol_many(work, three.referrals, others, day).await.map_err(refused)?;
    ::programs::enrol_many(work, three.export, &abroad, day).await.map_err(refused)?;
    Ok(())
}

fn sellers(ids: &[PartnerId], cast: &[cast::Actor], three: &Three) -> Vec<Seller> {
    let [top, middle, _] = cast::levels(ids.len());
    let mut sellers = Vec::new();
    for (place, partner) in ids.iter().copied().enumerate() {
        if cast[place].card.status != partners::PartnerStatus::Active {
            continue;
        }
        let number = place as u64;
        let seller = |program, pace, leads| Seller {
            partner,
            place: number * 3 + u64::from(leads),
            program,
            pace,
            leads,
        };
        let low = place.wrapping_sub(top + middle);
        match (place < top, place < top + middle) {
            (true, _) => sellers.push(seller(Some(three.dealers), 6, false)),
            (_, true) => sellers.push(seller(Some(three.dealers), 5, false)),
            _ if low % 2 == 0 => sellers.push(seller(Some(three.dealers), 2, false)),
            _ => {
                sellers.push(seller(Some(three.referrals), 1, false));
                sellers.push(seller(Some(three.referrals), 2, true));
            }
        }
        if place < top + middle && place % 5 == 0 {
            sellers.push(Seller { place: number * 3 + 2, ..seller(Some(three.export), 2, false) });
        }
    }
    sellers
}

async fn begin(site: &Site) -> Result<base::work::Work> {
    site.begin(Actor::System("demo")).await
}

/// Moves the clock to noon of a day; to the beginning of the last one, so that who looks at the demo in the morning
/// does not stand before what is known.
fn set(site: &Site, day: Date, today: Date) -> Result<()> {
    let Clock::Moving(_) = &site.clock else {
        return Err(Failure::new("the demo is built under a moving clock only"));
    };
    let hour = if day < today { 12 } else { 0 };
    site.clock.set(day.at(hour, 0, 0, 0).to_zoned(site.config.zone.clone())?.timestamp());
    Ok(())
}
