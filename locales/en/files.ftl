# Files that come in and go out: why a file, a mapping, a row or a value is refused.

files-kind-text = plain text
files-kind-zip = a zip archive without a workbook
files-kind-old-excel = a workbook of Excel 97–2003, or one locked by a password
files-kind-pdf = a PDF document
files-kind-picture = a picture
files-kind-gzip = a gzip archive
files-kind-html = a web page
files-kind-xml = an XML document
files-kind-rtf = a rich text document
files-kind-binary = binary data

files-error-unreadable = The file cannot be read: { $why }.
files-error-empty = The file is empty.
files-error-not-a-table = This is { $kind }, not a table. Save it as CSV or XLSX.
files-error-name = “{ $name }” is named like a workbook, but inside it is { $kind }. Save it from the spreadsheet as XLSX, or give it the ending .csv if it is text.
files-error-encoding = Line { $line } has bytes that { $encoding } does not have. Save the file again as UTF-8.
files-error-unknown-encoding = The letters of this file make no sense in any encoding we know. Save it as UTF-8.
files-error-duplicate-column = Columns { $first } and { $second } are both called “{ $name }”. Give them different names.
files-error-columns = The file has more than { $max } columns.
files-error-rows = The file has more than { $max } rows. Split it into parts.
files-error-header = The row with the column names cannot be read: it is too long, or a quote in it is never closed.
files-error-no-header = The file has no row { $row }, which should hold the column names.
files-error-too-much-inside = Unpacked, this workbook takes more than { $max } MB. Save it as CSV.
files-error-packed = Unpacked, this workbook is { $ratio } times as large as the file; more than { $max } times is refused as a zip bomb.
files-error-broken-workbook = The workbook is damaged: { $why }.
files-error-sheet = The workbook has no sheet “{ $name }”. It has: { $sheets }.

files-row-cell-too-long = The cell in column { $column } holds { $size } KB; at most { $max } KB are read.
files-row-too-long = The row is longer than { $max } KB.
files-row-too-few = The row has { $found ->
    [one] { $found } cell
   *[other] { $found } cells
} and the header { $expected }: the cells cannot be matched with the columns.
files-row-too-many = The row has { $found ->
    [one] { $found } cell
   *[other] { $found } cells
} and the header { $expected }: there is a value without a column.
files-row-quote = A quote opened in this row is never closed; everything up to line { $line } is inside it.

files-mapping-kind = The mapping is for “{ $kind }”, not for these rows.
files-mapping-field = There is no field “{ $field }” here.
files-mapping-column = The file has no column “{ $column }”.
files-mapping-missing = The field “{ $field }” needs a column or a constant.
files-mapping-twice = The field “{ $field }” has both a column and a constant.

files-problem-row = The row is refused.
files-problem-missing = { $column }: nothing is given.
files-problem-formula-error = { $column }: the formula ended in the error { $value }.
files-problem-lost-digits = { $column }: the workbook keeps fifteen digits of a number and has lost the last of “{ $value }”. Make the column text.
files-problem-not-an-integer = { $column }: “{ $value }” is not a whole number.
files-problem-not-a-number = { $column }: “{ $value }” is not a number.
files-problem-too-many-decimals = { $column }: “{ $value }” has more decimals than { $max }.
files-problem-not-money = { $column }: “{ $value }” is not an amount.
files-problem-other-currency = { $column }: “{ $value }” is not in { $expected }.
files-problem-ambiguous-amount = { $column }: in “{ $value }” the separator may mean thousands or decimals. Say in the mapping how decimals are written.
files-problem-too-large = { $column }: “{ $value }” is too large.
files-problem-unknown-currency = { $column }: “{ $value }” is no currency code.
files-problem-not-a-date = { $column }: “{ $value }” is not a date.
files-problem-no-such-day = { $column }: the calendar has no “{ $value }”.
files-problem-not-a-flag = { $column }: “{ $value }” is neither yes nor no.
files-problem-not-a-choice = { $column }: “{ $value }” is none of the possible values.
files-problem-unknown = { $column }: “{ $value }” is unknown.
files-problem-too-long = { $column }: “{ $value }” is longer than { $max ->
    [one] { $max } character
   *[other] { $max } characters
}.
files-problem-repeated = { $column }: “{ $value }” stands in row { $row } already.
files-problem-differs = { $column }: “{ $value }” is recorded already as “{ $recorded }”.

files-nearest = {" "}Nearest: { $names }.
files-quoted = “{ $name }”
files-group = { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} — { $problem }
files-group-mixed = { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} with different values, first — { $problem }
files-rejected-row = Row
files-rejected-reason = Reason
files-rejected-surplus = Cells without a column: { $cells }
