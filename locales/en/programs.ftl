# Programmes and terms.
menu-programs = Programmes

programs-list-title = Programmes
programs-list-lead = Who takes part, by which terms he earns, and from which day.
programs-list-add = New programme
programs-list-running = Running
programs-list-enrolled = Partners enrolled
programs-list-name = Programme
programs-list-status = State
programs-list-partners = Partners
programs-list-terms = Terms today
programs-list-no-terms = none
programs-list-period = Currency and period
programs-list-closed = Closed up to
programs-empty-title = Partner programmes will stand here
programs-empty-why = A programme brings partners together under common terms. There is none yet.

programs-status-draft = being prepared
programs-status-running = running
programs-status-ended = ended

programs-period-month = month
programs-period-quarter = quarter
programs-period-year = year
programs-days-from = from { $from }
programs-days-between = from { $from } to { $until }
programs-days-count = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
programs-day-missing = Give the last day, for example 2026-12-31

programs-tab-label = Parts of the programme
programs-tab-overview = Overview
programs-tab-partners = Partners
programs-tab-terms = Terms
programs-tab-individual = Individual terms
programs-tab-timeline = Timeline

programs-new-title = New programme
programs-new-verb = Add the programme
programs-edit-open = Change
programs-edit-title = Change the programme
programs-edit-verb = Save the programme
programs-start-verb = Start the programme
programs-end-verb = End the programme
programs-end-consequence = { $count ->
    [one] { $count } partner takes part now. Nobody will join any more; what was earned stays.
   *[other] { $count } partners take part now. Nobody will join any more; what was earned stays.
}
programs-form-name = Name
programs-form-code = Code
programs-form-code-help = A short name for files and the command line: letters, digits, “-”, “_”, “.”
programs-form-currency = Currency
programs-form-period = Period
programs-form-period-help = How long turnover is counted and a statement covers
programs-form-starts-on = Starts on
programs-form-starts-on-help = The first day whose sales can earn
programs-form-hold-days = Hold
programs-form-hold-days-help = Days between the close of a period and the day its accruals become payable
programs-form-hold-days-negative = A hold cannot be below zero days
programs-form-minimum = Smallest payout
programs-form-minimum-help = Smaller sums wait for the next time; partners see this figure
programs-form-description = Description
programs-form-description-help = What it is about; partners read this
programs-form-choose = Choose a value from the list

programs-overview-partners = Take part today
programs-overview-individual = With individual terms
programs-overview-versions = Versions of the terms
programs-overview-facts = About the programme
programs-overview-terms = Terms today
programs-overview-nothing-closed = no period is closed

programs-terms-none = Terms will stand here
programs-terms-none-why = Terms say which sales earn a partner how much. Published versions never change. There is none yet.
programs-terms-write = Write terms
programs-terms-continue = Continue the draft

programs-version-name = Version { $number }
programs-version-draft = Draft
programs-version-column = Version
programs-version-state = State
programs-version-days = In force
programs-version-published = Published
programs-version-changed = changed { $at }
programs-version-hash = Fingerprint
programs-version-in-force = in force
programs-version-waits = will come into force
programs-version-past = no longer in force
programs-version-facts = About this version
programs-version-words = In plain words
programs-version-text = The text of the terms
programs-diff-title = Comparison of versions
programs-diff-none = The texts are the same.
programs-draft-delete = Delete the draft
programs-draft-delete-consequence = The text of the draft will be lost. Published versions stay.

programs-individual-none = Terms of single partners will stand here
programs-individual-none-why = Individual terms replace the common ones for one partner for a time. So far everybody works by the common ones.
programs-individual-new = Terms for one partner
programs-individual-partner = Partner
programs-individual-partner-help = Name or code
programs-individual-verb = Write terms
programs-individual-end = End earlier
programs-individual-end-help = From the next day on the terms of his group hold, or else the common ones
programs-individual-end-verb = End the individual terms
programs-individual-end-group-help = The common terms hold for the group from the next day on
programs-individual-end-group-verb = End the terms of the group

programs-partners-partner = Partner
programs-partners-code = Code
programs-partners-kind = Kind
programs-partners-region = Region
programs-partners-tier = Tier
programs-partners-state = Takes part
programs-partners-state-now = takes part
programs-partners-state-later = joins later
programs-partners-state-left = left
programs-partners-from = From
programs-partners-until = Last day
programs-partners-search = Name or code
programs-partners-none = Partners of the programme will stand here
programs-partners-none-why = A partner earns by the terms of the programme from his first day. Nobody fits this filter.
programs-partner-unknown = There is no partner “{ $name }”: check the name or the code
programs-leave-open = End enrolment
programs-leave-label = Last day of { $partner }
programs-leave-verb = End
programs-enrol-open = Enrol partners
programs-enrol-title = Enrol partners
programs-enrol-who = Whom to enrol
programs-enrol-who-names = By names or codes
programs-enrol-who-filter = All active partners that fit a filter
programs-enrol-names = Names or codes
programs-enrol-names-help = One a line
programs-enrol-nobody = Write at least one name or code
programs-enrol-preview = { $count ->
    [one] { $count } partner fits
   *[other] { $count } partners fit
}
programs-enrol-verb = Enrol
programs-enrol-show = Show who fits

programs-card-open = Open the programme
programs-card-individual = Individual terms
programs-card-none = The partner's programmes will stand here
programs-card-none-why = He does not take part in a programme yet.

