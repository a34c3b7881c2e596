# Начисления: периоды, отчёты агентов, чеки.

menu-commissions = Начисления
menu-commissions-portal = Отчёты

commissions-title = Начисления
commissions-lead = Периоды каждой программы: что идёт сейчас, что пора закрыть и что закрыто. Каждая сумма открывает свою причину.

commissions-program = Программа
commissions-period = Период
commissions-partner = Партнёр
commissions-state = Состояние
commissions-statements = Отчёты агентов
commissions-turnover = Собственный оборот
commissions-direct = С продаж
commissions-override = Со структуры
commissions-bonus = Бонусы
commissions-total = Итого
commissions-lines = Строки
commissions-rule = Правило
commissions-kind = Вид
commissions-base = База
commissions-rate = Ставка
commissions-earned = Начислено
commissions-day = День
commissions-sale = Продажа
commissions-seller = Продавец
commissions-why = Почему
commissions-return = возврат
commissions-closed-at = Закрыт
commissions-available-on = К выплате с
commissions-currency = Валюта
commissions-inputs-hash = Хеш входных данных
commissions-parked = Отложенные партнёры

commissions-kind-month = месяцам
commissions-kind-quarter = кварталам
commissions-kind-year = годам

commissions-state-open = открыт
commissions-state-closed = закрыт
commissions-state-running = идёт
commissions-state-to-close = пора закрыть

commissions-waiting = { $count ->
    [one] { $count } продажа ждёт корректировки
    [few] { $count } продажи ждут корректировки
   *[many] { $count } продаж ждут корректировки
}

commissions-overview-empty-title = Здесь будут периоды программ
commissions-overview-empty-why = Пока ни одна программа не запущена: опубликуйте условия и запустите её.
commissions-overview-to-programs = К программам
commissions-overview-terms = Условия
commissions-overview-many = Продаж много: итоги считаются на странице периода

commissions-run-open-lead = Посчитано сейчас по всем известным продажам. Ничего не проведено.
commissions-run-closed-lead = Период закрыт { $moment }. Отчёты больше не меняются; поздние продажи станут корректировкой.
commissions-run-nothing = Посчитать нельзя
commissions-run-against = к периоду «{ $period }»
commissions-run-statements = Отчётов
commissions-run-search = Партнёр
commissions-run-shown = { $count ->
    [one] Итого по { $count } отчёту
   *[other] Итого по { $count } отчётам
}
commissions-run-empty-title = Здесь будут отчёты партнёров
commissions-run-empty-why = В этом периоде никто из участников программы ничего не продал, или поиск ничего не нашёл.
commissions-run-close = Закрыть период «{ $period }»
commissions-run-consequence = { $count ->
    [one] Будет сохранён { $count } отчёт, проведено { $total }; к выплате — с { $day }. Отменить закрытие нельзя.
    [few] Будет сохранено { $count } отчёта, проведено { $total }; к выплате — с { $day }. Отменить закрытие нельзя.
   *[many] Будет сохранено { $count } отчётов, проведено { $total }; к выплате — с { $day }. Отменить закрытие нельзя.
}
commissions-run-not-over = Период идёт до { $day } включительно, закрыть его можно на следующий день.
commissions-run-first = Периоды закрываются по порядку. Сначала:
commissions-run-trouble = Закрытие остановлено: по отчётам { $statements }, по проводкам { $postings }. Ничего не проведено, период открыт.
commissions-run-waiting = { $count ->
    [one] После закрытия изменилась { $count } продажа этого периода. Корректировка войдёт в ближайший закрываемый период.
    [few] После закрытия изменились { $count } продажи этого периода. Корректировки войдут в ближайший закрываемый период.
   *[many] После закрытия изменилось { $count } продаж этого периода. Корректировки войдут в ближайший закрываемый период.
}

