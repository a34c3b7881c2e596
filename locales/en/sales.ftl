# Words of the slice sales: customers, products, sales, returns and import.

menu-sales = Sales
menu-customers = Customers
menu-products = Products
menu-import = Import
menu-own-sales = Sales

sales-tabs = Parts of sales
sales-tab-sales = Sales
sales-tab-customers = Customers
sales-tab-products = Products
sales-tab-import = Import

sales-kind-order = order
sales-kind-payment = payment
sales-kind-lead = lead
sales-kind-action = action
sales-kind-return = return
sales-state-confirmed = confirmed
sales-state-pending = pending
sales-state-cancelled = cancelled
sales-state-corrected = corrected

sales-field-reference = Number
sales-field-happened_on = Date
sales-field-kind = Kind
sales-field-partner = Partner
sales-field-customer = Customer
sales-field-product = Product
sales-field-program = Programme
sales-field-quantity = Quantity
sales-field-amount = Amount
sales-field-currency = Currency
sales-field-source = Source
sales-field-note = Note
sales-field-document = Document
sales-field-vat = VAT inside the amount
sales-field-delivery = Delivery inside the amount
sales-field-cost = Cost without VAT
sales-field-paid = Paid so far
sales-field-invoiced_on = Date of the invoice
sales-field-paid_on = Date of the payment
sales-field-covers_from = Service period from
sales-field-covers_until = Service period until
sales-field-participants = Participants
sales-field-reason = Reason
sales-field-name = Name
sales-field-code = Code
sales-field-inn = Tax number
sales-field-country = Country
sales-field-region = Region
sales-field-sector = Sector
sales-field-parent = Parent company
sales-field-series = Series
sales-field-category = Category
sales-field-price = List price

sales-list-title = Sales
sales-list-search = Number of the sale
sales-list-from = from
sales-list-until = until
sales-list-total = { $count ->
    [one] { $count } row in all
   *[other] { $count } rows in all
}
sales-enter-verb = Enter a sale
sales-import-verb = Load a file
sales-empty-title = No sales yet
sales-empty-why = Orders, payments and returns that partners earn by will stand here. Load a file from your books or enter the first sale by hand.

sales-new-title = New sale
sales-new-lead = The date chooses the terms; the moment of entering chooses the period it is settled in.
sales-new-partner-help = The partner's name or code as on his card.
sales-new-customer-help = The customer's name, code or tax number.
sales-new-date-help = When the sale happened, not when it is entered.
sales-new-reference-help = The number of the document. One number never counts twice. Left empty, a number is given.
sales-new-program-help = Without one the sale earns in every programme the partner takes part in.
sales-more-title = More about the sale
sales-more-document-help = The number of the invoice or order that several rows belong to.
sales-more-vat-help = All VAT inside the amount, that of the delivery included.
sales-more-delivery-help = The delivery inside the amount, its VAT included.
sales-more-cost-help = For the margin. The partner does not see it.
sales-more-paid-help = What the customer has paid for this row so far.
sales-more-covers-help = The service period is the days a subscription pays for; give both dates or none.
sales-more-participants-help = Who takes part beside the seller. A role is a short word: small letters, digits, dashes. A share is 30 %, 0.3 or 1/3; without one the share of the terms is used.
sales-more-participant-partner = Participant
sales-more-participant-role = Role
sales-more-participant-share = Share
sales-more-pending = Waits for confirmation
sales-more-pending-help = Nothing is earned or taken back until it is confirmed.
sales-choose-none = — none —

