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
sales-card-left = Left after returns
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
sales-said-saved = Saved

sales-portal-title = My sales
sales-portal-lead = Everything your company is credited with: sales and returns.
sales-portal-empty-title = No sales yet
sales-portal-empty-why = Sales stand here as soon as the vendor credits them to you.

sales-api-bad-body = The body of the request cannot be read

event-sales-sale-entered = Sale { $reference } of { $happened_on } for { $amount } was entered
event-sales-sale-returned = Return { $reference } of { $happened_on } for { $amount } was entered
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
sales-refusal-conflict = Something else stands under the number { $reference }. What was entered first is not changed: mend the number or enter a return.
sales-refusal-file = The file cannot be read.
sales-refusal-mapping = The mapping does not fit the file.

sales-import-reason = import from a file