programs-editor-title = Terms: draft
programs-editor-individual = Terms for “{ $partner }”: draft
programs-editor-lead = The form and the text are one document. Notes in the text are kept. A draft binds nobody until it is published.
programs-editor-unreadable = The text cannot be read as terms yet, so the form did not open. Mend the problems below and open the form again.
programs-editor-save = Save the draft
programs-editor-check = Check
programs-editor-to-text = Open as text
programs-editor-to-form = Open as form
programs-editor-text = The text of the terms
programs-editor-text-help = A TOML file; the guide page “Terms” has every key. Lines with “#” are notes.
programs-editor-document = Document
programs-editor-rounding = How sums are rounded
programs-editor-add-rule = Add a rule
programs-editor-add-upline = Add a level
programs-editor-add-bonus = Add a bonus
programs-editor-up = Up
programs-editor-down = Down
programs-editor-remove = Remove
programs-editor-name = Short name
programs-editor-name-help = Turnover is counted under it across versions: change it only with reason
programs-editor-rule-title = Title for people
programs-editor-pay = What is paid
programs-editor-refresh = Refresh the fields
programs-editor-percent = Percent
programs-editor-sum = Sum
programs-editor-up-to = Up to
programs-editor-add-band = Add a band
programs-editor-remove-band = Remove the band
programs-editor-bands-help = A bound belongs to the next band already; the last band has none.
programs-editor-level = Steps below
programs-editor-level-help = 1 is the direct downline
programs-editor-when = For which sales
programs-editor-when-always = For all.
programs-editor-add-condition = Add a condition
programs-editor-remove-condition = Remove the condition
programs-editor-field = Field
programs-editor-field-choose = choose
programs-editor-op = Comparison
programs-editor-values = Values with “;” between
programs-editor-values-example = GTK; GTX
programs-editor-from = From
programs-editor-below = Less than
programs-editor-from-day = From day
programs-editor-to-day = To day (included)
programs-editor-section-paid = What is paid
programs-editor-section-paid-help = For which sales, and how much, the one who sold is paid.
programs-editor-section-network = Network
programs-editor-section-network-help = What partners above earn on the sales of those below.
programs-editor-section-sharing = Sharing
programs-editor-section-sharing-help = Who else takes part in a sale, and which share of the commission he gets.
programs-editor-section-bonus = Bonuses
programs-editor-section-bonus-help = Paid when all targets of the bonus are reached.
programs-editor-section-limits = Caps and floors
programs-editor-section-limits-help = The most and the least that is paid.
programs-editor-section-draw = Draw
programs-editor-section-draw-help = What a partner gets every period on commission to come.
programs-editor-section-money = Money and days
programs-editor-section-money-help = What is said once for the whole document.
programs-editor-section-cases = Examples
programs-editor-section-cases-help = Checked whenever the terms are published. The text changes them.
programs-editor-terms-name = Name of the terms
programs-editor-choose = When several rules fit a sale
programs-editor-add-split = Add a role
programs-editor-add-rank = Add a rank
programs-editor-add-binary = Add two legs
programs-editor-add-cap = Add a limit
programs-editor-add-draw = Add a draw
programs-editor-add-target = Add a target
programs-editor-remove-target = Remove the target
programs-editor-rank = Ranks (stair-step)
programs-editor-rank-help = A partner gets the rate of his rank less what those below already got. The highest rank stands first.
programs-editor-binary = Two legs (binary)
programs-editor-binary-help = Paid on the volume of the weaker of two legs; the rest is carried on.
programs-editor-draw = Draw
programs-editor-who = Who of the network is paid
programs-editor-role = Role
programs-editor-role-help = As sales name it, for example: fitter
programs-editor-share = Share
programs-editor-split-how = From where
programs-editor-base = Of what
programs-editor-of = Of what
programs-editor-sale-at-most = At most for one sale
programs-editor-sale-at-least = At least for one sale
programs-editor-recurring = How long it pays for one customer
programs-editor-recurring-times = How many
programs-editor-recurring-count = What must lie inside
programs-editor-fold-rule = Limits for a sale, how long it recurs, hold
programs-editor-fold-name = Name and short name
programs-editor-short-name = Short name
programs-editor-fold-bands = What is counted, whose sales, base rate
programs-editor-fold-upline = Name
programs-editor-fold-target = Over which time, whose and which sales
programs-editor-fold-cap = For whom, name
programs-editor-fold-programme = Currency and period: as the programme has them
programs-editor-hold-days = Hold, days
programs-editor-hold-days-help = Empty: as the programme or the terms say
programs-editor-hold-from = Counted from
programs-editor-mode = How bands pay
programs-editor-window = Counted over
programs-editor-window-days = Days
programs-editor-earns = Pays
programs-editor-unit = In
programs-editor-measure = What is counted
programs-editor-scope = Whose sales
programs-editor-horizon = True-up no further back, days
programs-editor-stack = Bands and a base rate
programs-editor-compression = The level of one who does not qualify
programs-editor-network-base = Ranks: of what
programs-editor-qualified = Who qualifies
programs-editor-qualified-all = Everybody.
programs-editor-when-upline = For which sales and beneficiaries
programs-editor-when-rank = Who holds it
programs-editor-when-partner = For which partners
programs-editor-when-target = Which sales count
programs-editor-when-anybody = For everybody.
programs-editor-rank-title = Rank
programs-editor-binary-base = Volume made of
programs-editor-binary-at-most = At most a period
programs-editor-carry = Carried on at most
programs-editor-target-measure = What is counted
programs-editor-target-at = Target
programs-editor-at-least = At least
programs-editor-growth = More by
programs-editor-over = Than
programs-editor-cap-of = What is limited
programs-editor-cap-rule = Rule
programs-editor-cap-window = Over which time
programs-editor-cap-name = Short name
programs-editor-at-most = At most
programs-editor-floor = At least
programs-editor-whose = For whom together
programs-editor-draw-amount = At least a period
programs-editor-recoverable = What is added
programs-editor-money = Money and days
programs-editor-clawback = What a return takes back
programs-editor-clawback-within = No later than, days
programs-editor-round-at = Where sums are rounded
programs-editor-fx = Rate for other currencies
programs-editor-vat = VAT inside an amount
programs-editor-vat-help = Unless the sale says otherwise
programs-editor-margin = Usual margin
programs-editor-margin-help = The check compares with it
programs-editor-prorate = Those who joined in between
programs-editor-period = Period
programs-editor-group-kept = The table cannot show this condition; it is kept as it is. The text changes it.
programs-check-error = error
programs-choose-first = the first pays
programs-choose-best = the best for the partner on that sale pays
programs-choose-sum = all pay together
programs-choose-max = the one best over the whole period pays
programs-pay-thousand = a sum for every thousand (impressions)
programs-base-gross = the full amount
programs-base-net = the amount without VAT
programs-base-gross-without-delivery = the amount without delivery
programs-base-net-without-delivery = the amount without VAT and delivery
programs-base-margin = the margin
programs-base-paid = what was paid
programs-base-commission = the seller's commission
programs-split-share = from the one commission: the seller gets less
programs-split-overlay = on top: the seller keeps his
programs-recurring-none = for ever
programs-recurring-months = so many months from the first sale
programs-recurring-payments = so many first sales
programs-recurring-count-dates = the day of the sale: a prepayment counts whole
programs-recurring-count-covered = the days paid for: a prepayment counts in part
programs-hold-close = the close of the period
programs-hold-period-end = the end of the period
programs-hold-sale = the sale
programs-hold-payment = payment by the customer
programs-mode-marginal = each part at its own band
programs-mode-whole = on the whole volume from the first
programs-mode-reached = all sales at the band reached at the end
programs-mode-before = a sale at the band before it
programs-mode-including = a sale at the band with it
programs-mode-interpolated = the rate grows evenly
programs-mode-previous = at the band of the time before
programs-window-period = the period of the statement
programs-window-sale = one sale
programs-window-month = calendar month
programs-window-quarter = calendar quarter
programs-window-year = calendar year
programs-window-contract-year = year from the day of joining
programs-window-lifetime = all time
programs-window-rolling = the last N days
programs-scope-rule = own ones of this rule
programs-scope-product = own ones of each product
programs-scope-own = all own ones
programs-scope-group = own ones and of the direct downline
programs-scope-subtree = own ones and of the whole downline
programs-stack-none = the band is the whole rate
programs-stack-add = the band is added to the base rate
programs-stack-multiply = the band raises the base rate by its share
programs-compression-breakage = goes to nobody
programs-compression-dynamic = goes to the next one above
programs-bonus-pay-percent-above = a share of what is above the target
programs-bonus-pay-percent-of-commission = a share of the commission on own sales
programs-target-at-least = so much
programs-target-own = the partner's own target
programs-target-growth = growth
programs-over-previous = in the time before
programs-over-year-before = in the same time a year before
programs-cap-of-total = everything
programs-cap-of-direct = commission on own sales
programs-cap-of-override = commission on the downline
programs-cap-of-bonus = bonuses
programs-cap-of-rule = one rule
programs-whose-partner = for each partner
programs-whose-everybody = for all together (a budget)
programs-recoverable-yes = an advance: taken off later
programs-recoverable-no = not taken off
programs-clawback-proportional = commission on the part returned
programs-clawback-whole = all commission on the sale
programs-clawback-unserved-months = for the months not served
programs-clawback-unserved-days = for the days not served
programs-round-at-line = each line
programs-round-at-document = the sum of a document
programs-round-at-statement = the sum of the statement
programs-fx-none = not said: such sales are not paid
programs-fx-sale = day of the sale
programs-fx-invoice = day of the invoice
programs-fx-payment = day the customer paid
programs-fx-period-end = last day of the period
programs-fx-period-average = mean of the period
programs-fx-payout = day of the payout
programs-prorate-none = gets full targets and bands
programs-prorate-targets = targets by days
programs-prorate-thresholds = bounds of bands by days
programs-prorate-both = targets and bands by days
programs-place-goal = Target { $number }
programs-presets-title = Start from a plan
programs-presets-help = Press the one most like yours and put your own figures in. Or add a rule below.
programs-presets-again = Start again from a plan
programs-presets-again-help = The plan replaces everything below; the saved draft stays until you save.
programs-parts-title = Add a part:
programs-preset-flat = Percent of sales
programs-preset-flat-for = One rate for every sale: the easiest to explain.
programs-preset-by-product = By product group
programs-preset-by-product-for = One rate for a group of products, another for the rest.
programs-preset-slabs = Bands on the part above
programs-preset-slabs-for = Only what is sold above a bound earns the higher rate: no jumps.
programs-preset-retroactive = Retroactive bands
programs-preset-retroactive-for = The rate reached in the quarter holds for all its turnover.
programs-preset-fixed = Fixed sum per sale (CPA)
programs-preset-fixed-for = The same sum for every purchase or action.
programs-preset-lead = Per lead and per thousand (CPL, CPM)
programs-preset-lead-for = For publishers: leads and impressions are paid for.
programs-preset-recurring = Recurring for 12 months
programs-preset-recurring-for = A share of a customer's payments in the first year.
programs-preset-referral = Two-level referral
programs-preset-referral-for = A rate for the seller, 3% and 1% for those above who sell themselves.
programs-preset-margin = Margin share
programs-preset-margin-for = The partner earns on the profit and does not give discounts away.
programs-preset-accelerator = Target with accelerator
programs-preset-accelerator-for = A bonus for the target and more for all above it.
programs-preset-stair-step = Stair-step (differential)
programs-preset-stair-step-for = A higher rank gets the difference to the rank below.
programs-preset-two-legs = Two legs (binary)
programs-preset-two-legs-for = Paid on the weaker leg, the rest is carried on.
programs-preset-draw = Draw for beginners
programs-preset-draw-for = In the first three months an advance on commission to come.
programs-preset-title-sales = Sales
programs-preset-title-group = Own group of products
programs-preset-title-other = Everything else
programs-preset-title-lead = Leads
programs-preset-title-impressions = Impressions
programs-preset-title-subscription = Subscription
programs-preset-title-margin = Margin
programs-preset-title-target = For the target
programs-preset-title-above = Above the target
programs-preset-title-month = Limit for the period
programs-preset-group = Equipment
programs-preset-rank-high = Gold
programs-preset-rank-middle = Silver
programs-preset-rank-low = Bronze
programs-part-two-uplines = Two uplines 3% and 1%
programs-part-own-sales = Network: only those who sell themselves
programs-part-cap = Cap per period
programs-part-target-bonus = Bonus for a target
programs-part-hold = Hold 30 days
programs-part-proportional = Return takes back in proportion
programs-editor-expression-field = expression (for experts)
programs-editor-expression = Expression
programs-editor-expression-help = For example: sale.quantity >= 10 || product.series == "GTK"
programs-op-is = one of
programs-op-not = none of
programs-pay-percent = a percent of the sale
programs-pay-fixed = a sum for every sale
programs-pay-unit = a sum for every unit
programs-pay-bands = by bands of turnover
programs-bonus-pay-fixed = a sum
programs-bonus-pay-percent = a share of what the first target counts
programs-rounding-half-away-from-zero = to the cent, halves away from zero
programs-rounding-half-even = to the cent, halves to even
programs-rounding-half-toward-zero = to the cent, halves toward zero
programs-rounding-down = to the cent, always toward zero
programs-rounding-up = to the cent, always away from zero