sales-card-title = Sale { $reference }
sales-card-facts = Facts
sales-card-accruals = Its accruals
sales-card-any-program = all programmes of the partner
sales-card-known = Became known
sales-card-known-note = Entered { $moment }, source: { $source }.
sales-card-returns = Returns
sales-card-no-returns = No returns.
sales-card-original = Takes back the sale
sales-card-no-original = The original sale is not known: the return stands by itself.
sales-card-left = Left after returns
sales-card-parts = More about the sale
sales-card-covers = Service period
sales-card-share-of-terms = by the terms
sales-card-pending = Waits for confirmation and earns nothing yet.
sales-card-cancelled = Cancelled { $moment }; it no longer earns. Statements of closed periods do not change: the difference waits for adjustment.
sales-card-corrected = Corrected { $moment }: another row stands in its place.
sales-card-next = The row that stands
sales-card-revision = Correction no. { $revision }.
sales-card-before = As it was before
sales-card-timeline = What happened
sales-card-sales = All sales
sales-card-bought = Bought
sales-card-count = Sales and returns
sales-card-turnover = For
sales-by-person = Staff
sales-by-program = The program

sales-return-verb = Enter a return
sales-return-title = Return of sale { $reference }
sales-return-lead = At most { $left } can be taken back. The commission of that part is taken back too.
sales-return-amount = Amount taken back
sales-return-date = Date of the return
sales-return-note = Reason
sales-confirm-verb = Confirm
sales-cancel-verb = Cancel the sale
sales-cancel-consequence = The row stays and no longer earns. This cannot be undone, and the number stays taken.
sales-correct-verb = Correct
sales-correct-title = Correct sale { $reference }
sales-correct-lead = The corrected row takes the place of the old one, which stays in the history. Number, source and kind do not change.

sales-customers-title = Customers
sales-customers-search = Name, code or tax number
sales-customers-empty-title = No customers yet
sales-customers-empty-why = Customers are those who buy through partners. Load a list of them or add them one by one.
sales-customer-add-verb = Add a customer
sales-customer-new-title = New customer
sales-customer-parent-help = Name, code or tax number of the company the customer belongs to.
sales-products-title = Products
sales-products-search = Name or code
sales-products-empty-title = No products yet
sales-products-empty-why = Terms tell rates apart by product and series. Load the price list or add products one by one.
sales-product-add-verb = Add a product
sales-product-new-title = New product
sales-change-verb = Change
sales-save-verb = Save

sales-said-entered = The sale is entered
sales-said-known = This sale was entered before; nothing has changed
sales-said-returned = The return is entered
sales-said-confirmed = Confirmed
sales-said-cancelled = Cancelled
sales-said-corrected = The sale is corrected
sales-said-saved = Saved

sales-portal-title = My sales
sales-portal-lead = Everything your company is credited with: sales and returns.
sales-portal-empty-title = No sales yet
sales-portal-empty-why = Sales stand here as soon as the vendor credits them to you.

sales-api-bad-body = The body of the request cannot be read

event-sales-sale-entered = Sale { $reference } of { $happened_on } for { $amount } was entered
event-sales-sale-returned = Return { $reference } of { $happened_on } for { $amount } was entered
event-sales-sale-confirmed = Sale { $reference } of { $happened_on } for { $amount } was confirmed
event-sales-sale-cancelled = Sale { $reference } of { $happened_on } for { $amount } was cancelled. { $why }
event-sales-sale-corrected = Sale { $reference } was corrected: now { $amount } of { $happened_on }
event-sales-customer-added = Customer “{ $name }” was added
event-sales-customer-changed = Customer “{ $name }” was changed
event-sales-product-added = Product “{ $name }” was added
event-sales-product-changed = Product “{ $name }” was changed
event-sales-file-imported = File { $file } was imported: { $new } new rows, { $unchanged } unchanged, { $rejected } rejected

