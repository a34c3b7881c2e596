//! A statement as it is kept: one compact block of columns, from which every reason can be told again together with the
//! sales it names and the sets of attributes kept with the period.

use crate::compact::{self, CodecError};
use crate::{Book, Dictionary, FxUsed, Measured, Other, Record, RecordKind, Standing, Statement, Unpaid};
use jiff::civil::Date;
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};

/// A statement as it is kept, read back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeptStatement {
    /// What the records rest on beside their sales.
    pub head: KeptHead,
    /// The records; a sale is named by its place in `sales`.
    pub records: Vec<Record>,
    /// The sales of the records.
    pub sales: Vec<KeptSale>,
}

/// What the records of a statement rest on beside their sales.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct KeptHead {
    /// The ids of the versions of the terms.
    pub versions: Vec<i64>,
    /// Rules that were weighed by money.
    pub others: Vec<Other>,
    /// Exchange rates.
    pub fx: Vec<FxUsed>,
    /// What rules with bands had measured; products are named by their sets.
    pub measured: Vec<Measured>,
    /// What the partner sold, as conditions saw it.
    pub standing: Standing,
    /// The day he joined.
    #[serde(with = "crate::compact::maybe_day")]
    pub joined_on: Option<Date>,
    /// His own target.
    pub target: Option<i64>,
    /// The set of his attributes.
    pub set: u32,
}

/// A sale as a kept record names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeptSale {
    /// The id of the sale.
    pub id: i64,
    /// The set of the product's attributes.
    pub product: u32,
    /// The set of the customer's attributes.
    pub customer: u32,
    /// The set of the seller's attributes.
    pub seller: u32,
    /// The kind of sale.
    pub kind: u16,
}

/// What many records of a statement have in common; stored once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shape {
    kind: RecordKind,
    level: u8,
    version: u8,
    has_before: bool,
    has_moved: bool,
    has_sale: bool,
    fx: u16,
    part: u16,
    product: u32,
    customer: u32,
    seller: u32,
    sale_kind: u16,
}

/// Three words: a statement asks for the shape of every record.
impl Hash for Shape {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let flags =
            u64::from(self.has_before) | u64::from(self.has_moved) << 1 | u64::from(self.has_sale) << 2;
        let small = u64::from(self.level) | u64::from(self.version) << 8 | (self.kind as u64) << 16;
        hasher.write_u64(small | flags << 24 | u64::from(self.fx) << 32 | u64::from(self.part) << 48);
        hasher.write_u64(u64::from(self.product) | u64::from(self.customer) << 32);
        hasher.write_u64(u64::from(self.seller) | u64::from(self.sale_kind) << 32);
    }
}

impl Statement {
    /// The statement as one compact block.
    pub fn to_block(&self, book: &Book, sets: &Dictionary, partner: u32) -> Result<Vec<u8>, CodecError> {
        let about = book.partner(partner);
        let measured =
            self.measured.iter().map(|one| Measured { product: sets.product(one.product), ..*one });
        let head = KeptHead {
            versions: self.versions.clone(),
            others: self.others.clone(),
            fx: self.fx.clone(),
            measured: measured.collect(),
            standing: self.standing,
            joined_on: about.joined_on,
            target: about.target,
            set: sets.partner(partner),
        };
        let sale = |record: &Record| {
            let sale = book.sale(record.sale);
            KeptSale {
                id: sale.id,
                product: sets.product(sale.product),
                customer: sets.customer(sale.customer),
                seller: sets.partner(sale.seller),
                kind: sale.kind,
            }
        };
        write(&head, &self.records, sale)
    }

    /// All sales that earned nothing in one compact block.
    pub fn unpaid_to_block(&self) -> Result<Vec<u8>, CodecError> {
        if self.unpaid.is_empty() { Ok(Vec::new()) } else { compact::pack(&self.unpaid) }
    }

    /// The sales of a block written by [`Statement::unpaid_to_block`].
    pub fn unpaid_from_block(block: &[u8]) -> Result<Vec<Unpaid>, CodecError> {
        if block.is_empty() { Ok(Vec::new()) } else { compact::unpack(block) }
    }
}

