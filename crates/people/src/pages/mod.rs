//! The pages of this slice.

pub mod door;
pub mod factor;
pub mod jobs;
pub mod me;
pub mod portal;
pub mod vendor;

use base::access::Visit;
use base::failure::{Oops, Refusal as _, Stop};
use base::page::Filled;

use crate::Refusal;

/// Writes a refusal under the field that it is about; every other stop is the answer.
fn write_refusal(visit: &Visit, filled: &mut Filled, stop: Stop<Refusal>) -> Result<(), Oops> {
    match stop {
        Stop::Refused(refusal) => {
            filled.refuse(refusal.field().unwrap_or_default(), refusal.sentence(&visit.reader));
            Ok(())
        }
        stop => Err(visit.oops(stop)),
    }
}