sales-refusal-name-missing = Give a name.
sales-refusal-too-long = “{ $field }” is longer than { $max } letters.
sales-refusal-name-taken = “{ $name }” is there already.
sales-refusal-code-taken = The code { $code } is taken.
sales-refusal-price-negative = A price is not below zero.
sales-refusal-unknown-partner = No partner “{ $text }”. Write the name or code as on the card.
sales-refusal-unknown-customer = No customer “{ $text }”, or several of them. Write the code or tax number, or add the customer first.
sales-refusal-unknown-product = No product “{ $text }”.
sales-refusal-unknown-program = No programme “{ $text }”.
sales-refusal-unknown-currency = The currency “{ $code }” is unknown. Write a code of three letters such as USD.
sales-refusal-amount-unreadable = The amount “{ $text }” cannot be read. Write for example 1234.56.
sales-refusal-unknown-kind = There is no kind “{ $text }”. There are order, payment, lead, action and return.
sales-refusal-reference-missing = Give a number.
sales-refusal-amount-negative = A negative amount is a return. Enter a return of the original sale.
sales-refusal-quantity-negative = A quantity is not below zero.
sales-refusal-in-future = This day has not come yet: today is { $today }.
sales-refusal-too-long-ago = The day lies before 1990.
sales-refusal-return-without-original = A return needs the number of the original sale of the same source.
sales-refusal-return-of-return = A return cannot be taken back again.
sales-refusal-return-in-other-currency = A return is entered in the currency of its sale: { $currency }.
sales-refusal-return-of-nothing = The amount taken back must be above zero.
sales-refusal-return-before-sale = A return does not come before its sale of { $on }.
sales-refusal-return-too-large = At most { $left } can be taken back.
sales-refusal-return-of-pending = The sale is not confirmed yet. Confirm it or cancel it.
sales-refusal-part-in-other-currency = “{ $field }” is given in the currency of the sale: { $currency }.
sales-refusal-part-negative = “{ $field }” is not below zero. The sums of a return are written without a minus too.
sales-refusal-part-over-amount = “{ $field }” is at most the amount: { $amount }.
sales-refusal-vat-and-delivery-over-amount = VAT and delivery together are at most the amount: { $amount }.
sales-refusal-part-in-future = “{ $field }”: this day has not come yet, today is { $today }.
sales-refusal-covers-half = Give both dates of the service period or none.
sales-refusal-covers-backwards = A service period does not end before it begins on { $from }.
sales-refusal-role-wrong = The role “{ $text }” does not fit. Write a short word: small letters, digits, dashes.
sales-refusal-share-wrong = The share “{ $text }” does not fit. Write more than nothing and at most the whole: 30 %, 0.3 or 1/3.
sales-refusal-participant-twice = One partner stands twice in the role “{ $role }”.
sales-refusal-too-many-participants = There are at most { $max } participants.
sales-refusal-participants-unreadable = The participants “{ $text }” cannot be read. Write CODE:role:share; CODE:role.
sales-refusal-unknown-status = There is no status “{ $text }”. There are confirmed and pending; cancelling is a request of its own.
sales-refusal-sale-is-voided = Sale { $reference } was cancelled or corrected before.
sales-refusal-sale-has-returns = The sale has returns: { $count }. Cancel them first.
sales-refusal-return-is-not-corrected = A return is not corrected. Cancel it and enter another one under another number.
sales-refusal-conflict = Something else stands under the number { $reference }. What was entered first is not changed: mend the number, enter a return or correct the sale.
sales-refusal-file = The file cannot be read.
sales-refusal-mapping = The mapping does not fit the file.

sales-import-reason = import from a file

sales-export-bad-format = An export is csv or xlsx.
sales-export-too-long = Too many rows for a workbook. Narrow the filter or export CSV.

sales-field-status = Status
sales-field-tier = Tier
sales-field-upline = Upline
sales-field-upline_from = Upline since
sales-field-contact = Contact person
sales-field-email = E-mail
sales-field-phone = Telephone
sales-field-original = Original sale (of a return)
sales-field-without_original = Returns without an original sale

