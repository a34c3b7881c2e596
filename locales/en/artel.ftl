artel-find-title = Found
artel-find-for = Search: { $typed }
artel-find-name = Name
artel-find-where = Where
artel-find-partner = Partner
artel-find-empty-title = Nothing found
artel-find-empty-why = The search covers page names and partners: name, code or tax number. Try fewer letters.