programs-place-rule = Rule { $number }
programs-place-band = rule { $rule }, band { $number }
programs-place-step = Band { $number }
programs-place-upline = Upline { $number }
programs-place-bonus = Bonus { $number }
programs-place-rank = Rank { $number }
programs-place-binary = two legs
programs-place-network = network
programs-place-split = Role { $number }
programs-place-target = bonus { $bonus }, target { $number }
programs-place-cap = Limit { $number }
programs-place-draw = draw
programs-place-case = Example { $number }
programs-place-condition = Condition { $number }

programs-check-clean = No problems.
programs-check-found = { $errors ->
    [0] No errors
   *[other] Errors: { $errors }
    }, warnings: { $warnings }
programs-check-at = line { $line }, column { $column }
programs-check-try = Hint: { $suggestion }
programs-check-warning = warning

programs-publish-against = Differences from: { $version }
programs-publish-from = First day
programs-publish-from-help = A day in a closed period cannot be chosen
programs-publish-until = Last day
programs-publish-until-help = Without it the terms hold until they are ended
programs-publish-for-good = A published version can be neither changed nor deleted: partners see it word for word.
programs-publish-verb = Publish the terms

programs-said-added = The programme is added
programs-said-changed = The programme is changed
programs-said-started = The programme runs
programs-said-ended = The programme has ended
programs-said-enrolled = Enrolled: { $joined }, take part already: { $already }
programs-said-left = The enrolment ends on { $until }
programs-said-draft-saved = The draft is saved
programs-said-draft-deleted = The draft is deleted
programs-said-published = Version { $number } is published
programs-said-individual-ended = The individual terms end on { $until }

