# Commissions: periods, statements, receipts.

menu-commissions = Commissions
menu-commissions-portal = Statements

commissions-title = Commissions
commissions-lead = The periods of every programme: what runs now, what is due to be closed and what is closed. Every sum opens its reason.

commissions-program = Programme
commissions-period = Period
commissions-partner = Partner
commissions-state = State
commissions-statements = Statements
commissions-turnover = Own turnover
commissions-direct = Direct
commissions-override = Override
commissions-bonus = Bonus
commissions-total = Total
commissions-lines = Lines
commissions-rule = Rule
commissions-kind = Kind
commissions-base = Base
commissions-rate = Rate
commissions-earned = Earned
commissions-day = Day
commissions-sale = Sale
commissions-seller = Seller
commissions-why = Why
commissions-return = return
commissions-closed-at = Closed
commissions-available-on = Payable from
commissions-currency = Currency
commissions-inputs-hash = Hash of inputs
commissions-parked = Parked partners

commissions-kind-month = months
commissions-kind-quarter = quarters
commissions-kind-year = years

commissions-state-open = open
commissions-state-closed = closed
commissions-state-running = running
commissions-state-to-close = due to be closed

commissions-waiting = { $count ->
    [one] { $count } sale waits for adjustment
   *[other] { $count } sales wait for adjustment
}

commissions-overview-empty-title = The periods of programmes will be here
commissions-overview-empty-why = No programme has started yet: publish its terms and start it.
commissions-overview-to-programs = To programmes
commissions-overview-terms = Terms
commissions-overview-many = Many sales: the page of the period computes the totals

commissions-run-open-lead = Computed just now from every sale we know. Nothing is posted.
commissions-run-closed-lead = The period was closed on { $moment }. Its statements never change; late sales become adjustments.
commissions-run-nothing = This cannot be computed
commissions-run-against = against { $period }
commissions-run-statements = Statements
commissions-run-search = Partner
commissions-run-shown = { $count ->
    [one] Total of { $count } statement
   *[other] Total of { $count } statements
}
commissions-run-empty-title = The partners' statements will be here
commissions-run-empty-why = Nobody who takes part in the programme sold anything in this period, or the search finds nothing.
commissions-run-close = Close { $period }
commissions-run-consequence = { $count ->
    [one] { $count } statement will be kept and { $total } posted, payable from { $day }. A close cannot be undone.
   *[other] { $count } statements will be kept and { $total } posted, payable from { $day }. A close cannot be undone.
}
commissions-run-not-over = The period runs until { $day } inclusive and can be closed the day after.
commissions-run-first = Periods are closed in order. First:
commissions-run-trouble = The close was stopped: statements come to { $statements }, postings to { $postings }. Nothing is posted, the period is open.
commissions-run-waiting = { $count ->
    [one] { $count } sale of this period changed after the close. The next period to be closed brings the correction.
   *[other] { $count } sales of this period changed after the close. The next period to be closed brings the corrections.
}

commissions-parked-title = { $count ->
    [one] { $count } partner parked
   *[other] { $count } partners parked
}
commissions-parked-why = The statements of these partners could not be computed; nobody else is held up by it.
commissions-parked-again = Compute the parked ones again
commissions-parked-next = A later period is closed already: what is due to them comes as a correction with the next close.
commissions-trouble-too-large = A sum does not fit: more than ninety quadrillion
commissions-trouble-twice-given = One sale came into the statement twice
commissions-trouble-after-period = A sale is later than the end of the period
commissions-trouble-other-period = The individual terms count in other periods
commissions-trouble-not-written = The lines of the statement could not be written down

commissions-sheet-open-note = The period is open: these sums are computed now and change with new sales and returns.
commissions-sheet-slabs = What it is made of
commissions-sheet-document = What it rests on
commissions-sheet-targets = On the way to a bonus
commissions-sheet-target = “{ $bonus }”: { $left } to go
commissions-sheet-empty-title = The rules that paid will be here
commissions-sheet-empty-why = Nothing is earned in this period yet.

commissions-kind-of-line-direct = Direct
commissions-kind-of-line-override = Override
commissions-kind-of-line-bonus = Bonus