commissions-parked-title = { $count ->
    [one] { $count } партнёр отложен
    [few] { $count } партнёра отложены
   *[many] { $count } партнёров отложены
}
commissions-parked-why = Отчёты этих партнёров посчитать не удалось, остальных это не задерживает.
commissions-parked-again = Посчитать отложенных ещё раз
commissions-parked-next = Следующий период уже закрыт: что им причитается, придёт корректировкой при ближайшем закрытии.
commissions-trouble-too-large = Сумма не помещается: больше девяноста квадриллионов
commissions-trouble-twice-given = Одна продажа попала в отчёт дважды
commissions-trouble-after-period = Продажа позже конца периода
commissions-trouble-other-period = Индивидуальные условия считают другими периодами
commissions-trouble-not-written = Строки отчёта не удалось записать

commissions-sheet-open-note = Период открыт: суммы посчитаны сейчас и изменятся с новыми продажами и возвратами.
commissions-sheet-slabs = Из чего сложилось
commissions-sheet-document = На чём основано
commissions-sheet-targets = До бонуса
commissions-sheet-target = «{ $bonus }»: осталось { $left }
commissions-sheet-empty-title = Здесь будут правила, по которым начислено
commissions-sheet-empty-why = В этом периоде ещё ничего не начислено.

commissions-kind-of-line-direct = С продаж
commissions-kind-of-line-override = Со структуры
commissions-kind-of-line-bonus = Бонус

commissions-lines-tabs = Строки отчёта
commissions-lines-all = Все
commissions-lines-direct = С продаж
commissions-lines-override = Со структуры
commissions-lines-bonus = Бонусы
commissions-lines-unpaid = Без начисления
commissions-lines-search = Номер продажи
commissions-lines-empty-title = Таких строк нет
commissions-lines-empty-why = Снимите фильтр или выберите другой вид строк.
commissions-unpaid-empty-title = Каждая продажа что-то принесла
commissions-unpaid-empty-why = Здесь были бы продажи, за которые ничего не начислено, и причина.

commissions-unpaid-no-terms = В день продажи условия не действовали
commissions-unpaid-other-currency = Продажа в другой валюте, условия — в { $currency }
commissions-unpaid-no-level = За этот уровень структуры условия не платят
commissions-unpaid-no-rule = Ни одно правило не подошло
commissions-unpaid-rounds-to-zero = Вышло { $exact }: меньше половины наименьшей единицы

commissions-receipt-title = Начисление { $sum }
commissions-receipt-line-title = Почему столько
commissions-receipt-total-title = Из чего сложился итог
commissions-receipt-total = Итог отчёта
commissions-receipt-earned = Начислено
commissions-receipt-rule = Правило словами
commissions-receipt-terms = Условия
commissions-receipt-hash = Хеш условий
commissions-receipt-statement = Отчёт
commissions-receipt-posting = Проводка
commissions-receipt-entry = Открыть проводку
commissions-receipt-rounding = Округление построчно
commissions-receipt-next-band = До ставки { $rate } осталось { $left }.
commissions-receipt-to-lines = Ко всем строкам отчёта
commissions-receipt-lines = { $count ->
    [one] { $count } строка
    [few] { $count } строки
   *[many] { $count } строк
}

commissions-told-sale = Продажа { $reference }, { $day }
commissions-told-return = Возврат { $reference }, { $day }
commissions-told-seller = продавец — { $name }
commissions-told-terms = «{ $name }», версия { $number }
commissions-told-rule = Правило «{ $rule }»
commissions-told-bonus = Бонус «{ $bonus }»
commissions-told-level = Структура, уровень { $level }
commissions-told-level-rule = Условие уровня
commissions-told-percent = Процент от базы
commissions-told-fixed = Фиксированная сумма
commissions-told-fixed-sale = Сумма за продажу
commissions-told-fixed-unit = Сумма за единицу
commissions-told-turnover = Оборот по правилу до этой продажи
commissions-told-turnover-after = после неё { $after }
commissions-told-target = Зачтённый оборот
commissions-told-target-from = бонус — от { $target }
commissions-told-band-reached = достигнуто { $value }
commissions-told-band-any = Любой оборот
commissions-told-band-first = Ступень до { $to }
commissions-told-band-middle = Ступень от { $from } до { $to }
commissions-told-band-last = Ступень от { $from }
commissions-told-rounding = До округления
commissions-told-total = Начислено
commissions-told-not = Не подошло:
commissions-told-why = нужно: { $needs }
commissions-told-why-found = нужно: { $needs }; здесь: { $found }
commissions-told-why-nothing = нужно: { $needs }; здесь этого нет
commissions-told-why-unknown = условие не выполнено