programs-refusal-code-taken = Another programme has the code “{ $code }”, choose a free one
programs-refusal-code-odd = The code “{ $code }” will not do: 1 to 40 letters, digits, “-”, “_”, “.”
programs-refusal-name-missing = Give the programme a name
programs-refusal-name-taken = Another programme has the name “{ $name }”
programs-refusal-hold-too-long = A hold lasts { $max } days at most
programs-refusal-minimum-negative = The smallest payout cannot be below zero
programs-refusal-bound-by-terms = Published terms count in this currency and period; add a new programme instead
programs-refusal-no-terms-yet = Publish terms first: without them nobody earns anything
programs-refusal-program-ended = The programme has ended and takes nobody in
programs-refusal-enrolled-already = The partner takes part already, from { $from }
programs-refusal-ends-before-it-begins = The last day is before the first ({ $from })
programs-refusal-in-closed-period = Periods up to { $date } are closed: choose a later day
programs-refusal-draft-changed = Somebody else saved the draft meanwhile ({ $at }). Open it in another tab, compare and save again
programs-refusal-published-already = This version is published already
programs-refusal-draft-unreadable = { $count ->
    [one] The draft has { $count } problem, in line { $line }
   *[other] The draft has { $count } problems, the first in line { $line }
}
programs-refusal-draft-wrong = { $count ->
    [one] The terms have { $count } error, in line { $line }
   *[other] The terms have { $count } errors, the first in line { $line }
}
programs-refusal-other-currency = The terms count in { $terms }, the programme in { $program }
programs-refusal-other-period = The terms count by { $terms }, the programme by { $program }
programs-refusal-no-common-terms = Publish common terms first: individual ones need something to fall back to
programs-refusal-nothing-after = Common terms begin on { $date }: individual ones cannot end before
programs-refusal-not-individual = Only terms of a partner or a group that bind can be ended early
programs-refusal-ends-already = It ends on { $date } already

programs-timeline-none = The story of the programme will stand here
programs-timeline-none-why = Nothing has happened yet.
programs-actor-staff = Staff
programs-actor-system = Artel
event-programs-added = The programme “{ $name }” was added
event-programs-changed = The programme “{ $name }” was changed
event-programs-started = The programme “{ $name }” was started
event-programs-ended = The programme “{ $name }” was ended
event-programs-partner-enrolled = { $partner }: in the programme “{ $name }” from { $from }
event-programs-partner-left = { $partner }: last day in the programme “{ $name }” is { $until }
event-programs-draft-deleted = A draft of the terms of “{ $name }” was deleted
event-programs-terms-published = Programme “{ $name }”: version { $number } of the terms was published, in force from { $from }, fingerprint { $hash }
event-programs-individual-published = Programme “{ $name }”, { $partner }: individual terms were published, version { $number }, in force from { $from }, fingerprint { $hash }
event-programs-individual-ended = Programme “{ $name }”, { $partner }: the individual terms of version { $number } end on { $until }

programs-portal-title = My programmes
programs-portal-lead = The terms by which you earn: today's, earlier ones and your own.
programs-portal-more = All versions of the terms
programs-portal-none = Your programmes will stand here
programs-portal-none-why = You do not take part in a programme yet. Write to your manager.
programs-portal-no-terms = No terms are in force today
programs-portal-no-terms-why = They will appear here as soon as the company publishes them.
programs-portal-individual = your individual terms
programs-portal-common = common terms
programs-portal-whose = Whose
programs-portal-versions = All versions of the terms

