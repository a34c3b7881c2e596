//! Blocks of the log of a month: what was entered, and what was confirmed or voided, as short numbers.
//!
//! A block of a thousand sales is read as fast as its bytes pass by. It holds what most sales have; one that says more is
//! marked, and read from its row.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use base::access::PartnerId;
use jiff::civil::Date;
use money::{Currency, Money};
use programs::ProgramId;

use super::{CustomerId, ProductId, SaleId, SaleKind};

/// The form of blocks.
const VERSION: u8 = 1;

/// A sale or a return as the log of its month has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoggedSale<'a> {
    /// Its id.
    pub id: SaleId,
    /// The number people know it by.
    pub reference: &'a str,
    /// Its kind.
    pub kind: SaleKind,
    /// Who sold.
    pub seller: PartnerId,
    /// Who bought.
    pub customer: Option<CustomerId>,
    /// What was sold.
    pub product: Option<ProductId>,
    /// The only programme it earns in, when it names one.
    pub program: Option<ProgramId>,
    /// The day it happened.
    pub happened_on: Date,
    /// Units; negative for a return of units.
    pub quantity: i64,
    /// What it was worth; negative for a return.
    pub amount: Money,
    /// Since when it earns, in microseconds.
    pub confirmed_at: Option<i64>,
    /// Since when it no longer does, in microseconds.
    pub voided_at: Option<i64>,
    /// Whether it says more than stands here: parts, participants, an original.
    pub has_more: bool,
}

/// What became of a sale after it was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The sale.
    pub sale: SaleId,
    /// Since when it earns, if that is what changed, in microseconds.
    pub confirmed_at: Option<i64>,
    /// Since when it no longer does, if that is what changed, in microseconds.
    pub voided_at: Option<i64>,
}

/// Says that a block is damaged, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// How many bytes were left.
    pub left: usize,
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a block of the log of sales is damaged {} bytes before its end", self.left)
    }
}

impl std::error::Error for Damaged {}

impl LoggedSale<'_> {
    /// Whether it earns as known at a moment in microseconds, or now.
    pub fn earns(&self, known_until: Option<i64>) -> bool {
        match known_until {
            None => self.confirmed_at.is_some() && self.voided_at.is_none(),
            Some(moment) => {
                self.confirmed_at.is_some_and(|at| at <= moment)
                    && self.voided_at.is_none_or(|at| at > moment)
            }
        }
    }
}

/// Ids that a block names, each once; a sale names them by their places.
#[derive(Default)]
struct Names {
    places: BTreeMap<i64, u64>,
}

impl Names {
    fn of(ids: impl Iterator<Item = i64>) -> Names {
        let ids: BTreeSet<i64> = ids.collect();
        Names { places: ids.into_iter().zip(0..).collect() }
    }

    fn write(&self, out: &mut Vec<u8>) {
        put(out, self.places.len() as u64);
        let mut last = 0;
        for id in self.places.keys() {
            put_signed(out, id.wrapping_sub(last));
            last = *id;
        }
    }

    fn put(&self, out: &mut Vec<u8>, id: i64) {
        put(out, self.places.get(&id).copied().unwrap_or(u64::MAX));
    }
}

const HAS_CUSTOMER: u8 = 8;
const HAS_PRODUCT: u8 = 16;
const HAS_PROGRAM: u8 = 32;
const HAS_MORE: u8 = 64;
/// Quantity, currency and moments are those of the sale before.
const AS_BEFORE: u8 = 128;

/// What mostly stays the same from sale to sale.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Usual {
    quantity: i64,
    currency: Currency,
    confirmed_at: Option<i64>,
    voided_at: Option<i64>,
}

