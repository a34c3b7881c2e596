//! Adding and changing customers and products.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;

use crate::events::{CustomerAdded, CustomerChanged, ProductAdded, ProductChanged};
use crate::rules::{CustomerId, NewCustomer, NewProduct, ProductId, Refusal, judge_customer, judge_product};
use crate::store;

/// Adds a customer.
pub async fn add_customer(work: &mut Work, new: NewCustomer) -> Outcome<CustomerId, Refusal> {
    work.may(Act::EditSales, Whose::Vendor)?;
    judge_customer(&new).map_err(Stop::Refused)?;
    let id = CustomerId::fresh();
    store::insert_customer(work, id, &new).await?;
    work.record(CustomerAdded { customer: id, name: new.name }).await?;
    Ok(id)
}

/// Changes a customer's card.
pub async fn change_customer(work: &mut Work, id: CustomerId, new: NewCustomer) -> Outcome<(), Refusal> {
    work.may(Act::EditSales, Whose::Vendor)?;
    let known = store::customer(work, id).await?.ok_or(Stop::Unknown)?;
    judge_customer(&new).map_err(Stop::Refused)?;
    if !known.says(&new) {
        store::update_customer(work, id, &new).await?;
        work.record(CustomerChanged { customer: id, name: new.name }).await?;
    }
    Ok(())
}

/// Adds a product.
pub async fn add_product(work: &mut Work, new: NewProduct) -> Outcome<ProductId, Refusal> {
    work.may(Act::EditSales, Whose::Vendor)?;
    judge_product(&new).map_err(Stop::Refused)?;
    let id = ProductId::fresh();
    store::insert_product(work, id, &new).await?;
    work.record(ProductAdded { product: id, name: new.name }).await?;
    Ok(id)
}

/// Changes a product's card.
pub async fn change_product(work: &mut Work, id: ProductId, new: NewProduct) -> Outcome<(), Refusal> {
    work.may(Act::EditSales, Whose::Vendor)?;
    let known = store::product(work, id).await?.ok_or(Stop::Unknown)?;
    judge_product(&new).map_err(Stop::Refused)?;
    if !known.says(&new) {
        store::update_product(work, id, &new).await?;
        work.record(ProductChanged { product: id, name: new.name }).await?;
    }
    Ok(())
}
