//! What the cast of the demo sells, month by month.

use base::access::PartnerId;
use base::failure::Result;
use base::work::Work;
use jiff::ToSpan;
use jiff::civil::Date;
use money::{Currency, Money};
use programs::ProgramId;
use sales::{CustomerId, NewCustomer, NewProduct, NewReturn, NewSale, ProductId, SaleId, SaleKind};

use super::cast::{self, PRODUCTS};
use super::chance::{below, pick};
use super::programs::{Three, refused};

/// A partner who sells, and how.
pub struct Seller {
    /// Who.
    pub partner: PartnerId,
    /// His place in the cast, from which his chances follow.
    pub place: u64,
    /// The programme his sales earn in; `None` for every one that he takes part in.
    pub program: Option<ProgramId>,
    /// Sales in an ordinary month.
    pub pace: u64,
    /// He brings leads rather than orders.
    pub leads: bool,
}

/// The shelves and the customers.
pub struct Shop {
    products: Vec<ProductId>,
    customers: Vec<CustomerId>,
    number: u64,
}

impl Shop {
    /// Puts the goods on the shelves and writes the customers' cards.
    pub async fn open(work: &mut Work, customers: u64) -> Result<Self> {
        let mut shop = Self { products: Vec::new(), customers: Vec::new(), number: 0 };
        for (code, name, series, price) in PRODUCTS {
            let new = NewProduct {
                name: (*name).to_owned(),
                code: Some((*code).to_owned()),
                series: Some((*series).to_owned()),
                category: None,
                price: Some(Money::new(*price, Currency::RUB)),
            };
            shop.products.push(sales::add_product(work, new).await.map_err(refused)?);
        }
        for number in 0..customers {
            let (name, region) = cast::customer(number);
            let new = NewCustomer {
                name,
                code: Some(format!("C-{:04}", number + 1)),
                inn: String::new(),
                country: Some("RU".to_owned()),
                region: Some(region.to_owned()),
                sector: None,
                parent: None,
            };
            shop.customers.push(sales::add_customer(work, new).await.map_err(refused)?);
        }
        Ok(shop)
    }

    /// Enters everything that was sold from `from` to `until`, in the order of the sellers.
    pub async fn trade(
        &mut self,
        work: &mut Work,
        sellers: &[Seller],
        three: &Three,
        from: Date,
        until: Date,
    ) -> Result<()> {
        let month = (i64::from(from.year()) * 12 + i64::from(from.month())) as u64;
        for seller in sellers {
            let season = [70, 75, 85, 90, 95, 90, 80, 85, 110, 130, 125, 100][(from.month() - 1) as usize];
            let chance = seller.place * 1_000 + month;
            let luck = 40 + below(71, chance, 120);
            let count = seller.pace * season * luck / 10_000 + u64::from(below(72, chance, 100) < 30);
            for step in 0..count {
                let number = chance * 100 + step;
                let day = from
                    .saturating_add((below(73, number, u64::from(from.days_in_month() as u8)) as i64).days());
                if day <= until {
                    self.sell(work, seller, three, day, number).await?;
                }
            }
        }
        Ok(())
    }

    /// A sale of the month before `month`, which was closed without it.
    pub async fn belated(
        &mut self,
        work: &mut Work,
        program: ProgramId,
        partner: PartnerId,
        month: Date,
    ) -> Result<()> {
        self.number += 1;
        let new = NewSale {
            source: "1c".to_owned(),
            reference: format!("З-{:06}", self.number),
            kind: SaleKind::Order,
            partner,
            customer: self.customers.first().copied(),
            product: self.products.first().copied(),
            program: Some(program),
            happened_on: month.saturating_sub(8.days()),
            quantity: 2,
            amount: Money::new(PRODUCTS[0].3 * 2, Currency::RUB),
            note: "отгрузка проведена позже".to_owned(),
            parts: sales::SaleParts::default(),
            participants: Vec::new(),
            is_pending: false,
        };
        sales::enter(work, new).await.map_err(refused)?;
        Ok(())
    }

    async fn sell(
        &mut self,
        work: &mut Work,
        seller: &Seller,
        three: &Three,
        day: Date,
        number: u64,
    ) -> Result<()> {
        self.number += 1;
        let abroad = seller.program == Some(three.export);
        let (place, (_, _, _, price)) = {
            let place = below(74, number, PRODUCTS.len() as u64) as usize;
            (place, PRODUCTS[place])
        };
        let quantity = 1 + (below(75, number, 10) / 7) as i64;
        let discount = 100 - below(76, number, 16) as i64;
        let amount = match (seller.leads, abroad) {
            (true, _) => Money::new(0, Currency::RUB),
            (_, true) => Money::new(price / 90 * quantity * discount / 100, Currency::USD),
            _ => Money::new(price * quantity * discount / 100, Currency::RUB),
        };
        let new = NewSale {
            source: "1c".to_owned(),
            reference: format!("{}-{:06}", if seller.leads { "L" } else { "З" }, self.number),
            kind: if seller.leads { SaleKind::Lead } else { SaleKind::Order },
            partner: seller.partner,
            customer: Some(*pick(77, number, &self.customers)),
            product: (!seller.leads).then(|| self.products[place]),
            program: seller.program,
            happened_on: day,
            quantity,
            amount,
            note: String::new(),
            parts: sales::SaleParts::default(),
            participants: Vec::new(),
            is_pending: false,
        };
        let entered = sales::enter(work, new).await.map_err(refused)?;
        if !seller.leads && below(78, number, 100) < 2 {
            self.take_back(work, entered.sale, amount, day, number).await?;
        }
        Ok(())
    }

    /// A half of a sale comes back on the same day.
    async fn take_back(
        &self,
        work: &mut Work,
        original: SaleId,
        amount: Money,
        day: Date,
        number: u64,
    ) -> Result<()> {
        let new = NewReturn {
            source: "1c".to_owned(),
            reference: format!("В-{:06}", self.number),
            original,
            happened_on: day,
            quantity: 1,
            amount: Money::new((amount.minor / 2).max(1), amount.currency),
            note: pick(79, number, &["брак", "не подошло", "отказ клиента"]).to_string(),
            parts: sales::SaleParts::default(),
            is_pending: false,
        };
        sales::give_back(work, new).await.map_err(refused)?;
        Ok(())
    }
}