/// Writes sales into a block.
pub fn sales_to_block(sales: &[LoggedSale<'_>]) -> Vec<u8> {
    let sellers = Names::of(sales.iter().map(|sale| sale.seller.0));
    let customers = Names::of(sales.iter().filter_map(|sale| sale.customer).map(|id| id.0));
    let products = Names::of(sales.iter().filter_map(|sale| sale.product).map(|id| id.0));
    let programs = Names::of(sales.iter().filter_map(|sale| sale.program).map(|id| id.0));
    let mut out = vec![VERSION];
    [&sellers, &customers, &products, &programs].into_iter().for_each(|names| names.write(&mut out));
    put(&mut out, sales.len() as u64);
    let (mut last_id, mut last_day, mut last_reference, mut last_usual) = (0_i64, 0_i64, "", None);
    for sale in sales {
        let usual = Usual {
            quantity: sale.quantity,
            currency: sale.amount.currency,
            confirmed_at: sale.confirmed_at,
            voided_at: sale.voided_at,
        };
        let flag = |is: bool, flag: u8| if is { flag } else { 0 };
        let kind = SaleKind::ALL.iter().position(|kind| *kind == sale.kind).unwrap_or_default() as u8;
        out.push(
            kind | flag(sale.customer.is_some(), HAS_CUSTOMER)
                | flag(sale.product.is_some(), HAS_PRODUCT)
                | flag(sale.program.is_some(), HAS_PROGRAM)
                | flag(sale.has_more, HAS_MORE)
                | flag(last_usual == Some(usual), AS_BEFORE),
        );
        put_signed(&mut out, sale.id.0.wrapping_sub(last_id));
        let day = number_of(sale.happened_on);
        put_signed(&mut out, day - last_day);
        put_text(&mut out, last_reference, sale.reference);
        sellers.put(&mut out, sale.seller.0);
        sale.customer.iter().for_each(|id| customers.put(&mut out, id.0));
        sale.product.iter().for_each(|id| products.put(&mut out, id.0));
        sale.program.iter().for_each(|id| programs.put(&mut out, id.0));
        put_signed(&mut out, sale.amount.minor);
        if last_usual != Some(usual) {
            put_signed(&mut out, usual.quantity);
            out.extend_from_slice(usual.currency.code().as_bytes());
            put_moment(&mut out, usual.confirmed_at);
            put_moment(&mut out, usual.voided_at);
        }
        (last_id, last_day, last_reference, last_usual) = (sale.id.0, day, sale.reference, Some(usual));
    }
    out
}

/// Hands every sale of a block to `take`.
pub fn each_sale(block: &[u8], take: &mut dyn FnMut(LoggedSale<'_>)) -> Result<(), Damaged> {
    let mut bytes = Bytes::new(block)?;
    let (sellers, customers) = (bytes.names()?, bytes.names()?);
    let (products, programs) = (bytes.names()?, bytes.names()?);
    let (mut id, mut day) = (0_i64, 0_i64);
    let mut happened_on = date_of(day).ok_or(bytes.damaged())?;
    let mut reference = String::new();
    let mut usual: Option<Usual> = None;
    for _ in 0..bytes.number()? {
        let flags = bytes.byte()?;
        id = id.wrapping_add(bytes.signed()?);
        let later = bytes.signed()?;
        if later != 0 {
            day = day.wrapping_add(later);
            happened_on = date_of(day).ok_or(bytes.damaged())?;
        }
        bytes.text(&mut reference)?;
        let seller = bytes.named(&sellers)?;
        let mut maybe = |flag: u8, names: &[i64]| {
            if flags & flag != 0 { bytes.named(names).map(Some) } else { Ok(None) }
        };
        let customer = maybe(HAS_CUSTOMER, &customers)?;
        let product = maybe(HAS_PRODUCT, &products)?;
        let program = maybe(HAS_PROGRAM, &programs)?;
        let minor = bytes.signed()?;
        if flags & AS_BEFORE == 0 {
            usual = Some(bytes.usual()?);
        }
        let Usual { quantity, currency, confirmed_at, voided_at } = usual.ok_or(bytes.damaged())?;
        take(LoggedSale {
            id: SaleId(id),
            reference: &reference,
            kind: *SaleKind::ALL.get(usize::from(flags & 7)).ok_or(bytes.damaged())?,
            seller: PartnerId(seller),
            customer: customer.map(CustomerId),
            product: product.map(ProductId),
            program: program.map(ProgramId),
            happened_on,
            quantity,
            amount: Money::new(minor, currency),
            confirmed_at,
            voided_at,
            has_more: flags & HAS_MORE != 0,
        });
    }
    if bytes.rest.is_empty() { Ok(()) } else { Err(bytes.damaged()) }
}

/// Writes changes into a block.
pub fn changes_to_block(changes: &[Change]) -> Vec<u8> {
    let mut out = vec![VERSION];
    put(&mut out, changes.len() as u64);
    for change in changes {
        put_signed(&mut out, change.sale.0);
        put_moment(&mut out, change.confirmed_at);
        put_moment(&mut out, change.voided_at);
    }
    out
}

/// Hands every change of a block to `take`.
pub fn each_change(block: &[u8], take: &mut dyn FnMut(Change)) -> Result<(), Damaged> {
    let mut bytes = Bytes::new(block)?;
    for _ in 0..bytes.number()? {
        let sale = SaleId(bytes.signed()?);
        take(Change { sale, confirmed_at: bytes.moment()?, voided_at: bytes.moment()? });
    }
    if bytes.rest.is_empty() { Ok(()) } else { Err(bytes.damaged()) }
}

/// A day as a number that grows with it.
fn number_of(day: Date) -> i64 {
    (i64::from(day.year()) * 12 + i64::from(day.month()) - 1) * 31 + i64::from(day.day()) - 1
}

fn date_of(number: i64) -> Option<Date> {
    let (months, day) = (number.div_euclid(31), number.rem_euclid(31));
    let year = i16::try_from(months.div_euclid(12)).ok()?;
    Date::new(year, months.rem_euclid(12) as i8 + 1, day as i8 + 1).ok()
}

/// Writes a number seven bits a byte, the lowest first.
fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Writes a signed number with the sign in the lowest bit.
fn put_signed(out: &mut Vec<u8>, number: i64) {
    put(out, ((number << 1) ^ (number >> 63)) as u64);
}

fn put_moment(out: &mut Vec<u8>, moment: Option<i64>) {
    out.push(u8::from(moment.is_some()));
    moment.into_iter().for_each(|moment| put_signed(out, moment));
}

/// Writes a text as how much of the one before it begins with, and the rest.
fn put_text(out: &mut Vec<u8>, before: &str, text: &str) {
    let mut same = before.bytes().zip(text.bytes()).take_while(|(one, other)| one == other).count();
    while !(before.is_char_boundary(same) && text.is_char_boundary(same)) {
        same -= 1;
    }
    let rest = &text.as_bytes()[same..];
    put(out, same as u64);
    put(out, rest.len() as u64);
    out.extend_from_slice(rest);
}

struct Bytes<'b> {
    rest: &'b [u8],
}

impl<'b> Bytes<'b> {
    fn new(block: &'b [u8]) -> Result<Bytes<'b>, Damaged> {
        match block.split_first() {
            Some((&VERSION, rest)) => Ok(Bytes { rest }),
            _ => Err(Damaged { left: block.len() }),
        }
    }

    fn damaged(&self) -> Damaged {
        Damaged { left: self.rest.len() }
    }

    fn byte(&mut self) -> Result<u8, Damaged> {
        let (first, rest) = self.rest.split_first().ok_or(self.damaged())?;
        self.rest = rest;
        Ok(*first)
    }

    fn number(&mut self) -> Result<u64, Damaged> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(self.damaged())
    }

    fn signed(&mut self) -> Result<i64, Damaged> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn moment(&mut self) -> Result<Option<i64>, Damaged> {
        if self.byte()? == 0 { Ok(None) } else { self.signed().map(Some) }
    }

    fn some(&mut self, count: usize) -> Result<&'b [u8], Damaged> {
        let (some, rest) = self.rest.split_at_checked(count).ok_or(self.damaged())?;
        self.rest = rest;
        Ok(some)
    }

    fn text(&mut self, text: &mut String) -> Result<(), Damaged> {
        let (same, more) = (self.size()?, self.size()?);
        let more = std::str::from_utf8(self.some(more)?).map_err(|_| self.damaged())?;
        if !text.is_char_boundary(same) {
            return Err(self.damaged());
        }
        text.truncate(same);
        text.push_str(more);
        Ok(())
    }

    fn size(&mut self) -> Result<usize, Damaged> {
        usize::try_from(self.number()?).map_err(|_| self.damaged())
    }

    fn usual(&mut self) -> Result<Usual, Damaged> {
        let quantity = self.signed()?;
        let code = std::str::from_utf8(self.some(3)?).map_err(|_| self.damaged())?;
        let currency = Currency::parse(code).map_err(|_| self.damaged())?;
        Ok(Usual { quantity, currency, confirmed_at: self.moment()?, voided_at: self.moment()? })
    }

    fn names(&mut self) -> Result<Vec<i64>, Damaged> {
        let count = self.size()?;
        // A claim of more than there are bytes is damage, found below.
        let mut names = Vec::with_capacity(count.min(self.rest.len()));
        let mut last = 0_i64;
        for _ in 0..count {
            last = last.wrapping_add(self.signed()?);
            names.push(last);
        }
        Ok(names)
    }

    fn named(&mut self, names: &[i64]) -> Result<i64, Damaged> {
        let place = self.size()?;
        names.get(place).copied().ok_or(self.damaged())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn sale(id: i64, reference: &str) -> LoggedSale<'_> {
        LoggedSale {
            id: SaleId(id),
            reference,
            kind: SaleKind::Order,
            seller: PartnerId(7 + id % 3),
            customer: None,
            product: Some(ProductId(-id)),
            program: None,
            happened_on: date(2026, 2, 1 + (id % 28) as i8),
            quantity: 1,
            amount: Money::new(id * 1_000, Currency::RUB),
            confirmed_at: Some(1_000),
            voided_at: None,
            has_more: false,
        }
    }

    fn read(block: &[u8]) -> Result<Vec<String>, Damaged> {
        let mut told = Vec::new();
        each_sale(block, &mut |sale| told.push(format!("{sale:?}")))?;
        Ok(told)
    }

    #[test]
    fn sales_are_read_as_they_were_written() {
        let mut sales: Vec<LoggedSale<'_>> = [(9, "З-10"), (5, "З-1"), (700, "Ё"), (6, ""), (7, "R/7")]
            .map(|(id, text)| sale(id, text))
            .to_vec();
        sales[1] = LoggedSale { kind: SaleKind::Return, quantity: -3, has_more: true, ..sales[1] };
        sales[2] = LoggedSale {
            customer: Some(CustomerId(i64::MAX)),
            program: Some(ProgramId(i64::MIN)),
            amount: Money::new(i64::MIN, Currency::JPY),
            confirmed_at: None,
            ..sales[2]
        };
        sales[3] = LoggedSale { happened_on: Date::MIN, voided_at: Some(-5), ..sales[3] };
        sales[4] = LoggedSale { happened_on: Date::MAX, ..sales[4] };
        let told: Vec<String> = sales.iter().map(|sale| format!("{sale:?}")).collect();
        assert_eq!(read(&sales_to_block(&sales)), Ok(told));
    }

    #[test]
    fn a_block_that_is_cut_off_or_damaged_is_found_out() {
        let sales: Vec<LoggedSale<'_>> = (1..20).map(|id| sale(id, "A-17")).collect();
        let block = sales_to_block(&sales);
        for cut in 0..block.len() {
            assert!(read(&block[..cut]).is_err(), "{cut}");
        }
        for place in 0..block.len() {
            for bits in [1, 0x40, 0xff] {
                let mut damaged = block.clone();
                damaged[place] ^= bits;
                // Whatever comes of it, it ends.
                let _ = read(&damaged);
            }
        }
    }

    #[test]
    fn changes_are_read_as_they_were_written() {
        let changes = [
            Change { sale: SaleId(7), confirmed_at: Some(i64::MAX), voided_at: None },
            Change { sale: SaleId(-7), confirmed_at: None, voided_at: Some(0) },
        ];
        let mut told = Vec::new();
        let block = changes_to_block(&changes);
        each_change(&block, &mut |change| told.push(change)).unwrap();
        assert_eq!(told, changes);
        assert!(each_change(&block[..block.len() - 1], &mut |_| ()).is_err());
    }

    #[test]
    fn what_earns_depends_on_the_moment_from_which_one_looks() {
        let sale = LoggedSale { confirmed_at: Some(10), voided_at: Some(20), ..sale(1, "A") };
        let earns = [None, Some(9), Some(10), Some(19), Some(20)].map(|moment| sale.earns(moment));
        assert_eq!(earns, [false, false, true, true, false]);
    }
}