commissions-lines-tabs = Lines of the statement
commissions-lines-all = All
commissions-lines-direct = Direct
commissions-lines-override = Override
commissions-lines-bonus = Bonus
commissions-lines-unpaid = Without pay
commissions-lines-search = Number of a sale
commissions-lines-empty-title = No such lines
commissions-lines-empty-why = Take the filter off or choose another kind of lines.
commissions-unpaid-empty-title = Every sale earned something
commissions-unpaid-empty-why = Sales that earned nothing would be here, with the reason.

commissions-unpaid-no-terms = No terms were in force on the day of the sale
commissions-unpaid-other-currency = The sale is in another currency, the terms are in { $currency }
commissions-unpaid-no-level = The terms pay nothing for this level of the network
commissions-unpaid-no-rule = No rule fits
commissions-unpaid-rounds-to-zero = It comes to { $exact }: less than half of the smallest unit

commissions-receipt-title = Accrual of { $sum }
commissions-receipt-line-title = Why this much
commissions-receipt-total-title = What the total is made of
commissions-receipt-total = Total of the statement
commissions-receipt-earned = Earned
commissions-receipt-rule = The rule in words
commissions-receipt-terms = Terms
commissions-receipt-hash = Hash of the terms
commissions-receipt-statement = Statement
commissions-receipt-posting = Posting
commissions-receipt-entry = Open the posting
commissions-receipt-rounding = Rounding line by line
commissions-receipt-next-band = { $left } more reach the rate of { $rate }.
commissions-receipt-to-lines = To all lines of the statement
commissions-receipt-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}

commissions-told-sale = Sale { $reference }, { $day }
commissions-told-return = Return { $reference }, { $day }
commissions-told-seller = sold by { $name }
commissions-told-terms = “{ $name }”, version { $number }
commissions-told-rule = Rule “{ $rule }”
commissions-told-bonus = Bonus “{ $bonus }”
commissions-told-level = Network, level { $level }
commissions-told-level-rule = Condition of the level
commissions-told-percent = A share of the base
commissions-told-fixed = A fixed sum
commissions-told-fixed-sale = A sum for each sale
commissions-told-fixed-unit = A sum for each unit
commissions-told-turnover = Turnover under the rule before this sale
commissions-told-turnover-after = { $after } after it
commissions-told-target = Turnover that counts
commissions-told-target-from = the bonus is paid from { $target }
commissions-told-band-reached = reached: { $value }
commissions-told-band-any = Any turnover
commissions-told-band-first = Band up to { $to }
commissions-told-band-middle = Band from { $from } to { $to }
commissions-told-band-last = Band from { $from }
commissions-told-rounding = Before rounding
commissions-told-total = Earned
commissions-told-not = Did not fit:
commissions-told-why = needs: { $needs }
commissions-told-why-found = needs: { $needs }; found: { $found }
commissions-told-why-nothing = needs: { $needs }; there is none
commissions-told-why-unknown = its condition does not hold

commissions-rounding-half-away-from-zero = halves are rounded away from zero
commissions-rounding-half-even = halves are rounded to even
commissions-rounding-half-toward-zero = halves are rounded toward zero
commissions-rounding-down = rounded toward zero
commissions-rounding-up = rounded away from zero

commissions-partner-open = Running now:
commissions-partner-empty-title = The partner's statements will be here
commissions-partner-empty-why = No period in which he took part is closed yet.

commissions-portal-title = Statement: { $period }
commissions-portal-lead = What you have earned and why: every sum opens its reason.
commissions-portal-closed = Closed periods
commissions-portal-not-computed = It could not be computed; we know about it
commissions-portal-empty-title = Closed statements will be here
commissions-portal-empty-why = A statement appears when the first period is closed. What the open period has brought so far is shown above.

commissions-said-closed = { $count ->
    [one] The period is closed: { $count } statement of { $total }
   *[other] The period is closed: { $count } statements of { $total }
}

commissions-api-bad-filter = The filter was not understood: program, partner and statement are ids like program_…, period is like 2017-Q1, 2017-03 or 2017.

commissions-file-statements = Statements
commissions-file-lines = Lines of the statement
commissions-file-reason = Derivation

