//! Every statement of this slice.

mod customers;
mod days;
mod earlier;
mod earning;
mod imports;
mod list;
mod months;
mod participants;
mod products;
mod sales;

pub use customers::{
    customer, customer_names, customers_by_ids, customers_by_keys, customers_known_as, customers_listed,
    insert_customer, insert_customers, update_customer,
};
pub use days::{Counted, add_to_days, totals_of_days};
pub use earlier::{earlier_customers, earlier_products, known_between, remember_customer, remember_product};
pub use earning::{
    Asked, changed_since, count_earning, count_entered, customers_that_bought, each_earning, firsts_of,
    participants_between,
};
pub use imports::{
    Import, ImportId, ImportState, begin_import, import, imports, keep_mapping, kept_mapping, set_import,
    started_job,
};
pub use list::{Listed, Totals, Wanted, each_listed, listed, totals};
pub use months::{
    each_logged, log_confirmed, log_entered, log_is_whole, log_mark, log_voided, write_log_anew,
};
pub use participants::{insert_participants, participants_of, participants_of_all, takes_part};
pub use products::{
    insert_product, insert_products, product, products, products_by_ids, products_by_keys, products_listed,
    update_product,
};
pub use sales::{
    NewRow, Standing, confirm_sale, count_returns, first_and_last_day, hold_sale, insert_sale, insert_sales,
    originals_called, read_parts, returns_of, sale, sale_of, sales_by_ids, sales_of, standing, take_back,
    take_back_less, void_sale,
};

use base::db::Value;

/// `$3, $4, $5` for `count` parameters after the first `after`.
fn places(after: usize, count: usize) -> String {
    (after + 1..=after + count).map(|number| format!("${number}")).collect::<Vec<_>>().join(", ")
}

/// The keys of one statement: long lists are asked in parts, because both engines number their parameters.
const KEYS_AT_ONCE: usize = 500;

fn texts<'a>(keys: impl IntoIterator<Item = &'a str>) -> Vec<Value> {
    keys.into_iter().map(Value::from).collect()
}
