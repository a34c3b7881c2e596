# Счета, проводки и остатки.

menu-ledger = Счета
menu-ledger-portal = Движение денег

ledger-tabs = Разделы счетов
ledger-tab-accounts = Остатки
ledger-tab-entries = Проводки
ledger-tab-check = Сверка

ledger-account = Счёт
ledger-account-payable = К выплате
ledger-account-in-payout = В выплате
ledger-account-commissions = Расходы на вознаграждения
ledger-account-bank = Выплачено через банк
ledger-account-lead = Остаток { $balance }: приход на счёт за вычетом расхода. Ниже движения, из которых он сложился.
ledger-currency = Валюта
ledger-partner = Партнёр
ledger-export-bad-format = Такого вида файла нет. Выберите CSV или XLSX над списком.
ledger-balance = Остаток
ledger-balance-why = { $count ->
    [one] { $count } движение по счёту
    [few] { $count } движения по счёту
   *[many] { $count } движений по счёту
}
ledger-transfers = Движения
ledger-total = Итого
ledger-from = с даты
ledger-until = по дату

ledger-accounts-title = Счета
ledger-accounts-lead = Сколько компания должна партнёрам, сколько в пути и сколько выплачено. Сумма по всем счетам валюты всегда равна нулю.
ledger-accounts-search = Партнёр
ledger-accounts-empty = Нулевые
ledger-accounts-with-empty = показать
ledger-empty-title = На счетах пока ничего нет
ledger-empty-why = Проводки появятся, когда закроется первый расчётный период или пройдёт первая выплата.

ledger-entries-title = Проводки
ledger-entries-lead = Каждое движение денег записано один раз и больше не меняется. Ошибка исправляется новой проводкой.
ledger-entries-search = Назначение, ключ или источник
ledger-entries-empty-title = Таких проводок нет
ledger-entry-facts = Проводка
ledger-kind = Вид
ledger-kind-accrual = Начисление
ledger-kind-adjustment = Корректировка
ledger-kind-payout-prepared = Включено в реестр выплат
ledger-kind-payout-returned = Возврат выплаты банком
ledger-kind-payout-removed = Исключено из реестра выплат
ledger-kind-payout-cancelled = Реестр выплат отменён
ledger-kind-payout-paid = Выплата
ledger-happened-on = Дата
ledger-posted-at = Записано
ledger-memo = Назначение
ledger-amount = Сумма
ledger-subject = Источник
ledger-key = Ключ
ledger-debit = Откуда (дебет)
ledger-credit = Куда (кредит)
ledger-available-on = Можно выплатить с
ledger-change = Изменение
ledger-movements-title = Движения по счёту
ledger-movements-empty-title = Движений нет
ledger-movements-empty-why = За выбранное время по этому счёту ничего не проходило.

ledger-check-title = Сверка
ledger-check-lead = Остатки хранятся готовыми. Здесь они сложены заново из всех движений и сравнены с хранимыми.
ledger-check-good = Всё сходится: { $count ->
    [one] сложено { $count } движение
    [few] сложены { $count } движения
   *[many] сложено { $count } движений
    }, каждый остаток равен своей сумме.
ledger-check-bad = Не сходится: { $count ->
    [one] { $count } счёт
    [few] { $count } счёта
   *[many] { $count } счетов
    }. Остановите выплаты и позовите администратора.
ledger-check-stored = Хранится
ledger-check-counted = Сложилось
ledger-check-sums = Сумма по всем счетам
ledger-check-sum = Сумма
ledger-check-verdict = Итог
ledger-check-zero = ноль, как и должно быть
ledger-check-not-zero = не ноль

ledger-portal-title = Движение денег
ledger-portal-lead = Из чего сложился ваш остаток: начисления, корректировки и выплаты.
ledger-portal-empty-title = Движений пока нет
ledger-portal-empty-why = Первое появится, когда закроется период с вашими продажами.
ledger-tile-payable = Остаток
ledger-tile-payable-note = всё, что вам причитается и ещё не в выплате
ledger-tile-available = Можно выплатить
ledger-tile-available-note = срок ожидания прошёл
ledger-tile-waiting = Ждёт срока
ledger-tile-waiting-note = станет доступно позже, даты ниже
ledger-tile-in-payout = В выплате
ledger-tile-in-payout-note = включено в реестр, деньги ещё не ушли
ledger-tile-paid = Выплачено
ledger-tile-paid-note = за всё время
