# Partners: cards, requisites, the network.

menu-partners = Partners
menu-company = My company

## Kinds, statuses, forms
partners-kind-reseller = Reseller
partners-kind-dealer = Dealer
partners-kind-distributor = Distributor
partners-kind-agent = Agent
partners-kind-affiliate = Affiliate
partners-kind-referrer = Referrer

partners-status-candidate = Candidate
partners-status-active = Active
partners-status-suspended = Suspended
partners-status-terminated = Terminated

partners-form-company = Company
partners-form-entrepreneur = Sole trader (ИП)
partners-form-self-employed = Self-employed (НПД)
partners-form-person = Private person
partners-form-foreign = Foreign company

partners-vat-none = No VAT
partners-vat-0 = VAT 0%
partners-vat-5 = VAT 5%
partners-vat-7 = VAT 7%
partners-vat-10 = VAT 10%
partners-vat-general = VAT at the general rate (22% since 2026)

## Fields of the card
partners-field-name = Name
partners-field-code = Code
partners-field-kind = Kind
partners-field-status = Status
partners-field-region = Region
partners-field-country = Country
partners-field-tier = Tier
partners-field-upline = Upline
partners-field-since = With us since

## List
partners-list-title = Partners
partners-list-search = Name, code, tax number, contact
partners-add-verb = Add a partner
partners-empty-title = Your partners will stand here
partners-empty-why = A card keeps kind, status, region, contacts, requisites and the place in the network. Begin with one partner.
partners-none-title = No such partners
partners-none-why = No partner fits the filter. Take one condition away or show everybody.
partners-none-all = Show everybody
partners-views = Views of the list
partners-view-all = All
partners-view-active = Active
partners-view-candidates = Candidates
partners-view-keep = Keep this view
partners-view-keep-title = Keep the filter as a view of the list
partners-view-name = Name of the view
partners-view-name-help = Only you will see it. It remembers search, filters and order.
partners-view-forget = Forget the view “{ $name }”

## Card
partners-tabs = Parts of the card
partners-tab-overview = Overview
partners-tab-programs = Programmes
partners-tab-sales = Sales
partners-tab-statements = Statements
partners-tab-payouts = Payouts
partners-tab-timeline = Timeline
partners-card-number = No. { $code }
partners-card-facts = Card
partners-card-contacts = Contacts
partners-card-requisites = Requisites
partners-card-network = Network
partners-card-notes = Notes
partners-edit-verb = Edit
partners-edit-title = Edit the card
partners-edit-save = Save the card
partners-add-title = New partner
partners-add-contact = First contact
partners-name-help = What you call the partner; the full name for the bank lives in the requisites.
partners-code-help = Your own number for the partner, if there is one. No two are the same.
partners-tier-help = The tier in the partner programme, such as “Gold”.
partners-status-help = A candidate still has to be approved, an active partner works at once.

partners-contacts-none = No contacts yet: nobody to call.
partners-contact-add = Add a contact
partners-contact-name = Name
partners-contact-role = Position
partners-contact-email = E-mail
partners-contact-phone = Telephone
partners-contact-help = An e-mail or a telephone is needed, both are welcome.
partners-contact-remove = Remove the contact: { $name }

partners-network-uplines = Above
partners-network-no-upline = Nobody: the partner stands alone.
partners-network-downline = { $count ->
    [0] Below
    [one] Directly below: { $count } partner
   *[other] Directly below: { $count } partners
}
partners-network-no-downline = Nobody yet.
partners-network-cut = The first { $count } are shown. The rest is on the cards further down.

partners-notes-none = No notes.
partners-note-body = New note
partners-note-help = Only the company's staff see it.
partners-note-verb = Write it down

partners-timeline-empty-title = Nothing has happened yet
partners-timeline-empty-why = Everything that happens to the partner will stand here: who, what, when and why.
partners-who-program = The program
partners-who-gone = Unknown member of staff