programs-words-rules = Commission on sales
programs-words-uplines = On sales of the downline
programs-words-splits = Others who took part
programs-words-bonuses = Bonuses
programs-words-limits = Limits and advances
programs-words-money = Money and days
programs-words-cases = Examples that must come out
programs-words-nothing = These terms pay nothing.
programs-words-every-sale = any sale
programs-words-other-sales = all other sales
programs-words-choose-first = The first rule that fits a sale holds.
programs-words-choose-best = Of the rules that fit a sale, the one that brings the partner most for it holds.
programs-words-choose-sum = All rules that fit a sale add up.
programs-words-choose-max = The one rule that brings the partner most over the whole period holds.
programs-words-percent = { $rate } { $of }
programs-words-of-gross = of each sale
programs-words-of-net = of each sale without VAT
programs-words-of-gross-without-delivery = of each sale without delivery
programs-words-of-net-without-delivery = of each sale without VAT and delivery
programs-words-of-margin = of the margin of each sale
programs-words-of-paid = of what was paid for each sale
programs-words-of-commission = of the seller's commission
programs-words-fixed = { $sum } for every sale
programs-words-unit = { $sum } for every unit sold
programs-words-thousand = { $sum } for every thousand units
programs-words-per-sale = { $sum } a sale
programs-words-per-unit = { $sum } a unit
programs-words-per-customer = { $sum } a customer
programs-words-bands = by bands
programs-words-step-to = { $pay } up to { $to }
programs-words-step-last = { $pay } above
programs-words-step-only = { $pay } of any volume
programs-words-band-first = up to { $to }: { $pay }
programs-words-band-middle = from { $from } to { $to }: { $pay }
programs-words-band-last = from { $from } on: { $pay }
programs-words-stack-add = { $pay } and on top of it
programs-words-stack-multiply = { $pay } increased by
programs-words-value-quantity = { $count ->
    [one] { $shown } unit
   *[other] { $shown } units
}
programs-words-value-count = { $count ->
    [one] { $shown } sale
   *[other] { $shown } sales
}
programs-words-value-customers = { $count ->
    [one] { $shown } customer
   *[other] { $shown } customers
}
programs-words-value-attainment = { $rate } of the target
programs-words-mode-marginal = each part of the { $measured } { $during } at its own band
programs-words-mode-whole = on { $all } { $window } { $start }
programs-words-mode-reached = all sales at the band that the { $measured } { $during } has reached at the end
programs-words-mode-before = each sale at the band that the { $measured } { $during } had reached before it
programs-words-mode-including = each sale at the band that the { $measured } { $during } reaches with it
programs-words-mode-interpolated = the rate grows evenly towards the next band with each part of the { $measured } { $during }
programs-words-mode-previous = each sale at the band of the { $measured } { $before }
programs-words-from-first-rouble = { $currency ->
    [RUB] from the first rouble
   *[other] from the very first of it
}
programs-words-from-first-one = from the very first
programs-words-horizon = a rise is paid for the { $days ->
    [one] last { $days } day
   *[other] last { $days } days
}
programs-words-scope-product = (each product apart)
programs-words-scope-own = (all own sales count)
programs-words-scope-group = (own sales and those of the direct downline count)
programs-words-scope-subtree = (own sales and those of the whole downline count)
programs-words-whole-gross = the whole turnover
programs-words-whole-net = the whole turnover without VAT
programs-words-whole-gross-without-delivery = the whole turnover without delivery
programs-words-whole-net-without-delivery = the whole turnover without VAT and delivery
programs-words-whole-margin = the whole margin
programs-words-whole-paid = all payments
programs-words-whole-quantity = all units
programs-words-whole-count = all sales
programs-words-whole-customers = all customers
programs-words-whole-attainment = the whole turnover towards the target
programs-words-measured-gross = turnover
programs-words-measured-net = turnover without VAT
programs-words-measured-gross-without-delivery = turnover without delivery
programs-words-measured-net-without-delivery = turnover without VAT and delivery
programs-words-measured-margin = margin
programs-words-measured-paid = payments
programs-words-measured-quantity = units sold
programs-words-measured-count = number of sales
programs-words-measured-customers = number of customers
programs-words-measured-attainment = attainment of the target
programs-words-window-sale = of each sale
programs-words-window-month = of the month
programs-words-window-quarter = of the quarter
programs-words-window-year = of the year
programs-words-window-rolling = { $days ->
    [one] of the last { $days } day
   *[other] of the last { $days } days
}
programs-words-window-contract-year = of the contract year
programs-words-window-lifetime = of all time
programs-words-during-sale = within one sale
programs-words-during-month = within a month
programs-words-during-quarter = within a quarter
programs-words-during-year = within a year
programs-words-during-rolling = { $days ->
    [one] within the last { $days } day
   *[other] within the last { $days } days
}
programs-words-during-contract-year = within a contract year
programs-words-during-lifetime = over all time
programs-words-before-sale = of the sale before
programs-words-before-month = of the month before
programs-words-before-quarter = of the quarter before
programs-words-before-year = of the year before
programs-words-before-rolling = { $days ->
    [one] of the { $days } day before
   *[other] of the { $days } days before
}
programs-words-before-contract-year = of the contract year before
programs-words-before-lifetime = of the time before
programs-words-year-before = a year before
programs-words-sale-at-most = at most { $sum } for one sale
programs-words-sale-at-least = at least { $sum } for one sale
programs-words-recurring-dates = { $months ->
    [one] paid for { $months } month from the customer's first sale on
   *[other] paid for { $months } months from the customer's first sale on
}
programs-words-recurring-covered = { $months ->
    [one] paid for { $months } month from the customer's first sale on, a prepayment for its part inside
   *[other] paid for { $months } months from the customer's first sale on, a prepayment for its part inside
}
programs-words-recurring-payments = { $payments ->
    [one] paid on the customer's first sale
   *[other] paid on the customer's first { $payments } sales
}
programs-words-hold-close = { $days ->
    [one] paid out { $days } day after the period is closed
   *[other] paid out { $days } days after the period is closed
}
programs-words-hold-period-end = { $days ->
    [one] paid out { $days } day after the end of the period
   *[other] paid out { $days } days after the end of the period
}
programs-words-hold-sale = { $days ->
    [one] paid out { $days } day after the sale
   *[other] paid out { $days } days after the sale
}
programs-words-hold-payment = { $days ->
    [one] paid out { $days } day after the customer paid
   *[other] paid out { $days } days after the customer paid
}
programs-words-level = { $level ->
    [1] direct downline
   *[other] downline of level { $level }
}
programs-words-rank = Rank “{ $title }”: { $share }
programs-words-ranks-less = A rank gets its rate less what ranks below already got; own sales earn the full rate.
programs-words-qualified = The network pays those with { $conditions }.
programs-words-compression-breakage = The level of somebody who does not qualify goes to nobody.
programs-words-compression-dynamic = The level of somebody who does not qualify goes to the next one above who does.
programs-words-network-base = Ranks are counted { $of }.
programs-words-binary = Two legs: { $rate } of the volume of the weaker leg { $during }
programs-words-binary-base = the volume is { $all }
programs-words-binary-at-most = at most { $sum } a period
programs-words-binary-carry = the rest of the legs is carried on to the next period
programs-words-binary-carry-at-most = the rest of a leg is carried on to the next period, at most { $sum }
programs-words-split-pot = Role “{ $role }”: { $rate } of the sale's commission, the seller's part is less by as much
programs-words-split-overlay = Role “{ $role }”: { $rate } of the commission on top, the seller's part stays
programs-words-bonus = { $targets }: a bonus of { $pay }
programs-words-no-target = without a target
programs-words-and = and
programs-words-target-from = { $what } of { $asked } or more
programs-words-target-own = { $what } not below the partner's own target
programs-words-target-growth = { $what } by { $rate } more than { $earlier }
programs-words-of-reached = { $rate } of the { $measured }
programs-words-of-above = { $rate } of what is above the target
programs-words-of-own-commission = { $rate } of the commission on own sales
programs-words-cap-total = Everything together
programs-words-cap-direct = Commission on own sales
programs-words-cap-override = Commission on sales of the downline
programs-words-cap-bonus = Bonuses
programs-words-cap-rule = Commission by the rule “{ $rule }”
programs-words-cap-everybody = for all partners together
programs-words-cap-most = at most { $sum }
programs-words-cap-least = at least { $sum }
programs-words-draw = Every period the partner gets at least { $sum } { $during }; what is added to reach it is not taken off later
programs-words-draw-recoverable = Every period the partner gets at least { $sum } { $during }; what is added to reach it is an advance, taken off what is later earned above it
programs-words-vat = VAT inside an amount is { $rate } unless the sale says otherwise.
programs-words-margin = The usual margin is { $rate } of a sale: the check compares with it, sums do not depend on it.
programs-words-fx-sale = Other currencies count at the rate of the day of the sale.
programs-words-fx-invoice = Other currencies count at the rate of the day of the invoice.
programs-words-fx-payment = Other currencies count at the rate of the day the customer paid.
programs-words-fx-period-end = Other currencies count at the rate of the last day of the period.
programs-words-fx-period-average = Other currencies count at the mean rate of the period.
programs-words-fx-payout = Other currencies count at the rate of the day of the payout.
programs-words-prorate-targets = For those who joined in between, targets of bonuses shrink by days.
programs-words-prorate-thresholds = For those who joined in between, the bounds of bands shrink by days.
programs-words-prorate-both = For those who joined in between, targets of bonuses and bounds of bands shrink by days.
programs-words-clawback-proportional = A return takes back the commission on the part returned.
programs-words-clawback-whole = Any return takes back all commission on its sale.
programs-words-clawback-unserved-months = A return takes back the commission for the whole months of the covered time not served.
programs-words-clawback-unserved-days = A return takes back the commission for the days of the covered time not served.
programs-words-clawback-within = { $days ->
    [one] A return later than { $days } day after the sale takes nothing back.
   *[other] A return later than { $days } days after the sale takes nothing back.
}
programs-words-rounding = { $at } is rounded to the cent, { $mode }.
programs-words-rounding-at-line = Each line of a statement
programs-words-rounding-at-document = The sum of the lines of one document
programs-words-rounding-at-statement = The sum of all lines of a statement
programs-words-rounding-half-away-from-zero = halves away from zero
programs-words-rounding-half-even = halves to even
programs-words-rounding-half-toward-zero = halves toward zero
programs-words-rounding-down = always toward zero
programs-words-rounding-up = always away from zero
programs-words-case = Example “{ $name }”, { $period }: must come to { $total }
programs-words-case-target = own target { $sum }
programs-words-case-sale = sale { $number }: { $on }, { $sum }
programs-words-case-quantity = quantity { $quantity }
programs-words-case-returns = returns sale { $number }
programs-words-or = or
programs-words-anything = anything fits
programs-words-is = { $field } is { $values }
programs-words-not = { $field } is not { $values }
programs-words-between = { $field } from { $from } and below { $below }
programs-words-from = { $field } from { $from }
programs-words-below = { $field } below { $below }
programs-words-days = { $field } from { $from } to { $to }
programs-words-days-from = { $field } from { $from }
programs-words-days-to = { $field } to { $to }
programs-words-any-value = { $field } is anything
programs-words-expression = “{ $text }” holds
programs-words-except = except when { $conditions }
programs-words-is-product-series = products of series { $values }
programs-words-is-product-category = products of category { $values }
programs-words-is-product-brand = products of brand { $values }
programs-words-is-product-name = product { $values }
programs-words-is-product-code = product with code { $values }
programs-words-is-customer-region = customers in { $values }
programs-words-is-customer-sector = customers of sector { $values }
programs-words-is-partner-region = partners in { $values }
programs-words-is-partner-tier = partners of tier { $values }
programs-words-is-beneficiary-tier = beneficiaries of tier { $values }