commissions-rounding-half-away-from-zero = половина округляется от нуля
commissions-rounding-half-even = половина округляется к чётному
commissions-rounding-half-toward-zero = половина округляется к нулю
commissions-rounding-down = округляется к нулю
commissions-rounding-up = округляется от нуля

commissions-partner-open = Сейчас идёт:
commissions-partner-empty-title = Здесь будут отчёты партнёра
commissions-partner-empty-why = Ни один период с его участием ещё не закрыт.

commissions-portal-title = Отчёт агента: { $period }
commissions-portal-lead = Сколько вы заработали и почему: каждая сумма открывает свою причину.
commissions-portal-closed = Закрытые периоды
commissions-portal-not-computed = Посчитать не удалось, мы уже знаем об этом
commissions-portal-empty-title = Здесь будут закрытые отчёты
commissions-portal-empty-why = Отчёт появится, когда закроется первый период. Что набежало в открытом — показано выше.

commissions-said-closed = { $count ->
    [one] Период закрыт: { $count } отчёт на { $total }
    [few] Период закрыт: { $count } отчёта на { $total }
   *[many] Период закрыт: { $count } отчётов на { $total }
}

commissions-api-bad-filter = Фильтр не понят: program, partner и statement — это номера вида program_…, period — вида 2017-Q1, 2017-03 или 2017.

commissions-file-statements = Отчёты агентов
commissions-file-lines = Строки отчёта
commissions-file-reason = Расчёт

commissions-refusal-other-kind = Эта программа считает по { $expected }.
commissions-refusal-not-started = Программа ещё не запущена.
commissions-refusal-no-terms = У программы нет опубликованных условий.
commissions-refusal-before-start = Программа действует с { $day }, раньше закрывать нечего.
commissions-refusal-out-of-order = Периоды закрываются по порядку. Сначала закройте «{ $first }».
commissions-refusal-not-ended = Период идёт до { $day } включительно, закрыть его можно на следующий день.
commissions-refusal-totals-differ = По отчётам вышло { $statements }, по проводкам { $postings }. Период остался открытым, ничего не проведено.
commissions-refusal-keeps-changing = Условия, участники или структура меняются прямо сейчас. Ничего не проведено, повторите закрытие.
commissions-refusal-not-computed = Отчёт посчитать нельзя: { $trouble }.

