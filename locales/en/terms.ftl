# Terms: what is wrong in a terms file or on the terms page. $what names the thing in question.

terms-problem-syntax = The file is not TOML: { $what }
terms-problem-unknown-key = The key “{ $what }” is not known here
terms-problem-missing-key = The key “{ $what }” is missing
terms-problem-wrong-type = “{ $what }” has a value of another kind
terms-problem-not-quoted = “{ $what }” must be in quotes so that its digits stay exact
terms-problem-bad-rate = “{ $what }” is not a rate
terms-problem-bad-sum = “{ $what }” is not a sum in the currency of the terms
terms-problem-bad-date = “{ $what }” is not a date
terms-problem-unknown-word = The word “{ $what }” is not known here
terms-problem-unknown-field = There is no field “{ $what }”
terms-problem-no-pay = It does not say what it pays
terms-problem-several-pays = It says in several ways what it pays; one is needed
terms-problem-test-does-not-fit = This test does not fit the field “{ $what }”

terms-finding-no-name = The name is empty
terms-finding-same-name = The name “{ $what }” is used twice
terms-finding-pays-nothing = The terms pay nothing: there is no rule, level or bonus
terms-finding-unreachable = Never reached: “{ $what }” above takes the same sales
terms-finding-no-bands = There is no band
terms-finding-bands-not-ascending = The band must end above the one before it
terms-finding-open-band-not-last = Only the last band may have no end
terms-finding-last-band-not-open = Turnover above { $what } would earn nothing: leave the last band without an end
terms-finding-negative-rate = A rate cannot be below zero
terms-finding-rate-over-hundred = { $what } % is more than the sale itself
terms-finding-zero-pay = This pays nothing
terms-finding-negative-sum = A sum cannot be below zero
terms-finding-other-currency = { $what } is not in the currency of the terms
terms-finding-level-zero = Levels count from one, the direct downline
terms-finding-uplines-over-hundred = All levels together pay { $what } % of a sale
terms-finding-total-over-hundred = Rules and levels together pay { $what } % of a sale
terms-finding-target-not-positive = The target must be above zero
terms-finding-empty-range = Nothing fits the range of “{ $what }”
terms-finding-empty-list = The condition has nothing to compare with { $what }
terms-finding-test-does-not-fit = This test does not fit the field “{ $what }”

# Expert conditions: what is wrong in an expression. $what names the thing in question.

terms-expression-syntax = “{ $what }” cannot stand here
terms-expression-unfinished = The expression is not finished
terms-expression-unknown-field = There is no field “{ $what }”
terms-expression-wrong-types = The types do not fit: { $what }
terms-expression-unknown-function = There is no function “{ $what }”
terms-expression-not-supported = “{ $what }” cannot be used in conditions
terms-expression-too-long = The expression is longer than { $what } bytes
terms-expression-too-many-parts = The expression has more than { $what } names, values and operators; make several rules of it
terms-expression-too-deep = Parts stand in one another more than { $what } deep; make several rules of it
terms-expression-long-list = The list has more than { $what } entries
terms-expression-not-yes-or-no = The whole must answer yes or no, this gives { $what }
terms-expression-bad-sum = “{ $what }” is not a sum in the currency of the terms
terms-expression-bad-date = “{ $what }” is not a date
terms-expression-took-too-long = The condition ran too long and was cut off
terms-expression-overflow = A number in the condition became too large