programs-measure-gross = turnover
programs-measure-net = turnover without VAT
programs-measure-gross-without-delivery = turnover without delivery
programs-measure-net-without-delivery = turnover without VAT and delivery
programs-measure-margin = margin
programs-measure-paid = payments
programs-measure-quantity = units sold
programs-measure-count = number of sales
programs-measure-customers = number of customers
programs-measure-attainment = attainment of the target

programs-field-sale-amount = amount of the sale
programs-field-sale-quantity = quantity of the sale
programs-field-sale-date = date of the sale
programs-field-sale-kind = kind of the sale
programs-field-sale-payment = number of the sale to this customer
programs-field-beneficiary-turnover = beneficiary's own turnover in the period
programs-field-beneficiary-group-turnover = beneficiary's turnover with the direct downline in the period
programs-field-beneficiary-subtree-turnover = beneficiary's turnover with the whole downline in the period
programs-field-beneficiary-sales = beneficiary's own sales in the period
programs-field-beneficiary-months = months the beneficiary has taken part
programs-field-product-code = product code
programs-field-product-name = product name
programs-field-product-series = product series
programs-field-product-category = product category
programs-field-product-brand = product brand
programs-field-customer-code = customer code
programs-field-customer-name = customer name
programs-field-customer-kind = customer kind
programs-field-customer-sector = customer sector
programs-field-customer-region = customer region
programs-field-customer-country = customer country
programs-field-partner-code = selling partner's code
programs-field-partner-name = selling partner's name
programs-field-partner-kind = selling partner's kind
programs-field-partner-tier = selling partner's tier
programs-field-partner-region = selling partner's region
programs-field-partner-country = selling partner's country
programs-field-partner-status = selling partner's status
programs-field-beneficiary-code = beneficiary's code
programs-field-beneficiary-name = beneficiary's name
programs-field-beneficiary-kind = beneficiary's kind
programs-field-beneficiary-tier = beneficiary's tier
programs-field-beneficiary-region = beneficiary's region
programs-field-beneficiary-country = beneficiary's country
programs-field-beneficiary-status = beneficiary's status

# Approval and publishing
programs-approval-open = For approval…
programs-approval-see = Approval…
programs-approval-title = Approval of terms
programs-approval-individual = Approval of terms for “{ $partner }”
programs-approval-waits = Waits for approval
programs-approval-by = Handed in
programs-approval-who = Handed in by
programs-approval-at = Handed in on
programs-approval-approved = Approved and published
programs-approval-comment = Comment
programs-approval-comment-help = What changes and why: whoever approves reads it
programs-approval-submit = Hand in for approval
programs-approval-submit-help = Another member of staff with the right to publish approves. Any change of the draft takes it back.
programs-approval-submit-verb = Hand in for approval
programs-approval-not-yet = The draft has not been handed in yet.
programs-approval-own = You handed this draft in or changed it last, so somebody else decides.
programs-approval-withdraw = Take back
programs-approval-withdraw-consequence = Nobody can decide until the draft is handed in again.
programs-approval-approve = Approve
programs-approval-approve-verb = Approve and publish
programs-approval-proposes = The terms are proposed to the partner and hold once he accepts. Their text never changes again.
programs-approval-return = Give back
programs-approval-reason = Reason
programs-approval-reason-help = What to mend
programs-approval-return-verb = Give back with the reason
programs-approval-returned = Given back: { $who }, { $at }
programs-publish-alone = Publish without a second person
programs-one-person = Who publishes terms
programs-one-person-on = In this programme one person with the right to publish may do it alone.
programs-one-person-off = A second person publishes: one hands the terms in, another approves.
programs-one-person-allow = Let one person publish
programs-one-person-forbid = Demand a second person
programs-yes = yes
programs-no = no
programs-list-waiting = Terms that wait for your decision: { $count }
programs-list-waits = waits for you: { $count }
programs-version-submitted = being approved
programs-version-proposed = waits for the partner
programs-version-declined = declined by the partner
programs-version-retracted = proposal taken back

