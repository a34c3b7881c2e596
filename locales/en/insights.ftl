menu-insights = Overview
menu-home = Home

insights-turnover = Turnover
insights-turnover-why = The sum of sales of these days, returns taken off
insights-accrued = Accrued
insights-accrued-why = Totals of closed periods that ended in the last closed month
insights-accrued-note = closed, { $month }
insights-sellers = Partners that sold
insights-payable = Payable
insights-payable-why = What stands on the partners' accounts now
insights-payable-note = balance of today
insights-against = against { $month }
insights-against-part = against { $month }, days 1–{ $day }
insights-currencies = Currency
insights-days = Turnover by day
insights-year = Turnover and commissions over a year
insights-best = Best partners
insights-fallen = Deepest falls
insights-moved = { $now }, was { $before }
insights-nobody = Nobody: these days have nothing to show.
insights-funnel = How far partners have come
insights-stage-known = Have a card
insights-stage-active = Active
insights-stage-enrolled = In a programme
insights-stage-sold = Have ever sold
insights-stage-sold-now = Sold in this month

insights-wait = Waiting for you
insights-wait-nothing = Nothing urgent.
insights-wait-batches = { $count ->
    [one] { $count } batch waits for approval
   *[other] { $count } batches wait for approval
    }
insights-wait-parked = { $count ->
    [one] { $count } partner was left without a statement
   *[other] { $count } partners were left without a statement
    }
insights-wait-submissions = { $count ->
    [one] { $count } draft of terms waits for approval
   *[other] { $count } drafts of terms wait for approval
    }
insights-wait-drafts = { $count ->
    [one] { $count } draft of terms is not published
   *[other] { $count } drafts of terms are not published
    }
insights-wait-candidates = { $count ->
    [one] { $count } candidate waits for a decision
   *[other] { $count } candidates wait for a decision
    }
insights-wait-unpayable = { $count ->
    [one] { $count } partner is owed money but has no requisites
   *[other] { $count } partners are owed money but have no requisites
    }
insights-wait-jobs = { $count ->
    [one] { $count } job of the program gave up
   *[other] { $count } jobs of the program gave up
    }

insights-hello = Hello, { $name }
insights-own-payable = Payable to you
insights-own-payable-why = What stands on your account: accrued less paid
insights-own-open = Growing in this period
insights-own-open-why = Computed today by the same terms as at the close
insights-own-turnover = My sales this month
insights-own-statements = My statements
insights-own-statement-of = { $program }, { $period }
insights-own-no-statements = The first statement will appear when a period is closed.
insights-own-year = Sales and commissions over a year
insights-own-todo = To do
insights-own-todo-nothing = All is done.
insights-own-todo-proposal = Answer a proposal: terms of “{ $program }”
insights-own-todo-requisites = Fill in your requisites, or a payout cannot be made
insights-own-todo-programs = You take part in no programme yet. Ask your manager.
insights-own-next = To the next band
insights-own-next-why = { $left } left to sell
insights-own-next-bonus = To the bonus