sales-import-title = Import
sales-import-lead = Bring a file, match its columns and check all of it: nothing is written until you say so.
sales-import-what = What the file holds
sales-import-target-partners = Partners
sales-import-target-customers = Customers
sales-import-target-products = Products
sales-import-target-sales = Sales
sales-import-file = File
sales-import-file-help = CSV in any encoding with any separator, or an XLSX workbook, up to 512 MB.
sales-import-look-verb = Bring and look
sales-import-no-file = Choose a file.
sales-import-too-large = The file is larger than { $max } MB, or the upload broke off. Split it, or load it with the command artel import.
sales-import-history = Earlier imports
sales-import-empty-title = No imports yet
sales-import-empty-why = Every import will stay here: what went in, what was rejected and why.
sales-import-started = Began
sales-import-state = State
sales-import-state-mapping = being matched
sales-import-state-checking = being checked
sales-import-state-checked = checked
sales-import-state-writing = being written
sales-import-state-done = written
sales-import-state-failed = unreadable
sales-import-step-mapping = Match columns
sales-import-step-check = Check the file
sales-import-step-review = Decide
sales-import-step-write = Write
sales-import-mapping-file = Mapping as a file
sales-import-no-column = — not in the file —
sales-import-constant = { $field }: one value for all rows
sales-import-create = Add what is unknown
sales-import-create-upline = uplines
sales-import-create-customer = customers
sales-import-create-product = products
sales-import-filter = Take only rows
sales-import-filter-help = A line for each column: column = value | other value.
sales-import-filter-odd = The filter line “{ $line }” is not understood. Write: column = value.
sales-import-values = Values replaced
sales-import-values-help = A line for each: field: value in the file = what it means. Fields are called as in a mapping file: product, partner, customer.
sales-import-values-odd = The line “{ $line }” is not understood. Write: product: GTXPro = GTX Pro.
sales-import-date = How dates are written
sales-import-date-auto = find out
sales-import-date-iso = 2017-03-01
sales-import-date-dmy = day, month, year
sales-import-date-mdy = month, day, year
sales-import-date-excel = number of Excel
sales-import-decimal = How sums are written
sales-import-decimal-auto = find out
sales-import-decimal-comma = 1.234,56
sales-import-decimal-point = 1,234.56
sales-import-sheet = Sheet of the workbook
sales-import-sheet-help = The first one when empty.
sales-import-header-row = Row with the column names
sales-import-header-help = The first one when empty.
sales-import-check-verb = Check the file
sales-import-preview = First rows of the file
sales-import-progress = Progress
sales-import-checking = The file is being read, nothing is written
sales-import-writing = Rows are being written
sales-import-so-far = Rows read: { $rows }, rejected: { $rejected }.
sales-import-may-leave = You may leave this page: the work goes on, and its result stays in the list of imports.
sales-import-dead = The work stopped after several tries: { $why }. Check the file again: nothing is written twice.
sales-import-counts = Rows
sales-import-count-read = Read
sales-import-count-filtered = Left out by the filter
sales-import-count-new = Written anew
sales-import-count-will-be-new = Will be written anew
sales-import-count-changed = Changed
sales-import-count-will-be-changed = Will be changed
sales-import-count-unchanged = Known already, unchanged
sales-import-count-rejected = Rejected
sales-import-problems = What is wrong
sales-import-rejected-file = Rejected rows with their reasons
sales-import-means = “{ $from }” means “{ $to }”
sales-import-row = Row
sales-import-column = Column
sales-import-value = Value
sales-import-problem = Reason
sales-import-nothing-new = Nothing new: everything in this file is recorded already.
sales-import-all-fits = { $new ->
    [one] All is well: { $new } row will be written.
   *[other] All is well: { $new } rows will be written.
}
sales-import-some-rejected = New rows: { $new }. Rows that do not fit: { $rejected }. Mend them now, or write the others and get these back as a file.
sales-import-written = { $new ->
    [one] { $new } new row is written.
   *[other] { $new } new rows are written.
}
sales-import-written-some = New rows written: { $new }. Rejected: { $rejected } — mend them in the file and import it again, nothing is written twice.
sales-import-write-verb = Write
sales-import-see = See what is written
sales-import-another = Bring another file