impl KeptStatement {
    /// Reads a block written by [`Statement::to_block`].
    pub fn from_block(block: &[u8]) -> Result<KeptStatement, CodecError> {
        let packed;
        let (plain, is_early) = match compact::bare(block) {
            Some(plain) => (plain, false),
            None => {
                packed = compact::open(block)?;
                (packed.as_slice(), true)
            }
        };
        let (head, rest) = compact::take(plain)?;
        let mut bytes = Bytes { rest };
        let kept = read(head, &mut bytes, is_early)?;
        if bytes.rest.is_empty() {
            Ok(kept)
        } else {
            Err(compact::damaged("something follows the last record"))
        }
    }

    /// The block of the same statement.
    pub fn to_block(&self) -> Result<Vec<u8>, CodecError> {
        write(&self.head, &self.records, |record| self.sales[record.sale as usize])
    }
}

/// Room for so many shapes is made at once.
const SHAPES: usize = 56;

fn write(
    head: &KeptHead,
    records: &[Record],
    sale_of: impl Fn(&Record) -> KeptSale,
) -> Result<Vec<u8>, CodecError> {
    let mut plain = compact::plain(head)?;
    // Most statements have some dozens of shapes, and growing costs more than asking.
    let mut shapes: FxHashMap<Shape, u32> = FxHashMap::with_capacity_and_hasher(SHAPES, FxBuildHasher);
    let mut known: Vec<Shape> = Vec::with_capacity(SHAPES);
    let mut paces: Vec<Pace> = Vec::with_capacity(SHAPES);
    let mut columns = Vec::with_capacity(records.len() * 16);
    let (mut last, mut last_before) = (0_i64, 0_i64);
    for record in records {
        let sale = record.has_sale().then(|| sale_of(record));
        let shape = shape_of(record, sale.as_ref());
        let at = *shapes.entry(shape).or_insert_with(|| {
            known.push(shape);
            paces.push(Pace::default());
            known.len() as u32 - 1
        });
        put(&mut columns, u64::from(at));
        if let Some(sale) = sale {
            put_signed(&mut columns, sale.id.wrapping_sub(last));
            last = sale.id;
        }
        put_signed(&mut columns, record.base);
        if shape.has_before {
            put_signed(&mut columns, record.before.wrapping_sub(last_before));
            last_before = record.before;
        }
        if shape.has_moved {
            put_signed(&mut columns, record.moved);
        }
        let pace = &mut paces[at as usize];
        put_signed(&mut columns, record.amount.wrapping_sub(pace.of(record.base)));
        pace.learn(record.base, record.amount);
    }
    put(&mut plain, known.len() as u64);
    known.iter().for_each(|shape| put_shape(&mut plain, shape));
    put(&mut plain, records.len() as u64);
    plain.extend_from_slice(&columns);
    Ok(compact::close_bare(&plain))
}

/// What records of one shape have paid so far: mostly the same share of the base, so that only what differs is written.
#[derive(Clone, Copy, Default)]
struct Pace {
    base: i64,
    amount: i64,
}

impl Pace {
    /// What a base would be paid at this pace, but for a fraction; any number does, as long as reading finds the same one.
    fn of(self, base: i64) -> i64 {
        let is_small = |number: i64| number.unsigned_abs() < 1 << 31;
        match self.base {
            0 => 0,
            by if is_small(base) && is_small(self.amount) => base * self.amount / by,
            by => (i128::from(base) * i128::from(self.amount) / i128::from(by)) as i64,
        }
    }

    /// The largest base tells the pace best.
    fn learn(&mut self, base: i64, amount: i64) {
        if base.unsigned_abs() > self.base.unsigned_abs() {
            *self = Pace { base, amount };
        }
    }
}

fn shape_of(record: &Record, sale: Option<&KeptSale>) -> Shape {
    let sale = sale.copied();
    Shape {
        kind: record.kind,
        level: record.level,
        version: record.version,
        has_before: record.before != 0,
        has_moved: record.moved != 0,
        has_sale: sale.is_some(),
        fx: record.fx,
        part: record.part,
        product: sale.map_or(0, |sale| sale.product),
        customer: sale.map_or(0, |sale| sale.customer),
        seller: sale.map_or(0, |sale| sale.seller),
        sale_kind: sale.map_or(0, |sale| sale.kind),
    }
}