# Что если: прогон условий на прошедших периодах.
commissions-replay-title = Что если
commissions-replay-lead = Сколько стоил бы черновик условий на настоящих продажах прошедших периодов. Считает тот же расчёт, что и закрытие, ничего не проводится.
commissions-replay-new = Прогнать условия
commissions-replay-past = Прогоны
commissions-replay-no-terms = У программы ещё нет условий, которые можно прогнать.
commissions-replay-write = Написать черновик
commissions-replay-terms = Условия
commissions-replay-terms-help = Прогоняется то, что в черновике написано сейчас: как если бы он действовал с первого дня первого периода.
commissions-replay-from = С периода
commissions-replay-until = По период
commissions-replay-periods = Периоды
commissions-replay-nothing-posted = Отчёты, проводки и выплаты не меняются. Хранятся двадцать последних прогонов программы.
commissions-replay-verb = Прогнать
commissions-replay-open-period = { $period } (ещё открыт)
commissions-replay-everybody = для всех
commissions-replay-draft = Черновик: { $whose }
commissions-replay-version = Версия { $number } с { $day }: { $whose }
commissions-replay-empty-title = Здесь будут прогоны условий
commissions-replay-empty-why = Выберите черновик и периоды: увидите, сколько он стоил бы и кто выиграет или потеряет.
commissions-replay-started = Начат
commissions-replay-state-queued = считается
commissions-replay-state-done = посчитан
commissions-replay-state-failed = не посчитан
commissions-replay-of = Что если: «{ $name }»
commissions-replay-again = Прогнать ещё раз
commissions-replay-to-draft = Открыть условия
commissions-replay-under-way = Период за периодом
commissions-replay-come-back = Страница обновляется сама. Можно уйти: прогон найдётся в списке «Что если».
commissions-replay-failed = Посчитать нельзя: { $why }.
commissions-replay-dead = Прогон остановился после нескольких попыток: { $why }. Прогоните ещё раз.
commissions-replay-changed = С тех пор условия изменили или удалили. Ниже — то, что было прогнано.
commissions-replay-was = Было
commissions-replay-was-note = по отчётам с корректировками; открытый период — по нынешним условиям
commissions-replay-now = Стало бы
commissions-replay-now-note = по прогнанным условиям
commissions-replay-change = Разница
commissions-replay-winners = Выигрывают
commissions-replay-losers = Теряют
commissions-replay-unchanged = Без изменений
commissions-replay-all = Все
commissions-replay-by-period = По периодам
commissions-replay-distribution = У скольких партнёров и на сколько изменилась бы выплата
commissions-replay-distribution-help = Высота столбца — число партнёров. Под столбцом — самое большое изменение в нём: «+10 тыс.» — прибавка до 10 тысяч.
commissions-replay-partners = Партнёры
commissions-replay-shown = { $count ->
    [one] Итого по { $count } партнёру
   *[other] Итого по { $count } партнёрам
}
commissions-replay-nobody-title = Таких партнёров нет
commissions-replay-nobody-why = Снимите фильтр или выберите другую вкладку.
commissions-replay-lines = Строки, которые меняются сильнее всего
commissions-replay-more-lines = Показать { $count } самых больших
commissions-replay-about = За что
commissions-replay-same-title = Ни одна строка не меняется
commissions-replay-same-why = Прогнанные условия дают то же самое, что уже показано в отчётах.
commissions-replay-parked-why = За эти периоды посчитать их не удалось, поэтому с обеих сторон их суммы не учтены.
commissions-replay-text = Условия, которые прогнали
commissions-trouble-no-terms = у программы нет опубликованных условий для всех

commissions-refusal-span-reversed = Последний период раньше первого: начните с «{ $from }» или раньше.
commissions-refusal-not-begun = Эти периоды ещё не начались. Последний, который можно взять, — «{ $last }».
commissions-refusal-too-many-periods = За один раз прогоняется не больше { $most } периодов.
commissions-refusal-draft-has-errors = { $count ->
    [one] В условиях { $count } ошибка. Исправьте её, и их можно будет прогнать.
    [few] В условиях { $count } ошибки. Исправьте их, и условия можно будет прогнать.
   *[many] В условиях { $count } ошибок. Исправьте их, и условия можно будет прогнать.
}
commissions-refusal-draft-in-other-currency = Условия написаны в { $terms }, а программа считает в { $program }.
commissions-refusal-draft-in-other-periods = Условия считают по { $terms }, а программа — по { $program }.
commissions-api-bad-body = Тело запроса не понято: нужны program, draft, from и until.

event-commissions-period-closed = Закрыт период { $period } программы «{ $name }»: отчётов { $statements } на { $total }, отложено партнёров { $parked }
event-commissions-parked-stated = Досчитаны отложенные за { $period } программы «{ $name }»: отчётов { $statements } на { $total }
event-commissions-close-stopped = Закрытие { $period } программы «{ $name }» остановлено: по отчётам { $statements }, по проводкам { $postings }

commissions-letter-statement-subject = { $program }: отчёт за { $period } готов
commissions-letter-statement-body =
    Здравствуйте, { $name }!

    Период «{ $period }» программы «{ $program }» закрыт. Вам начислено { $total }.

    Каждая сумма открывается до продажи, правила и округления:

    { $link }

commissions-limit = Лимиты и авансы
commissions-adjustment = Корректировки
commissions-kind-of-line-limit = лимит
commissions-kind-of-line-adjustment = корректировка
commissions-lines-limit = Лимиты