commissions-refusal-other-kind = This programme counts in { $expected }.
commissions-refusal-not-started = The programme has not started yet.
commissions-refusal-no-terms = The programme has no published terms.
commissions-refusal-before-start = The programme runs from { $day }; there is nothing to close before.
commissions-refusal-out-of-order = Periods are closed in order. Close { $first } first.
commissions-refusal-not-ended = The period runs until { $day } inclusive and can be closed the day after.
commissions-refusal-totals-differ = Statements come to { $statements }, postings to { $postings }. The period stays open, nothing is posted.
commissions-refusal-keeps-changing = Terms, participants or the network are being changed right now. Nothing is posted; close again.
commissions-refusal-not-computed = The statement cannot be computed: { $trouble }.

# What if: replaying terms over periods gone by.
commissions-replay-title = What if
commissions-replay-lead = What a draft of terms would have cost on the real sales of periods gone by. Computed by the code that closes periods; nothing is posted.
commissions-replay-new = Replay terms
commissions-replay-past = Replays
commissions-replay-no-terms = The programme has no terms yet that could be replayed.
commissions-replay-write = Write a draft
commissions-replay-terms = Terms
commissions-replay-terms-help = What the draft says now is replayed, as if it had been in force from the first day of the first period.
commissions-replay-from = From period
commissions-replay-until = Until period
commissions-replay-periods = Periods
commissions-replay-nothing-posted = Statements, postings and payouts stay as they are. The last twenty replays of a programme are kept.
commissions-replay-verb = Replay
commissions-replay-open-period = { $period } (still open)
commissions-replay-everybody = for everybody
commissions-replay-draft = Draft: { $whose }
commissions-replay-version = Version { $number } from { $day }: { $whose }
commissions-replay-empty-title = Replays of terms will be here
commissions-replay-empty-why = Choose a draft and periods to see what it would have cost, and who gains or loses.
commissions-replay-started = Started
commissions-replay-state-queued = being computed
commissions-replay-state-done = done
commissions-replay-state-failed = not computed
commissions-replay-of = What if: “{ $name }”
commissions-replay-again = Replay again
commissions-replay-to-draft = Open the terms
commissions-replay-under-way = Period after period
commissions-replay-come-back = The page looks again by itself. You may leave it: the replay is in the list “What if”.
commissions-replay-failed = It cannot be computed: { $why }.
commissions-replay-dead = The replay stopped after several tries: { $why }. Replay it again.
commissions-replay-changed = The terms have been changed or deleted since. Below is what was replayed.
commissions-replay-was = Was
commissions-replay-was-note = by statements with their corrections; an open period by the present terms
commissions-replay-now = Would be
commissions-replay-now-note = by the replayed terms
commissions-replay-change = Difference
commissions-replay-winners = Gain
commissions-replay-losers = Lose
commissions-replay-unchanged = Unchanged
commissions-replay-all = All
commissions-replay-by-period = By period
commissions-replay-distribution = How many partners would get more or less, and by how much
commissions-replay-distribution-help = The height of a bar is the number of partners. Below it stands the largest change in it: “+10K” is a gain of up to 10 thousand.
commissions-replay-partners = Partners
commissions-replay-shown = { $count ->
    [one] Total of { $count } partner
   *[other] Total of { $count } partners
}
commissions-replay-nobody-title = There are no such partners
commissions-replay-nobody-why = Take the filter off or choose another tab.
commissions-replay-lines = Lines that change most
commissions-replay-more-lines = Show the { $count } largest
commissions-replay-about = For what
commissions-replay-same-title = No line changes
commissions-replay-same-why = The replayed terms give what the statements already show.
commissions-replay-parked-why = They could not be computed for these periods, so both sides leave their sums out.
commissions-replay-text = The terms that were replayed
commissions-trouble-no-terms = the programme has no published terms for everybody

commissions-refusal-span-reversed = The last period comes before the first: begin with { $from } or earlier.
commissions-refusal-not-begun = These periods have not begun. The last one that can be taken is { $last }.
commissions-refusal-too-many-periods = One replay takes { $most } periods at most.
commissions-refusal-draft-has-errors = { $count ->
    [one] The terms have { $count } error. Mend it, and they can be replayed.
   *[other] The terms have { $count } errors. Mend them, and they can be replayed.
}
commissions-refusal-draft-in-other-currency = The terms are in { $terms }, and the programme counts in { $program }.
commissions-refusal-draft-in-other-periods = The terms count by { $terms }, and the programme by { $program }.
commissions-api-bad-body = The body was not understood: it needs program, draft, from and until.