## Status
partners-status-title = Change the status
partners-status-verb = Change the status
partners-status-present = Now: { $status }.
partners-status-next = New status
partners-status-reason = Reason
partners-status-reason-help = Only the first approval needs none. The reason stays in the timeline.
partners-status-consequence = { $count ->
    [one] { $count } other partner stands below: he stays there until you move him.
   *[other] { $count } other partners stand below: they stay there until you move them.
}

## Upline
partners-upline-title = Change the upline
partners-upline-lead = The edge before ends the day before. What was true earlier stays true.
partners-upline-help = Name or code of the partner. Empty means nobody.
partners-upline-from = From
partners-upline-verb = Change the upline
partners-upline-history = Who stood above
partners-upline-first = First day
partners-upline-last = Last day
partners-upline-open = until today

## Requisites
partners-requisites-title = Requisites
partners-requisites-none = No requisites: there is nowhere to pay to.
partners-requisites-verb = Change requisites
partners-requisites-fill = Fill the requisites in
partners-requisites-save = Save requisites
partners-requisites-form = Who is paid
partners-requisites-name = Full name
partners-requisites-name-help = As the bank has it; a sole trader with full patronymic, or the bank returns the payment.
partners-requisites-inn = ИНН (tax number)
partners-requisites-inn-help = May stay empty for a foreign entity.
partners-requisites-kpp = КПП
partners-requisites-kpp-help = Companies only.
partners-requisites-ogrn = ОГРН or ОГРНИП (registration number)
partners-requisites-account = Settlement account
partners-requisites-bic = БИК (bank code)
partners-requisites-bank = Bank
partners-requisites-corr_account = Correspondent account
partners-requisites-vat = VAT on the partner's services
partners-requisites-non-resident = Not a tax resident of Russia
partners-requisites-non-resident-help = For persons only: income tax is withheld at the rate of non-residents.
partners-requisites-tax-since = Taxed so since
partners-requisites-tax-since-help = Form, VAT and residence from this day on. Empty means today, and always for the first requisites.
partners-requisites-residence = Residence
partners-requisites-override = Why keep it as it is
partners-requisites-override-help = The numbers of the bank do not fit together. Check them; if they are right, say why, and the requisites are kept with this remark.
partners-requisites-overridden = Numbers do not fit
partners-requisites-incomplete = Missing for a payment
partners-requisites-history = How the requisites changed
partners-requisites-when = When
partners-requisites-who = Who

## What is wrong with a number
partners-wrong-missing = “{ $field }”: fill the field in.
partners-wrong-not-digits = “{ $field }”: digits only.
partners-wrong-length = “{ $field }”: there are { $has } digits, { $needs } are needed.
partners-wrong-check-digit = “{ $field }”: digit { $place } must be { $expected }, but is { $found }. Look for a slip of the pen.
partners-wrong-kpp-shape = “{ $field }”: four digits, two digits or capital Latin letters, three digits.
partners-wrong-bic-begin = “{ $field }”: begins with 04, with 00, 01 or 02 for the treasury.
partners-wrong-account-key = “{ $field }”: the account does not fit the БИК, the check sum ends with { $sum } instead of 0. Check the account and the БИК.
partners-wrong-corr-account-begin = “{ $field }”: a correspondent account begins with 301, the treasury’s single account with 40102.
partners-wrong-luhn = “{ $field }”: Luhn's sum ends with { $sum } instead of 0. Look for a slip of the pen.

## Portal
partners-company-lead = What the company knows of you
partners-company-no-requisites = No requisites: we do not know where to pay you. Fill them in.
partners-company-requisites-lead = This is where your commission goes. Earlier requisites stay in the history.

## Said
partners-said-added = Partner “{ $name }” was added
partners-said-changed = The card was saved
partners-said-status = New status: { $status }
partners-said-upline = The network is changed from { $from } on
partners-said-requisites = The requisites were saved
partners-said-requisites-same = The requisites are so already, nothing has changed
partners-said-contact-added = Contact “{ $name }” was added
partners-said-contact-removed = The contact was removed
partners-said-note-added = The note was written down
partners-said-view-kept = The view “{ $name }” is kept

