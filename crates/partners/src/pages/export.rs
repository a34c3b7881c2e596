//! The list as a file.

use base::access::Visit;
use base::failure::Answer;
use base::page::Address;

/// `GET /desk/partners/export`
pub async fn download(_visit: Visit, _here: Address) -> Answer {
    Err(base::failure::Oops::Unknown)
}
