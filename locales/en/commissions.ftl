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
    [one] { $count } sale of { $sum } became known after the close. It waits for adjustment in the open period.
   *[other] { $count } sales of { $sum } became known after the close. They wait for adjustment in the open period.
}

commissions-parked-title = { $count ->
    [one] { $count } partner parked
   *[other] { $count } partners parked
}
commissions-parked-why = The statements of these partners could not be computed; nobody else is held up by it.
commissions-parked-again = Compute the parked ones again
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
commissions-receipt-next-band = Another { $left } of turnover in the period reaches { $rate }.
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

event-commissions-period-closed = { $period } of “{ $name }” was closed: { $statements } statements, { $total }, partners parked { $parked }
event-commissions-parked-stated = Parked statements of { $period } of “{ $name }” were computed: { $statements }, { $total }
event-commissions-close-stopped = The close of { $period } of “{ $name }” was stopped: statements { $statements }, postings { $postings }

commissions-letter-statement-subject = { $program }: the statement for { $period } is ready
commissions-letter-statement-body =
    Hello { $name },

    The period “{ $period }” of the programme “{ $program }” is closed. You have earned { $total }.

    Every sum opens down to the sale, the rule and the rounding:

    { $link }
