//! Customers, products, sales, returns and import, as verbs and through HTTP, on both engines.

mod crm;
mod earning;
mod enter;
mod give_back;
mod import;
mod kit;
mod migration;
mod months;
mod pages;
mod participants;
mod parts;
mod states;
mod wizard;
