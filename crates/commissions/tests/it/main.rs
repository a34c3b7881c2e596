//! Commissions on real databases, one module a verb.

mod api;
mod close;
mod crm;
mod desk;
mod kit;
mod late;
mod late_cards;
mod legs;
mod months;
mod portal;
mod seal;
mod streams;
mod tell;
mod verify;
mod what_if;
