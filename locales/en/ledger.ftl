# Accounts, entries and balances.

menu-ledger = Ledger
menu-ledger-portal = Money movements

ledger-tabs = Parts of the ledger
ledger-tab-accounts = Balances
ledger-tab-entries = Entries
ledger-tab-check = Check

ledger-account = Account
ledger-account-payable = Payable
ledger-account-in-payout = In payout
ledger-account-commissions = Commission expense
ledger-account-bank = Paid through the bank
ledger-account-lead = Balance { $balance }: what came onto the account less what left it. The movements it is made of stand below.
ledger-currency = Currency
ledger-partner = Partner
ledger-export-bad-format = There is no such kind of file. Choose CSV or XLSX above the list.
ledger-balance = Balance
ledger-balance-why = { $count ->
    [one] { $count } movement on the account
   *[other] { $count } movements on the account
}
ledger-transfers = Movements
ledger-total = Total
ledger-from = from
ledger-until = until

ledger-accounts-title = Ledger
ledger-accounts-lead = What the vendor owes partners, what is on its way and what was paid. All accounts of a currency always add up to zero.
ledger-accounts-search = Partner
ledger-accounts-empty = Empty ones
ledger-accounts-with-empty = show
ledger-empty-title = Nothing on the accounts yet
ledger-empty-why = Entries appear when the first period is closed or the first payout is made.

ledger-entries-title = Entries
ledger-entries-lead = Every movement of money is written once and never changed. A mistake is mended by a new entry.
ledger-entries-search = Purpose, key or source
ledger-entries-empty-title = No such entries
ledger-entry-facts = Entry
ledger-kind = Kind
ledger-kind-accrual = Accrual
ledger-kind-adjustment = Adjustment
ledger-kind-payout-prepared = Put into a payout batch
ledger-kind-payout-returned = Payout returned by the bank
ledger-kind-payout-removed = Taken out of a payout batch
ledger-kind-payout-cancelled = Payout batch cancelled
ledger-kind-payout-paid = Payout
ledger-happened-on = Date
ledger-posted-at = Posted
ledger-memo = Purpose
ledger-amount = Amount
ledger-subject = Source
ledger-key = Key
ledger-debit = From (debit)
ledger-credit = To (credit)
ledger-available-on = Payable from
ledger-change = Change
ledger-movements-title = Movements on the account
ledger-movements-empty-title = No movements
ledger-movements-empty-why = Nothing passed this account in the chosen time.

ledger-check-title = Check
ledger-check-lead = Balances are kept ready. Here they are added up again from every movement and compared with what is kept.
ledger-check-good = All is well: { $count ->
    [one] { $count } movement was added up
   *[other] { $count } movements were added up
    } and every balance equals its sum.
ledger-check-bad = Something is wrong: { $count ->
    [one] { $count } account does
   *[other] { $count } accounts do
    } not add up. Stop payouts and call the administrator.
ledger-check-stored = Kept
ledger-check-counted = Added up
ledger-check-sums = Sum of all accounts
ledger-check-sum = Sum
ledger-check-verdict = Verdict
ledger-check-zero = zero, as it must be
ledger-check-not-zero = not zero

ledger-portal-title = Money movements
ledger-portal-lead = What your balance is made of: accruals, adjustments and payouts.
ledger-portal-empty-title = No movements yet
ledger-portal-empty-why = The first one appears when a period with your sales is closed.
ledger-tile-payable = Balance
ledger-tile-payable-note = everything you are owed that is not in a payout yet
ledger-tile-available = Can be paid
ledger-tile-available-note = the waiting time is over
ledger-tile-waiting = Waiting
ledger-tile-waiting-note = becomes available later, see the dates below
ledger-tile-in-payout = In payout
ledger-tile-in-payout-note = in a batch, the money has not left yet
ledger-tile-paid = Paid
ledger-tile-paid-note = of all time