# Исправления прошлых периодов.
commissions-corrections = Корректировки прошлых периодов
commissions-corrections-why = Закрытый отчёт не меняется. Здесь разница между тем, что причитается по всему, что известно теперь, и тем, что уже показано.
commissions-correction-period = Период
commissions-correction-was = Было показано
commissions-correction-now = Причитается теперь
commissions-correction-cancelled = Продажа { $sale } отменена после закрытия: за неё больше ничего не причитается
commissions-correction-corrected = Продажа { $sale } исправлена после закрытия: эту строку сменила новая, и её сумма стоит отдельно
commissions-correction-amount = Разница
commissions-correction-why = Открыть вывод
commissions-correction-of = Что причитается за { $period } по всему, что известно теперь
commissions-correction-due = Причитается по этой продаже
commissions-correction-stated = Показано раньше
commissions-correction-other = Без продажи

commissions-slab-true-up = «{ $rule }»: пересчёт продаж прошлых периодов
commissions-slab-share = Доля в чужих продажах
commissions-slab-share-of = Доля в чужих продажах, роль «{ $role }»
commissions-slab-binary = Слабая ветвь
commissions-slab-draw = Аванс

commissions-receipt-next-ordinary = Сам этот оборот принесёт { $sum }.
commissions-receipt-next-jump = И ещё { $sum } добавится за уже сделанный оборот.
commissions-receipt-return-cost = Возврат этой продажи обойдётся в { $sum }: { $own } за неё саму и { $cliff } за потерянную ступень.

commissions-told-rank-own = Ранг «{ $rank }»: { $rate } со своих продаж
commissions-told-rank = Ранг «{ $rank }»: { $rate }, продажа на { $level } ниже
commissions-told-rank-below = Ниже уже выплачено { $rate } («{ $rank }»)
commissions-told-share = Доля роли «{ $role }»
commissions-told-overlay = Доля роли «{ $role }» сверх общей суммы
commissions-told-over = Срок выплат по этому клиенту закончился { $day }
commissions-told-over-payments = Оплачиваемые платежи этого клиента закончились
commissions-told-pays-less = Дало бы { $amount }, это меньше
commissions-told-of-commission = Начислено продавцу за эту продажу
commissions-told-quantity = Единиц до этой продажи
commissions-told-count = Продаж до этой
commissions-told-customers-before = Клиентов до этой продажи
commissions-told-fixed-thousand = Сумма за тысячу
commissions-told-given = Сумма
commissions-told-growing = Ставка растёт с { $from } до { $to }
commissions-told-jump = Пересчёт прежнего оборота
commissions-told-jump-note = { $volume }: было { $from }, стало { $to }
commissions-told-taken-back = Было начислено за продажу
commissions-told-taken-back-note = забирается: было { $before }, стало { $after }
commissions-told-limited = Вышло до ограничения
commissions-told-limited-note = предел за одну продажу — { $limit }
commissions-told-cap = «{ $title }»: не больше { $limit }
commissions-told-floor = «{ $title }»: не меньше { $limit }
commissions-told-cap-earned = заработано { $earned }
commissions-told-cap-used = раньше за тот же срок { $used }
commissions-told-budget = Бюджет «{ $title }» израсходован
commissions-told-draw = Аванс: не меньше { $amount } за период
commissions-told-draw-debt = долг был { $before }, стал { $after }
commissions-told-legs = Зачтённый объём
commissions-told-legs-note = левая ветвь { $left }, правая { $right }
commissions-told-shared = Вся сумма за продажу, до раздела
commissions-told-exchange = Курс { $currency }: { $rate }
commissions-told-exchange-note = на { $day }, источник: { $source }
commissions-told-exchange-mean = средний за период
commissions-told-units = { $count ->
    [one] { $count } единица
    [few] { $count } единицы
   *[many] { $count } единиц
}
commissions-told-sales = { $count ->
    [one] { $count } продажа
    [few] { $count } продажи
   *[many] { $count } продаж
}
commissions-told-customers = { $count ->
    [one] { $count } клиент
    [few] { $count } клиента
   *[many] { $count } клиентов
}

commissions-base-gross = Сумма с НДС
commissions-base-net = Сумма без НДС
commissions-base-gross-without-delivery = Сумма с НДС, без доставки
commissions-base-net-without-delivery = Сумма без НДС и доставки
commissions-base-margin = Маржа
commissions-base-paid = Оплачено клиентом