event-commissions-period-closed = { $period } of “{ $name }” was closed: { $statements } statements, { $total }, partners parked { $parked }
event-commissions-parked-stated = Parked statements of { $period } of “{ $name }” were computed: { $statements }, { $total }
event-commissions-close-stopped = The close of { $period } of “{ $name }” was stopped: statements { $statements }, postings { $postings }

commissions-letter-statement-subject = { $program }: the statement for { $period } is ready
commissions-letter-statement-body =
    Hello { $name },

    The period “{ $period }” of the programme “{ $program }” is closed. You have earned { $total }.

    Every sum opens down to the sale, the rule and the rounding:

    { $link }

commissions-limit = Limits and draws
commissions-adjustment = Corrections
commissions-kind-of-line-limit = limit
commissions-kind-of-line-adjustment = correction
commissions-lines-limit = Limits

# Corrections of earlier periods.
commissions-corrections = Corrections of earlier periods
commissions-corrections-why = A closed statement never changes. Here is the difference between what is due by all that is known now and what was stated.
commissions-correction-period = Period
commissions-correction-was = Stated before
commissions-correction-now = Due now
commissions-correction-cancelled = Sale { $sale } was cancelled after the close: nothing is due for it any more
commissions-correction-corrected = Sale { $sale } was corrected after the close: this row gave way to a new one, and what that one earns stands apart
commissions-correction-amount = Difference
commissions-correction-why = Open the derivation
commissions-correction-of = What is due for { $period } by all that is known now
commissions-correction-due = Due for this sale
commissions-correction-stated = Stated before
commissions-correction-other = Without a sale

commissions-slab-true-up = “{ $rule }”: sales of earlier periods at the new band
commissions-slab-share = Share in sales of others
commissions-slab-share-of = Share in sales of others as “{ $role }”
commissions-slab-binary = Weaker leg
commissions-slab-draw = Draw

commissions-receipt-next-ordinary = That turnover itself earns { $sum }.
commissions-receipt-next-jump = Another { $sum } comes for the turnover that is there already.
commissions-receipt-return-cost = Taking this sale back would cost { $sum }: { $own } for the sale itself and { $cliff } for the lost band.

commissions-told-rank-own = Rank “{ $rank }”: { $rate } of own sales
commissions-told-rank = Rank “{ $rank }”: { $rate }, sold { $level } below
commissions-told-rank-below = { $rate } was paid below already (“{ $rank }”)
commissions-told-share = Share of the role “{ $role }”
commissions-told-overlay = Share of the role “{ $role }” on top
commissions-told-over = The paid time of this customer ended on { $day }
commissions-told-over-payments = The paid payments of this customer are over
commissions-told-pays-less = Would have given { $amount }, which is less
commissions-told-of-commission = What the seller earned on this sale
commissions-told-quantity = Units before this sale
commissions-told-count = Sales before this one
commissions-told-customers-before = Customers before this sale
commissions-told-fixed-thousand = Sum per thousand
commissions-told-given = Sum
commissions-told-growing = The rate grows from { $from } to { $to }
commissions-told-jump = Earlier turnover at the new band
commissions-told-jump-note = { $volume }: from { $from } to { $to }
commissions-told-taken-back = The sale had earned
commissions-told-taken-back-note = taken back: { $before } before, { $after } now
commissions-told-limited = Before the limit
commissions-told-limited-note = the limit for one sale is { $limit }
commissions-told-cap = “{ $title }”: at most { $limit }
commissions-told-floor = “{ $title }”: at least { $limit }
commissions-told-cap-earned = earned { $earned }
commissions-told-cap-used = { $used } before in the same time
commissions-told-budget = The budget “{ $title }” is spent
commissions-told-draw = Draw: at least { $amount } a period
commissions-told-draw-debt = the debt was { $before } and is { $after }
commissions-told-legs = Matched volume
commissions-told-legs-note = left leg { $left }, right leg { $right }
commissions-told-shared = The whole sum of the sale before it was shared
commissions-told-exchange = Rate of { $currency }: { $rate }
commissions-told-exchange-note = of { $day }, source: { $source }
commissions-told-exchange-mean = mean of the period
commissions-told-units = { $count ->
    [one] { $count } unit
   *[other] { $count } units
}
commissions-told-sales = { $count ->
    [one] { $count } sale
   *[other] { $count } sales
}
commissions-told-customers = { $count ->
    [one] { $count } customer
   *[other] { $count } customers
}