## Refusals
partners-refusal-name-missing = A partner must have a name.
partners-refusal-too-long = Too long: at most { $max } characters.
partners-refusal-code-taken = Another partner has the code { $code }. Choose another one.
partners-refusal-name-ambiguous = Several partners are called “{ $name }”. Use the code instead.
partners-refusal-partner-unknown = There is no partner “{ $name }”. Check the name or the code.
partners-refusal-contact-name-missing = A contact must have a name.
partners-refusal-contact-way-missing = An e-mail or a telephone is needed.
partners-refusal-email-wrong = { $email } is not an e-mail address. It looks like vera@romashka.ru
partners-refusal-phone-wrong = { $phone } is not a telephone number. It looks like +7 912 345-67-89
partners-refusal-status-same = The partner has this status already: { $status }.
partners-refusal-status-back = Nobody becomes a candidate again. Suspend the partner or part with him.
partners-refusal-reason-missing = Say why: the timeline will show it.
partners-refusal-upline-itself = A partner cannot stand above himself.
partners-refusal-upline-absent = Nobody stands above the partner as it is.
partners-refusal-upline-same = This has been his upline since { $since }.
partners-refusal-upline-later = Another edge begins on { $since } already. Choose a later date: the past is not rewritten.
partners-refusal-upline-circle = That makes a circle: from { $on } on the partner would stand above himself.
partners-refusal-requisites-wrong = The requisites do not fit together. { $findings }
partners-refusal-note-empty = The note is empty.
partners-refusal-view-name-missing = Give the view a name.
partners-api-bad-parameter = One of the parameters is not understood: status, kind, limit or after.

## Events
event-partners-added = Partner “{ $name }” was added
event-partners-card-changed = { $field }: { $before } → { $after }
event-partners-kind-changed = Kind: { $before } → { $after }
event-partners-status-changed = Status: { $before } → { $after }. { $reason }
event-partners-tier-set = Tier: { $before } → { $after }
event-partners-contact-added = Contact added: { $name }
event-partners-contact-removed = Contact removed: { $name }
event-partners-requisites-changed = { $account_changed ->
    [true] Requisites changed, the account among them.
   *[other] Requisites changed, the account stays.
} { $fit ->
    [true] All numbers fit together.
   *[other] Numbers do not fit together and were kept: { $reason }
}
event-partners-upline-set = From { $from } on the upline is { $upline_name }
event-partners-upline-removed = From { $from } on there is no upline
event-partners-note-added = A note was written

partners-export-bad-format = A file is csv or xlsx.

partners-requisites-password = Your password
partners-requisites-password-help = Needed when money is to go to another account or payee. The partner's previous contacts are told.
partners-requisites-unconfirmed = New bank details are not confirmed
partners-requisites-unconfirmed-why = Changed { $at }. Check them with the partner by the telephone known before: payouts wait until a second person confirms them.
partners-requisites-second-person = You changed these bank details, so another person has to confirm them.
partners-requisites-confirm = Confirm the bank details
partners-shared-title = Shared accounts
partners-shared-lead = Accounts to which several partners want their money. Check that it is neither a mistake nor a swap.
partners-shared-none = No shared accounts
partners-shared-none-why = Every partner has an account of his own.
partners-shared-badge = Others have this account, too
partners-said-confirmed = The bank details are confirmed.
partners-refusal-own-requisites = Whoever changed the bank details does not confirm them.
partners-refusal-nothing-to-confirm = There is nothing to confirm: the bank details are confirmed already.
partners-refusal-password-wrong = The password does not fit. Type your password for money to go to another account.
partners-letter-moved-subject = The bank details of “{ $name }” were changed
partners-letter-moved-body =
    Hello,

    on { $at } the bank details to which “{ $name }” is paid were changed. The previous account ended in { $tail }.

    If it was you, there is nothing to do. If not, tell us at once: payouts to the new account are on hold for now.
event-partners-requisites-confirmed = The new bank details were confirmed by a second person, account { $account }