commissions-rounding-at-document = по сумме документа
commissions-rounding-at-statement = по сумме отчёта

commissions-unpaid-no-rate = Нет курса { $currency } на { $day }: без него сумма не переводится
commissions-unpaid-no-rate-at-all = Нет курса { $currency }: без него сумма не переводится
commissions-unpaid-missing = Неизвестно: { $what }
commissions-unpaid-not-qualified = Условия участия в структуре не выполнены
commissions-unpaid-paid-below = Такая же или большая доля уже выплачена ниже
commissions-unpaid-too-late = Возврат позже { $day }: начисленное уже не забирается
commissions-unpaid-shares = Доли участников вместе больше целого
commissions-missing-vat = сумма НДС
commissions-missing-delivery = стоимость доставки
commissions-missing-cost = себестоимость
commissions-missing-paid = сколько оплатил клиент
commissions-missing-first-sale = первая продажа этому клиенту
commissions-missing-target = личный план партнёра
commissions-missing-joined = день, когда партнёр присоединился

# Сверка.
commissions-verify-title = Сверка
commissions-verify-lead = Каждый закрытый период, посчитанный заново по событиям, известным на последнее закрытие, должен дать то, что показано и проведено.
commissions-verify-never = Закрытые периоды ещё не сверяли.
commissions-verify-more = Подробнее о сверке
commissions-verify-counted = Сверено { $moment }: { $periods ->
    [one] { $periods } период
    [few] { $periods } периода
   *[other] { $periods } периодов
}
commissions-verify-statements = { $statements ->
    [one] { $statements } отчёт
    [few] { $statements } отчёта
   *[other] { $statements } отчётов
}
commissions-verify-found = { $count ->
    [0] расхождений нет
    [one] { $count } расхождение
    [few] { $count } расхождения
   *[other] { $count } расхождений
}
commissions-verify-how = Что сверяется
commissions-verify-compared-events = Период каждого партнёра, как он показан и с тех пор исправлен, — с тем же периодом, посчитанным заново по продажам, условиям, структуре и курсам.
commissions-verify-compared-columns = Итоги каждого отчёта — с его строками и корректировками, итоги каждого закрытия — с его отчётами.
commissions-verify-compared-posting = Каждый отчёт — с тем, что проведено по нему в журнале.
commissions-verify-compared-programme = Все отчёты программы — со всем, что по ней проведено, и каждый остаток — со своими проводками.
commissions-verify-nightly = Так делается каждую ночь в 03:10, а по команде — когда угодно:
commissions-verify-now = Сверить сейчас
commissions-said-verifying = Закрытые периоды считаются заново; откройте страницу ещё раз чуть позже
commissions-verify-differences = Расхождения
commissions-verify-what = Что не сходится
commissions-verify-stated = Показано
commissions-verify-due = Должно быть
commissions-verify-ledger = В журнале
commissions-verify-others = { $count ->
    [one] и ещё { $count }
    [few] и ещё { $count }
   *[other] и ещё { $count }
}
commissions-verify-what-events = Период, посчитанный заново
commissions-verify-what-columns = Итоги и строки
commissions-verify-what-hash = Строки изменены после закрытия
commissions-verify-what-posting = Отчёт и проводка
commissions-verify-what-run = Закрытие и отчёты
commissions-verify-what-programme = Отчёты и журнал проводок
commissions-verify-what-account = Остаток и проводки
commissions-verify-what-seal = Не то, что запечатано

commissions-seal = Печать
commissions-sealed = запечатан
commissions-seal-place = лист { $place } из { $size }, корень
commissions-seal-download = скачать доказательство
commissions-broken-form = Вид файла
commissions-broken-statement = Отчёт
commissions-broken-proof = Доказательство, что отчёт есть в журнале печатей
commissions-broken-checkpoint = Подписанная вершина журнала
commissions-broken-key = Ключ
commissions-broken-earlier = Прежняя вершина журнала
commissions-broken-terms = Условия
commissions-broken-lines = Строки
commissions-broken-unpaid = Продажи без начисления
commissions-broken-corrections = Корректировки
commissions-broken-facts = Продажи
commissions-broken-sums = Суммы
