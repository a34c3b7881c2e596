# Words of the common ground: figures, dates, frame, components.

base-month-1 = January
base-month-2 = February
base-month-3 = March
base-month-4 = April
base-month-5 = May
base-month-6 = June
base-month-7 = July
base-month-8 = August
base-month-9 = September
base-month-10 = October
base-month-11 = November
base-month-12 = December

base-month-of-1 = January
base-month-of-2 = February
base-month-of-3 = March
base-month-of-4 = April
base-month-of-5 = May
base-month-of-6 = June
base-month-of-7 = July
base-month-of-8 = August
base-month-of-9 = September
base-month-of-10 = October
base-month-of-11 = November
base-month-of-12 = December

base-month-short-1 = Jan
base-month-short-2 = Feb
base-month-short-3 = Mar
base-month-short-4 = Apr
base-month-short-5 = May
base-month-short-6 = Jun
base-month-short-7 = Jul
base-month-short-8 = Aug
base-month-short-9 = Sep
base-month-short-10 = Oct
base-month-short-11 = Nov
base-month-short-12 = Dec

base-quarter = Q{ $quarter } { $year }
base-thousand = { $figure }K
base-million = { $figure }M
base-billion = { $figure }B

base-frame-brand = Artel
base-frame-menu = Menu
base-frame-more = More
base-frame-skip = Skip to content
base-frame-find = Find a page or partner
base-frame-crumbs = Path
base-frame-sign-out = Sign out
base-frame-theme-auto = System theme
base-frame-theme-light = Light theme
base-frame-theme-dark = Dark theme
base-frame-inbox = { $count ->
    [0] Inbox, nothing new
    [one] Inbox, { $count } item waits for you
   *[other] Inbox, { $count } items wait for you
}

base-dialog-close = Close
base-dialog-no = No, keep it

base-code-label = Text
base-code-copy = Copy
base-code-copied = Copied

base-table-export = Export
base-table-select = Select: { $name }
base-table-select-all = Select all
base-table-with-selected = With selected:

base-paging-label = Pages
base-paging-next = Next
base-paging-previous = Previous
base-paging-shown = { $from }–{ $to } of { $total }

base-filter-search = search
base-filter-open = Filter
base-filter-any = any
base-filter-apply = Show
base-filter-remove = Remove filter “{ $filter }”
base-filter-clear = Clear all

base-tile-more = up by
base-tile-less = down by
base-tile-same = no change

base-receipt-rejected = Also considered
base-receipt-seal = Statement is sealed, hash { $hash }, verify
base-receipt-sealed = sealed
base-receipt-would-change = What would change it

base-progress-done = { $done } of { $total }
base-progress-speed = { $speed } a second
base-progress-seconds-left = { $count } s left
base-progress-minutes-left = { $count } min left
base-progress-skipped = { $count ->
    [one] { $count } row skipped
   *[other] { $count } rows skipped
}
base-step-done = done:
base-step-failed = failed

base-form-optional = optional
base-form-errors = { $count ->
    [one] { $count } field needs your attention
   *[other] { $count } fields need your attention
}
base-form-required = Fill in “{ $field }”
base-form-date = “{ $field }”: { $value } is not a date, write it like 2017-12-05
base-form-integer = “{ $field }”: { $value } is not a whole number, write it like 1200
base-form-money = “{ $field }”: { $value } is not an amount in { $currency }, write it like 1,234.56

base-chart-summary = { $series }: from { $least } to { $most }, the last value is { $last }.
base-chart-figures = Figures as a table
base-chart-label = Label
base-chart-went-on = went on: { $share }

## Doors, roles, refusals
base-own-sessions = Profile and sessions
base-way-home = To the home page
base-unknown-title = There is no such page
base-unknown-detail = The address is wrong, or this record is not yours to see. Check the link or go back to the home page.
base-forbidden-title = Not part of your role
base-forbidden-detail = Your role does not include this. Ask the owner to change the role.
base-sign-in-title = Sign in first
base-sign-in-detail = This page opens after you sign in.
base-bad-request-title = The request was not understood
base-bad-form = The form could not be read. Go back, reload the page and send it again.
base-form-out-of-date = The form is out of date: you have signed in again in another tab. Go back, reload the page and send the form again.
base-foreign-form = The form came from another site and was not accepted. Open the page yourself and send the form from there.
base-refused-title = This cannot be done
base-failed-title = Something broke
base-failed-detail = The error is on record. Try again; if it happens again, tell the administrator the number { $id }.

role-owner = Owner
role-partner-manager = Partner manager
role-finance = Finance
role-marketing = Marketing
role-support = Support
role-inspector = Inspector
role-auditor = Auditor
role-partner-owner = Partner's owner
role-partner-employee = Partner's employee
role-partner-accountant = Partner's accountant

act-see-partners = See partners
act-edit-partners = Change partners
act-see-programs = See programmes and terms
act-edit-programs = Change programmes and drafts of terms
act-publish-terms = Publish terms
act-see-sales = See sales
act-edit-sales = Enter and import sales
act-see-commissions = See accruals and statements
act-close-period = Close a period
act-see-ledger = See accounts and postings
act-see-payouts = See payouts
act-prepare-payouts = Prepare payout batches
act-approve-payouts = Approve batches of others
act-see-insights = See overviews
act-manage-users = Manage users
act-see-audit = Read the audit trail
act-manage-settings = Change settings
act-edit-rates = Add exchange rates
act-portal-home = See the home page and own sales
act-portal-money = See statements, balance and payouts
act-portal-company = Change contacts and requisites
act-portal-team = Invite colleagues
act-portal-agree = Accept and decline individual terms

menu-group-partners = Partners
menu-group-sales = Sales
menu-group-money = Money
menu-group-growth = Growth
menu-group-analysis = Analysis
menu-group-settings = Settings
menu-group-portal = Portal

# The menu of the gallery's sample pages.
base-sample-overview = Overview
base-sample-group-partners = Partners
base-sample-partners = Partners
base-sample-programs = Programmes
base-sample-group-sales = Sales
base-sample-sales = Sales
base-sample-customers = Customers
base-sample-import = Import
base-sample-group-money = Money
base-sample-commissions = Commissions
base-sample-payouts = Payouts
base-sample-ledger = Ledger
base-sample-group-settings = Settings
base-sample-people = People
base-sample-settings = Settings
base-sample-home = Home
base-sample-deals = Deals
base-sample-money = Money
base-sample-learning = Learning
base-sample-files = Files
base-sample-support = Support