# Proposals to a partner
programs-offer-title = Answer to the proposal
programs-offer-waits = The terms are proposed to the partner and wait for his answer in the portal. Until then they do not hold.
programs-offer-paper = An answer outside the portal
programs-offer-note = Where the paper is
programs-offer-note-help = For example: amendment no. 4 of 1 March 2026
programs-offer-paper-verb = Mark as accepted on paper
programs-offer-retract-verb = Take the proposal back
programs-offer-retract-consequence = The partner cannot accept this version any more. New terms must be written and approved again.
programs-offer-portal-waits = Individual terms are proposed to you: { $count }
programs-offer-portal-title = Proposal: { $program }
programs-offer-portal-lead = Terms for your company. They hold only if you accept them.
programs-offer-portal-against = Differences from the programme’s terms
programs-offer-portal-against-group = Differences from the terms of your group
programs-offer-portal-against-own = Differences from your present terms
programs-offer-accept = Accept
programs-offer-accept-help = You accept exactly the text on this page; its fingerprint is kept with your answer.
programs-offer-accept-verb = Accept the terms
programs-offer-decline = Decline
programs-offer-decline-verb = Decline the terms
programs-offer-reason = Why
programs-answer = Answer
programs-answer-at = When
programs-answer-hash = Fingerprint of what was shown
programs-answer-note = Note
programs-answer-accepted = Accepted by the partner in the portal
programs-answer-paper = Accepted by the partner on paper
programs-answer-declined = Declined by the partner
programs-answer-retracted = The proposal was taken back
programs-answer-earlier = In force since before partners were asked
programs-answer-how-portal = in the portal
programs-answer-how-paper = on paper

# Comparison
programs-compare-open = Compare
programs-version-replay = Replay on last year
programs-compare-title = { $version }: what changed
programs-compare-with = Compare with
programs-compare-verb = Compare
programs-compare-from-to = Was: { $old }. Is: { $new }
programs-compare-none = Versions are compared here
programs-compare-none-why = There is no other version to compare with yet.
programs-diff-lines = Line by line
programs-diff-not-in-words = In words the terms are the same: only technical lines changed.
programs-diff-unreadable = One of the texts cannot be read as terms, so they are compared line by line only.
programs-change-added = added
programs-change-removed = removed
programs-change-changed = changed
programs-change-moved = moved

# Groups
programs-tab-groups = Groups
programs-groups-name = Group
programs-groups-members = Partners of the group
programs-groups-common = common terms
programs-groups-none = Groups of partners will be here
programs-groups-none-why = Terms of a group hold for everybody who is in it on the day, and are announced rather than accepted one by one. There is no group yet.
programs-groups-new = New group
programs-groups-add-verb = Add the group
programs-groups-lead = Terms of the group hold instead of the common ones; a partner’s own terms win over those of his group.
programs-groups-no-terms = The group has the common terms so far
programs-groups-no-terms-why = Write terms for the group: once approved they are announced to its partners.
programs-groups-nobody = Nobody is in the group yet
programs-groups-nobody-why = A partner is in at most one group of a programme.
programs-groups-state = In the group
programs-groups-state-now = in the group
programs-groups-state-left = left
programs-groups-join = Take partners in
programs-groups-join-verb = Take into the group
programs-groups-leave-open = Let go
programs-groups-leave-label = Last day in the group: { $partner }
programs-portal-group = terms of your group

# Partners’ plans
programs-partners-target = Plan
programs-targets-plan = Plan
programs-targets-open = Plans
programs-targets-title = Partners’ plans
programs-targets-lead = The turnover planned per period for each partner. The plan that began last holds; earlier ones stay in sight.
programs-targets-set = Change the plan
programs-targets-label = Plan per period: { $partner }
programs-targets-from = From
programs-targets-verb = Save the plan
programs-targets-at = Set on
programs-targets-none-from = no plan
programs-targets-empty = Plans of partners will be here
programs-targets-empty-why = No plan yet. Set them in the list of partners or bring a table.
programs-targets-import = Bring a table
programs-targets-import-verb = Set the plans
programs-targets-text-help = One line for each partner: code or name; plan; from. For example: P-17; 1500000; 2027-01-01
programs-table-text = Table
programs-table-file = Or a file, CSV or XLSX
programs-table-nothing = Paste a table or choose a file
programs-table-row = Row { $row }: { $sentence }
programs-table-more = And { $count } more problems
programs-table-too-long = No more than { $max } rows at once

# Places on two legs
programs-leg-left = left leg
programs-leg-right = right leg
programs-tree-open = Two legs
programs-tree-title = Two legs: who stands under whom
programs-tree-lead = A place is given once and stays the partner’s. Terms with two legs pay by the places of the last day of the period.
programs-tree-count = { $count ->
    [0] Nobody is placed yet
    [one] { $count } partner is placed
   *[other] { $count } partners are placed
}
programs-tree-heads = Who stands at the top
programs-tree-none = The tree will be here
programs-tree-none-why = Place the first partner under the one at the top: anybody who takes part may stand there.
programs-tree-stands-under = Stands under
programs-tree-free = free:
programs-tree-is-free = free
programs-tree-deeper = show what is below
programs-tree-place = Place a partner
programs-tree-partner = Whom
programs-tree-partner-help = Code or name of somebody who takes part
programs-tree-under = Under whom
programs-tree-leg = On which leg
programs-tree-from = From
programs-tree-verb = Place the partner
programs-tree-import = Bring a table
programs-tree-import-verb = Place them all
programs-tree-text-help = One line for each partner: whom; under whom; left or right; from. For example: P-17; P-03; left; 2027-02-01
programs-tree-take-back-means = { $partner }: the place is taken back as if it had never been given. Where periods with it are closed, the difference becomes corrections in the open one.
programs-tree-take-back-verb = Take the place back
programs-tree-own-title = Your place
programs-tree-own = You stand under
programs-tree-top = nobody: you are at the top

# Exchange rates
programs-rates-title = Exchange rates
programs-rates-lead = Terms count by these rates where a sale and its commission are in different currencies. Without a rate of the day the line waits.
programs-rates-on = Day
programs-rates-pair = Pair
programs-rates-base = Currency
programs-rates-quote = Priced in
programs-rates-rate = Rate
programs-rates-rate-help = What one unit of the currency costs, for example 98.4321; at most 10 decimals
programs-rates-source = Source
programs-rates-source-help = For example: ECB
programs-rates-at = Added
programs-rates-corrected = corrected
programs-rates-none = Exchange rates will be here
programs-rates-none-why = There is no rate yet.
programs-rates-add = Add a rate
programs-rates-for-good = A rate never changes. To correct it add another of the same day: the newest counts, the older one stays in sight.
programs-rates-add-verb = Add the rate
programs-rates-import = Bring a table
programs-rates-import-verb = Add the rates
programs-rates-text-help = Day; currency; rate; source. For example: 2026-03-01; USD; 98.4321; ECB

