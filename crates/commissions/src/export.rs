//! Statements and lines as files, and as the plain text that programs compare.

use base::access::Visit;
use base::failure::Answer;
use base::page::Address;

use crate::Closing;
use crate::pages::Shown;
use crate::run::StatementHead;