fn put_shape(out: &mut Vec<u8>, shape: &Shape) {
    let flags = u8::from(shape.has_before) | u8::from(shape.has_moved) << 1 | u8::from(shape.has_sale) << 2;
    out.extend_from_slice(&[shape.kind as u8, shape.level, shape.version, flags]);
    for number in [u32::from(shape.fx), u32::from(shape.part)] {
        put(out, u64::from(number));
    }
    if shape.has_sale {
        for number in [shape.product, shape.customer, shape.seller, u32::from(shape.sale_kind)] {
            put(out, u64::from(number));
        }
    }
}

/// Reads records; early ones have every number as it is.
fn read(head: KeptHead, bytes: &mut Bytes<'_>, is_early: bool) -> Result<KeptStatement, CodecError> {
    let mut shapes = Vec::new();
    for _ in 0..bytes.number()? {
        shapes.push(bytes.shape()?);
    }
    let count = bytes.number()?;
    let (mut records, mut sales) = (Vec::new(), Vec::new());
    let mut known: FxHashMap<KeptSale, u32> = FxHashMap::default();
    let mut paces = vec![Pace::default(); shapes.len()];
    let (mut last, mut last_before) = (0_i64, 0_i64);
    for _ in 0..count {
        let at = usize::try_from(bytes.number()?).unwrap_or(usize::MAX);
        let shape: &Shape = shapes.get(at).ok_or_else(|| compact::damaged("a record has no shape"))?;
        let mut sale = Record::NO_SALE;
        if shape.has_sale {
            last = last.wrapping_add(bytes.signed()?);
            let kept = KeptSale {
                id: last,
                product: shape.product,
                customer: shape.customer,
                seller: shape.seller,
                kind: shape.sale_kind,
            };
            sale = *known.entry(kept).or_insert_with(|| {
                sales.push(kept);
                sales.len() as u32 - 1
            });
        }
        let base = bytes.signed()?;
        let mut before = if shape.has_before { bytes.signed()? } else { 0 };
        let moved = if shape.has_moved { bytes.signed()? } else { 0 };
        let mut amount = bytes.signed()?;
        if !is_early {
            if shape.has_before {
                before = before.wrapping_add(last_before);
                last_before = before;
            }
            amount = amount.wrapping_add(paces[at].of(base));
            paces[at].learn(base, amount);
        }
        let Shape { kind, level, version, fx, part, .. } = *shape;
        records.push(Record { kind, level, version, fx, part, sale, base, before, moved, amount });
    }
    Ok(KeptStatement { head, records, sales })
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

struct Bytes<'b> {
    rest: &'b [u8],
}

impl Bytes<'_> {
    fn byte(&mut self) -> Result<u8, CodecError> {
        let (first, rest) = self.rest.split_first().ok_or_else(|| compact::damaged("it ends too early"))?;
        self.rest = rest;
        Ok(*first)
    }

    fn number(&mut self) -> Result<u64, CodecError> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(compact::damaged("a number is too long"))
    }

    fn signed(&mut self) -> Result<i64, CodecError> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn small<T: TryFrom<u64>>(&mut self) -> Result<T, CodecError> {
        T::try_from(self.number()?).map_err(|_| compact::damaged("a number is too large"))
    }

    fn shape(&mut self) -> Result<Shape, CodecError> {
        let kind = usize::from(self.byte()?);
        let kind = *RecordKind::ALL.get(kind).ok_or_else(|| compact::damaged("an unknown kind of record"))?;
        let (level, version, flags) = (self.byte()?, self.byte()?, self.byte()?);
        let (fx, part) = (self.small()?, self.small()?);
        let has_sale = flags & 4 != 0;
        let mut of_sale = || if has_sale { self.small() } else { Ok(0) };
        let (product, customer, seller) = (of_sale()?, of_sale()?, of_sale()?);
        let sale_kind = u16::try_from(of_sale()?).map_err(|_| compact::damaged("a number is too large"))?;
        let (has_before, has_moved) = (flags & 1 != 0, flags & 2 != 0);
        Ok(Shape {
            kind,
            level,
            version,
            has_before,
            has_moved,
            has_sale,
            fx,
            part,
            product,
            customer,
            seller,
            sale_kind,
        })
    }
}