# What was said and refused
programs-said-submitted = Handed in for approval
programs-said-withdrawn = Taken back
programs-said-returned = Given back
programs-said-proposed = Version { $number } is proposed to the partner
programs-said-one-person = One person may publish now
programs-said-two-people = A second person publishes now
programs-said-accepted = Marked as accepted on paper
programs-said-retracted = The proposal is taken back
programs-said-you-accepted = You accepted the terms
programs-said-you-declined = You declined the terms
programs-said-group-added = The group is added
programs-said-joined = Taken into the group: { $count }
programs-said-group-left = Last day in the group: { $until }
programs-said-target = The plan is saved and holds from { $from }
programs-said-targets = Plans set: { $count }
programs-said-placed = The partner is placed from { $from }
programs-said-placed-many = Placed: { $count }
programs-said-place-taken-back = The place is taken back
programs-said-rate = The rate is added
programs-said-rates = Rates added: { $count }
programs-refusal-second-person-needed = A second person publishes: hand the draft in for approval
programs-refusal-own-submission = You handed this draft in or changed it last: let somebody else decide
programs-refusal-submitted-already = The draft has been handed in already
programs-refusal-not-submitted = The draft does not wait for approval: it was taken back, changed or decided
programs-refusal-reason-missing = Say why
programs-refusal-words-too-long = No more than { $max } letters
programs-refusal-not-proposed = These are not terms proposed to a partner
programs-refusal-answered-already = It was answered on { $at }
programs-refusal-other-text = You answer another text: open the proposal again
programs-refusal-proposal-late = While the proposal waited, periods up to { $date } were closed. It must be proposed again from a later day
programs-refusal-group-name-missing = Give the group a name
programs-refusal-group-name-long = A name has at most { $max } letters
programs-refusal-group-name-taken = This programme has a group “{ $name }” already
programs-refusal-in-group-already = { $partner } is in the group “{ $group }” from { $from }: end that first
programs-refusal-group-before-common = Common terms begin on { $date }: those of a group cannot begin before
programs-refusal-target-not-positive = A plan is more than nothing
programs-refusal-placed-under-itself = Nobody stands under himself
programs-refusal-placed-already = { $partner } has stood under { $under } since { $from }: a place is given once. If that is a mistake, take the place back first
programs-refusal-before-program-begins = The programme begins on { $date }: no place before that day
programs-refusal-not-taking-part = { $partner } does not take part in the programme on { $date }
programs-refusal-leg-taken = This leg of { $under } is taken by { $by }
programs-refusal-placed-in-circle = { $under } stands below { $partner }: that would be a circle
programs-refusal-others-below = { $below } stands under { $partner }: take back the place of the one below first
programs-refusal-same-currency = { $currency } has no rate into itself: choose two currencies
programs-refusal-rate-in-future = The rate of { $date } is not known yet: tomorrow at the latest
programs-refusal-rate-odd = “{ $text }” is not a rate: a number above zero with at most { $decimals } decimals

# Events
event-programs-terms-submitted = Programme “{ $name }”{ $whose }: terms handed in for approval, from { $from }. { $comment }
event-programs-submission-withdrawn = Programme “{ $name }”: terms taken back from approval
event-programs-terms-returned = Programme “{ $name }”{ $whose }: terms given back. { $reason }
event-programs-one-person-allowed = Programme “{ $name }”: one person may publish: { $answer }
event-programs-terms-proposed = Programme “{ $name }”, { $partner }: individual terms proposed, version { $number }, from { $from }, fingerprint { $hash }
event-programs-proposal-accepted = Programme “{ $name }”, { $partner }: terms of version { $number } accepted { $how }, fingerprint { $hash }
event-programs-proposal-declined = Programme “{ $name }”, { $partner }: terms of version { $number } declined. { $reason }
event-programs-proposal-retracted = Programme “{ $name }”, { $partner }: the proposal of version { $number } was taken back
event-programs-group-published = Programme “{ $name }”, group “{ $group_name }”: terms published, version { $number }, from { $from }, fingerprint { $hash }
event-programs-group-ended = Programme “{ $name }”, group “{ $group_name }”: terms of version { $number } end on { $until }
event-programs-group-added = Programme “{ $name }”: group “{ $group_name }” added
event-programs-group-joined = { $partner }: in the group “{ $group_name }” of programme “{ $name }” from { $from }
event-programs-group-left = { $partner }: last day in the group “{ $group_name }” of programme “{ $name }”: { $until }
event-programs-target-set = { $partner }: plan in programme “{ $name }” from { $from }: { $target }
event-programs-targets-set = Programme “{ $name }”: plans set by a table ({ $count })
event-programs-placed = { $partner }: in programme “{ $name }” under { $under_name }, { $leg }, from { $from }
event-programs-placement-taken-back = { $partner }: in programme “{ $name }” the place under { $under_name }, { $leg }, was taken back
event-programs-rate-added = Rate { $subject } of { $on }: { $rate }
event-programs-rates-added = Exchange rates added by a table ({ $count })

# Letters
programs-letter-submitted-subject = { $program }: terms wait for your decision
programs-letter-proposed-subject = { $program }: individual terms are proposed to you
programs-letter-grouped-subject = { $program }: new terms for your group from { $from }
programs-letter-accepted-subject = { $program }: { $partner } accepted individual terms
programs-letter-declined-subject = { $program }: { $partner } declined individual terms
programs-letter-accepted-body =
    Hello { $name },

    { $partner } accepted in the portal the individual terms of the programme “{ $program }”, version { $number }. They now hold on their days:
    { $link }
programs-letter-declined-body =
    Hello { $name },

    { $partner } declined the individual terms of the programme “{ $program }”, version { $number }. The earlier ones go on. The reason: { $reason }
    { $link }
programs-letter-submitted-body =
    Hello { $name },

    terms of the programme “{ $program }” were handed in for approval, wanted from { $from }. Read them and approve them, or give them back with a reason:
    { $link }
programs-letter-proposed-body =
    Hello { $name },

    in the programme “{ $program }” individual terms are proposed to you from { $from }. They hold only if you accept them. The terms in plain words and their differences from the common ones:
    { $link }
programs-letter-grouped-body =
    Hello { $name },

    in the programme “{ $program }” new terms hold for your group from { $from }. They stand here:
    { $link }
programs-api-bad-body = The request cannot be read: check its fields, dates such as 2026-03-01 and sums such as 1500.00