commissions-base-gross = Amount with VAT
commissions-base-net = Amount without VAT
commissions-base-gross-without-delivery = Amount with VAT, without delivery
commissions-base-net-without-delivery = Amount without VAT and delivery
commissions-base-margin = Margin
commissions-base-paid = Paid by the customer

commissions-rounding-at-document = on the sum of the document
commissions-rounding-at-statement = on the sum of the statement

commissions-unpaid-no-rate = No rate of { $currency } for { $day }: without it the sum cannot be converted
commissions-unpaid-no-rate-at-all = No rate of { $currency }: without it the sum cannot be converted
commissions-unpaid-missing = Not known: { $what }
commissions-unpaid-not-qualified = The conditions of the network are not met
commissions-unpaid-paid-below = The same share or a higher one was paid below already
commissions-unpaid-too-late = Returned after { $day }: nothing is taken back any more
commissions-unpaid-shares = The shares of those who took part are more than the whole
commissions-missing-vat = the VAT
commissions-missing-delivery = the delivery
commissions-missing-cost = the cost
commissions-missing-paid = what the customer has paid
commissions-missing-first-sale = the first sale to this customer
commissions-missing-target = the partner's own target
commissions-missing-joined = the day the partner joined

# Verification.
commissions-verify-title = Verification
commissions-verify-lead = Every closed period, computed again from events as they were known at the last close, must come to what was stated and posted.
commissions-verify-never = Closed periods have not been verified yet.
commissions-verify-more = More on verification
commissions-verify-counted = Verified on { $moment }: { $periods ->
    [one] { $periods } period
   *[other] { $periods } periods
}
commissions-verify-statements = { $statements ->
    [one] { $statements } statement
   *[other] { $statements } statements
}
commissions-verify-found = { $count ->
    [0] no difference
    [one] { $count } difference
   *[other] { $count } differences
}
commissions-verify-how = What is compared
commissions-verify-compared-events = Each partner’s period, as stated and corrected since, with the same period computed again from sales, terms, the network and rates.
commissions-verify-compared-columns = The totals of each statement with its lines and corrections, and the totals of each close with its statements.
commissions-verify-compared-posting = Each statement with what was posted for it in the ledger.
commissions-verify-compared-programme = All statements of a programme with everything posted for it, and every balance with its transfers.
commissions-verify-nightly = This is done every night at 03:10, and at any time by the command
commissions-verify-now = Verify now
commissions-said-verifying = Closed periods are being computed again; open the page again in a moment
commissions-verify-differences = Differences
commissions-verify-what = What differs
commissions-verify-stated = Stated
commissions-verify-due = Should be
commissions-verify-ledger = In the ledger
commissions-verify-others = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
commissions-verify-what-events = The period computed again
commissions-verify-what-columns = Totals against lines
commissions-verify-what-hash = Lines changed after the close
commissions-verify-what-posting = Statement against posting
commissions-verify-what-run = Close against statements
commissions-verify-what-programme = Statements against the ledger
commissions-verify-what-account = Balance against transfers
commissions-verify-what-seal = Not as it was sealed

commissions-seal = Seal
commissions-sealed = sealed
commissions-seal-place = leaf { $place } of { $size }, root
commissions-seal-download = download the proof
commissions-broken-form = The form of the file
commissions-broken-statement = The statement
commissions-broken-proof = The proof that it is in the log
commissions-broken-checkpoint = The signed head of the log
commissions-broken-key = The key
commissions-broken-earlier = An earlier head of the log
commissions-broken-terms = The terms
commissions-broken-lines = The lines
commissions-broken-unpaid = Sales that earned nothing
commissions-broken-corrections = The corrections
commissions-broken-facts = The sales
commissions-broken-sums = The sums
