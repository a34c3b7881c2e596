# Программы и условия.
menu-programs = Программы

programs-list-title = Программы
programs-list-lead = Кто участвует, по каким условиям зарабатывает и с какого дня.
programs-list-add = Новая программа
programs-list-running = Действуют
programs-list-enrolled = Участвуют партнёров
programs-list-name = Программа
programs-list-status = Состояние
programs-list-partners = Партнёров
programs-list-terms = Условия сегодня
programs-list-no-terms = нет
programs-list-period = Валюта и период
programs-list-closed = Закрыто по
programs-empty-title = Здесь будут партнёрские программы
programs-empty-why = Программа собирает партнёров под общими условиями вознаграждения. Пока нет ни одной.

programs-status-draft = готовится
programs-status-running = действует
programs-status-ended = завершена

programs-period-month = месяц
programs-period-quarter = квартал
programs-period-year = год
programs-days-from = с { $from }
programs-days-between = с { $from } по { $until }
programs-days-count = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}
programs-day-missing = Укажите последний день, например 31.12.2026

programs-tab-label = Разделы программы
programs-tab-overview = Обзор
programs-tab-partners = Партнёры
programs-tab-terms = Условия
programs-tab-individual = Индивидуальные условия
programs-tab-timeline = События

programs-new-title = Новая программа
programs-new-verb = Добавить программу
programs-edit-open = Изменить
programs-edit-title = Изменить программу
programs-edit-verb = Сохранить программу
programs-start-verb = Запустить программу
programs-end-verb = Завершить программу
programs-end-consequence = { $count ->
    [one] { $count } партнёр участвует сейчас. Новые участники не войдут; начисленное останется.
    [few] { $count } партнёра участвуют сейчас. Новые участники не войдут; начисленное останется.
   *[many] { $count } партнёров участвуют сейчас. Новые участники не войдут; начисленное останется.
}
programs-form-name = Название
programs-form-code = Код
programs-form-code-help = Короткое имя для файлов и командной строки: буквы, цифры, «-», «_», «.»
programs-form-currency = Валюта
programs-form-period = Период
programs-form-period-help = За какой срок считается оборот и составляется отчёт
programs-form-starts-on = Начало
programs-form-starts-on-help = Первый день, продажи которого приносят вознаграждение
programs-form-hold-days = Удержание
programs-form-hold-days-help = Через сколько дней после закрытия периода начисленное можно выплатить
programs-form-hold-days-negative = Удержание не может быть меньше нуля дней
programs-form-minimum = Минимальная выплата
programs-form-minimum-help = Меньшие суммы ждут следующего раза; партнёры видят это число
programs-form-description = Описание
programs-form-description-help = О чём программа; это читают партнёры
programs-form-choose = Выберите значение из списка

programs-overview-partners = Участвуют сегодня
programs-overview-individual = С индивидуальными условиями
programs-overview-versions = Версий условий
programs-overview-facts = О программе
programs-overview-terms = Условия сегодня
programs-overview-nothing-closed = ни один период не закрыт

programs-terms-none = Здесь будут условия вознаграждения
programs-terms-none-why = Условия говорят, за какие продажи и сколько получает партнёр. Опубликованные версии не меняются. Пока нет ни одной.
programs-terms-write = Написать условия
programs-terms-continue = Продолжить черновик

programs-version-name = Версия { $number }
programs-version-draft = Черновик
programs-version-column = Версия
programs-version-state = Состояние
programs-version-days = Действует
programs-version-published = Опубликована
programs-version-changed = изменён { $at }
programs-version-hash = Отпечаток
programs-version-in-force = действует
programs-version-waits = вступит в силу
programs-version-past = уже не действует
programs-version-facts = О версии
programs-version-words = Простыми словами
programs-version-text = Текст условий
programs-diff-title = Сравнение версий
programs-diff-none = Тексты одинаковы.
programs-draft-delete = Удалить черновик
programs-draft-delete-consequence = Текст черновика пропадёт. Опубликованные версии останутся.

programs-individual-none = Здесь будут условия отдельных партнёров
programs-individual-none-why = Индивидуальные условия заменяют общие для одного партнёра на указанный срок. Пока все работают по общим.
programs-individual-new = Условия для одного партнёра
programs-individual-partner = Партнёр
programs-individual-partner-help = Название или код
programs-individual-verb = Написать условия
programs-individual-end = Закончить раньше
programs-individual-end-help = Со следующего дня будут действовать условия его группы, а без неё — общие
programs-individual-end-verb = Закончить индивидуальные условия
programs-individual-end-group-help = Со следующего дня для группы будут действовать общие условия
programs-individual-end-group-verb = Закончить условия группы

programs-partners-partner = Партнёр
programs-partners-code = Код
programs-partners-kind = Вид
programs-partners-region = Регион
programs-partners-tier = Уровень
programs-partners-state = Участие
programs-partners-state-now = участвует
programs-partners-state-later = вступит позже
programs-partners-state-left = вышел
programs-partners-from = С какого дня
programs-partners-until = Последний день
programs-partners-search = Название или код
programs-partners-none = Здесь будут участники программы
programs-partners-none-why = Участник зарабатывает по условиям программы с первого дня участия. По этому отбору никого нет.
programs-partner-unknown = Нет партнёра «{ $name }»: проверьте название или код
programs-leave-open = Завершить участие
programs-leave-label = Последний день участия: { $partner }
programs-leave-verb = Завершить
programs-enrol-open = Записать партнёров
programs-enrol-title = Записать партнёров
programs-enrol-who = Кого записать
programs-enrol-who-names = По названиям или кодам
programs-enrol-who-filter = Всех действующих партнёров по отбору
programs-enrol-names = Названия или коды
programs-enrol-names-help = По одному в строке
programs-enrol-nobody = Напишите хотя бы одно название или код
programs-enrol-preview = { $count ->
    [one] Подходит { $count } партнёр
    [few] Подходят { $count } партнёра
   *[many] Подходят { $count } партнёров
}
programs-enrol-verb = Записать
programs-enrol-show = Показать, кто подходит

programs-card-open = Открыть программу
programs-card-individual = Индивидуальные условия
programs-card-none = Здесь будут программы партнёра
programs-card-none-why = Он пока не участвует ни в одной программе.

programs-editor-title = Условия: черновик
programs-editor-individual = Условия для «{ $partner }»: черновик
programs-editor-lead = Форма и текст — один и тот же документ. Заметки в тексте сохраняются. Черновик никого не связывает, пока его не опубликуют.
programs-editor-unreadable = Текст пока не читается как условия, поэтому форма не открылась. Исправьте ошибки ниже и откройте форму снова.
programs-editor-save = Сохранить черновик
programs-editor-check = Проверить
programs-editor-to-text = Открыть текст
programs-editor-to-form = Открыть форму
programs-editor-text = Текст условий
programs-editor-text-help = Файл TOML; все ключи описаны в руководстве, страница «Условия». Строки с «#» — заметки.
programs-editor-document = Документ
programs-editor-rounding = Как округляется
programs-editor-add-rule = Добавить правило
programs-editor-add-upline = Добавить уровень структуры
programs-editor-add-bonus = Добавить бонус
programs-editor-up = Выше
programs-editor-down = Ниже
programs-editor-remove = Убрать
programs-editor-name = Короткое имя
programs-editor-name-help = Под ним оборот копится и между версиями условий: не меняйте его без нужды
programs-editor-rule-title = Название для людей
programs-editor-pay = Что платится
programs-editor-refresh = Обновить поля
programs-editor-percent = Процент
programs-editor-sum = Сумма
programs-editor-up-to = До
programs-editor-add-band = Добавить ступень
programs-editor-remove-band = Убрать ступень
programs-editor-bands-help = Граница относится уже к следующей ступени; у последней границы нет.
programs-editor-level = На сколько шагов ниже
programs-editor-level-help = 1 — прямая структура
programs-editor-when = Для каких продаж
programs-editor-when-always = Для всех.
programs-editor-add-condition = Добавить условие
programs-editor-remove-condition = Убрать условие
programs-editor-field = Признак
programs-editor-field-choose = выберите
programs-editor-op = Сравнение
programs-editor-values = Значения через «;»
programs-editor-values-example = GTK; GTX
programs-editor-from = От (включая)
programs-editor-below = Меньше
programs-editor-from-day = С дня
programs-editor-to-day = По день (включая)
programs-editor-section-paid = Что платится
programs-editor-section-paid-help = За какие продажи и сколько получает тот, кто продал.
programs-editor-section-network = Структура
programs-editor-section-network-help = Что получают вышестоящие с продаж партнёров ниже.
programs-editor-section-sharing = Участники сделки
programs-editor-section-sharing-help = Кто ещё участвует в продаже и какую долю комиссии получает.
programs-editor-section-bonus = Бонусы за цель
programs-editor-section-bonus-help = Выплачиваются, когда достигнуты все цели бонуса.
programs-editor-section-limits = Пределы
programs-editor-section-limits-help = Больше или меньше чего не выплачивается.
programs-editor-section-draw = Аванс
programs-editor-section-draw-help = Что партнёр получает каждый период в счёт будущей комиссии.
programs-editor-section-money = Деньги и сроки
programs-editor-section-money-help = Что сказано один раз для всего документа.
programs-editor-section-cases = Примеры
programs-editor-section-cases-help = Сверяются при каждой публикации. Меняются в тексте.
programs-editor-terms-name = Название условий
programs-editor-choose = Если продаже подходят несколько правил
programs-editor-add-split = Добавить участника
programs-editor-add-rank = Добавить ранг
programs-editor-add-binary = Добавить две ветки
programs-editor-add-cap = Добавить предел
programs-editor-add-draw = Добавить аванс
programs-editor-add-target = Добавить цель
programs-editor-remove-target = Убрать цель
programs-editor-rank = Ранги (ступенчатый маркетинг)
programs-editor-rank-help = Партнёр получает ставку своего ранга за вычетом того, что уже досталось ниже. Выше — старший ранг.
programs-editor-binary = Две ветки (бинар)
programs-editor-binary-help = Платится с объёма меньшей из двух веток, остаток переносится.
programs-editor-draw = Аванс
programs-editor-who = Кому из структуры платится
programs-editor-role = Роль
programs-editor-role-help = Как её называют продажи, например: монтаж
programs-editor-share = Доля
programs-editor-split-how = Откуда
programs-editor-base = С чего
programs-editor-of = С чего
programs-editor-sale-at-most = Не больше за одну продажу
programs-editor-sale-at-least = Не меньше за одну продажу
programs-editor-recurring = Сколько платится по одному клиенту
programs-editor-recurring-times = Сколько
programs-editor-recurring-count = Что должно попасть в срок
programs-editor-fold-rule = Пределы за продажу, срок по клиенту, удержание
programs-editor-fold-name = Название и короткое имя
programs-editor-short-name = Короткое имя
programs-editor-fold-bands = Что считается, чьи продажи, базовая ставка
programs-editor-fold-upline = Название
programs-editor-fold-target = За какой срок, чьи и какие продажи
programs-editor-fold-cap = Для кого, название
programs-editor-fold-programme = Валюта и период: как у программы
programs-editor-hold-days = Удержание, дней
programs-editor-hold-days-help = Пусто — как сказано выше: в программе или в условиях
programs-editor-hold-from = Считая от
programs-editor-mode = Как платят ступени
programs-editor-window = За какой срок считается
programs-editor-window-days = Дней
programs-editor-earns = Платится
programs-editor-unit = Чего
programs-editor-measure = Что считается
programs-editor-scope = Чьи продажи
programs-editor-horizon = Доплата не дальше, дней назад
programs-editor-stack = Ступени и базовая ставка
programs-editor-compression = Уровень того, кто не подходит
programs-editor-network-base = Ранги — с чего
programs-editor-qualified = Кто подходит
programs-editor-qualified-all = Все.
programs-editor-when-upline = Для каких продаж и получателей
programs-editor-when-rank = Кому этот ранг
programs-editor-when-partner = Для каких партнёров
programs-editor-when-target = Какие продажи считаются
programs-editor-when-anybody = Для всех.
programs-editor-rank-title = Ранг
programs-editor-binary-base = Из чего объём
programs-editor-binary-at-most = Не больше за период
programs-editor-carry = Переносится не больше
programs-editor-target-measure = Что считается
programs-editor-target-at = Цель
programs-editor-at-least = Не меньше
programs-editor-growth = Больше на
programs-editor-over = Чем
programs-editor-cap-of = Что ограничено
programs-editor-cap-rule = Правило
programs-editor-cap-window = За какой срок
programs-editor-cap-name = Короткое имя
programs-editor-at-most = Не больше
programs-editor-floor = Не меньше
programs-editor-whose = Для кого вместе
programs-editor-draw-amount = Не меньше за период
programs-editor-recoverable = Доплата
programs-editor-money = Деньги и сроки
programs-editor-clawback = Что забирает возврат
programs-editor-clawback-within = Возврат не забирает позже, дней
programs-editor-round-at = Где округляется
programs-editor-fx = Курс для других валют
programs-editor-vat = НДС внутри суммы
programs-editor-vat-help = Если продажа не говорит иначе
programs-editor-margin = Обычная маржа
programs-editor-margin-help = С ней сверяется проверка
programs-editor-prorate = Кто вступил посреди срока
programs-editor-period = Период
programs-editor-group-kept = Такое условие таблица не показывает; оно сохранится как есть. Изменить его можно в тексте.
programs-check-error = ошибка
programs-choose-first = платит первое
programs-choose-best = платит то, что выгоднее партнёру за эту продажу
programs-choose-sum = платят все вместе
programs-choose-max = платит одно, лучшее за весь период
programs-pay-thousand = сумма за каждую тысячу (показов)
programs-base-gross = с полной суммы
programs-base-net = с суммы без НДС
programs-base-gross-without-delivery = с суммы без доставки
programs-base-net-without-delivery = с суммы без НДС и доставки
programs-base-margin = с маржи
programs-base-paid = с оплаченного
programs-base-commission = с комиссии продавца
programs-split-share = из общей комиссии: продавцу меньше
programs-split-overlay = сверху: у продавца не меняется
programs-recurring-none = без срока
programs-recurring-months = столько месяцев с первой продажи
programs-recurring-payments = столько первых продаж
programs-recurring-count-dates = день продажи: предоплата идёт целиком
programs-recurring-count-covered = оплаченные дни: предоплата — по частям
programs-hold-close = закрытия периода
programs-hold-period-end = конца периода
programs-hold-sale = продажи
programs-hold-payment = оплаты клиентом
programs-mode-marginal = каждая часть — по своей ступени
programs-mode-whole = на весь объём с самого начала
programs-mode-reached = все продажи — по ступени в конце срока
programs-mode-before = продажа — по ступени до неё
programs-mode-including = продажа — по ступени вместе с ней
programs-mode-interpolated = ставка растёт плавно
programs-mode-previous = по ступени прошлого срока
programs-window-period = период отчёта
programs-window-sale = одна продажа
programs-window-month = календарный месяц
programs-window-quarter = календарный квартал
programs-window-year = календарный год
programs-window-contract-year = год с даты вступления
programs-window-lifetime = всё время
programs-window-rolling = последние N дней
programs-scope-rule = свои по этому правилу
programs-scope-product = свои по каждому товару
programs-scope-own = все свои
programs-scope-group = свои и прямой структуры
programs-scope-subtree = свои и всей структуры
programs-stack-none = ступень — вся ставка
programs-stack-add = ступень прибавляется к базовой
programs-stack-multiply = ступень увеличивает базовую в долях
programs-compression-breakage = не достаётся никому
programs-compression-dynamic = переходит следующему выше
programs-bonus-pay-percent-above = процент с того, что сверх цели
programs-bonus-pay-percent-of-commission = процент от комиссии за свои продажи
programs-target-at-least = столько
programs-target-own = личный план партнёра
programs-target-growth = рост
programs-over-previous = за прошлый такой же срок
programs-over-year-before = за тот же срок год назад
programs-cap-of-total = всё вместе
programs-cap-of-direct = комиссия со своих продаж
programs-cap-of-override = комиссия со структуры
programs-cap-of-bonus = бонусы
programs-cap-of-rule = одно правило
programs-whose-partner = каждому партнёру
programs-whose-everybody = всем вместе (бюджет)
programs-recoverable-yes = аванс: удержать потом
programs-recoverable-no = не удерживается
programs-clawback-proportional = комиссию за возвращённую часть
programs-clawback-whole = всю комиссию с продажи
programs-clawback-unserved-months = за неотработанные месяцы
programs-clawback-unserved-days = за неотработанные дни
programs-round-at-line = каждая строка
programs-round-at-document = сумма документа
programs-round-at-statement = сумма отчёта
programs-fx-none = не сказано: такие продажи не оплачиваются
programs-fx-sale = день продажи
programs-fx-invoice = день счёта
programs-fx-payment = день оплаты клиентом
programs-fx-period-end = последний день периода
programs-fx-period-average = средний за период
programs-fx-payout = день выплаты
programs-prorate-none = получает полные цели и ступени
programs-prorate-targets = цели по дням
programs-prorate-thresholds = границы ступеней по дням
programs-prorate-both = цели и ступени по дням
programs-place-goal = Цель { $number }
programs-presets-title = Начните с готового плана
programs-presets-help = Нажмите на похожий: суммы и ставки потом поменяете на свои. Или добавьте правило ниже сами.
programs-presets-again = Начать заново с готового плана
programs-presets-again-help = План заменит всё, что написано ниже; сохранённый черновик не изменится, пока вы не сохраните.
programs-parts-title = Добавить часть:
programs-preset-flat = Процент с продаж
programs-preset-flat-for = Одна ставка за любую продажу: проще всего объяснить.
programs-preset-by-product = По группам товаров
programs-preset-by-product-for = Своя ставка для группы товаров, другая — для остального.
programs-preset-slabs = Ступени с части сверх порога
programs-preset-slabs-for = Растёт ставка только на то, что продано сверх порога: без скачков.
programs-preset-retroactive = Ретробонус: ступени с первого рубля
programs-preset-retroactive-for = Достигнутая за квартал ставка действует на весь его оборот.
programs-preset-fixed = Сумма за продажу (CPA)
programs-preset-fixed-for = Одинаковая сумма за каждую покупку или действие.
programs-preset-lead = За лид и за тысячу показов (CPL, CPM)
programs-preset-lead-for = Для рекламных площадок: платится за лиды и показы.
programs-preset-recurring = С подписки 12 месяцев
programs-preset-recurring-for = Доля платежей клиента в первый год, с оплаченного.
programs-preset-referral = Рекомендации на два уровня
programs-preset-referral-for = Процент продавцу, 3 % и 1 % — тем, кто его привёл и сам продаёт.
programs-preset-margin = Доля маржи
programs-preset-margin-for = Партнёр зарабатывает с прибыли и не раздаёт скидки.
programs-preset-accelerator = План с ускорителем
programs-preset-accelerator-for = Бонус за выполнение плана и больше за всё сверх него.
programs-preset-stair-step = Ступени рангов (разница)
programs-preset-stair-step-for = Старший ранг получает разницу со ставкой младшего под ним.
programs-preset-two-legs = Две ветки (бинар)
programs-preset-two-legs-for = Платится с меньшей ветки, остаток переносится.
programs-preset-draw = Аванс новичкам
programs-preset-draw-for = Первые три месяца — не меньше 30 000 ₽ авансом в счёт комиссии.
programs-preset-title-sales = Продажи
programs-preset-title-group = Своя группа товаров
programs-preset-title-other = Остальное
programs-preset-title-lead = Лиды
programs-preset-title-impressions = Показы
programs-preset-title-subscription = Подписка
programs-preset-title-margin = Маржа
programs-preset-title-target = За цель
programs-preset-title-above = Сверх цели
programs-preset-title-month = Предел за период
programs-preset-group = Оборудование
programs-preset-rank-high = Золото
programs-preset-rank-middle = Серебро
programs-preset-rank-low = Бронза
programs-part-two-uplines = Вышестоящим 3 % и 1 %
programs-part-own-sales = Структуре — только кто сам продаёт
programs-part-cap = Предел за период
programs-part-target-bonus = Бонус за цель
programs-part-hold = Удержание 30 дней
programs-part-proportional = Возврат забирает пропорционально
programs-editor-expression-field = выражение (для знатоков)
programs-editor-expression = Выражение
programs-editor-expression-help = Например: sale.quantity >= 10 || product.series == "GTK"
programs-op-is = одно из
programs-op-not = ни одно из
programs-pay-percent = процент с продажи
programs-pay-fixed = сумма за каждую продажу
programs-pay-unit = сумма за каждую единицу товара
programs-pay-bands = по ступеням оборота
programs-bonus-pay-fixed = сумма
programs-bonus-pay-percent = процент от того, что считает первая цель
programs-rounding-half-away-from-zero = до копейки, половина — от нуля
programs-rounding-half-even = до копейки, половина — к чётной
programs-rounding-half-toward-zero = до копейки, половина — к нулю
programs-rounding-down = до копейки, всегда к нулю
programs-rounding-up = до копейки, всегда от нуля

programs-place-rule = Правило { $number }
programs-place-band = правило { $rule }, ступень { $number }
programs-place-step = Ступень { $number }
programs-place-upline = Уровень структуры { $number }
programs-place-bonus = Бонус { $number }
programs-place-rank = Ранг { $number }
programs-place-binary = две ветки
programs-place-network = структура
programs-place-split = Роль { $number }
programs-place-target = бонус { $bonus }, цель { $number }
programs-place-cap = Предел { $number }
programs-place-draw = аванс
programs-place-case = Пример { $number }
programs-place-condition = Условие { $number }

programs-check-clean = Ошибок нет.
programs-check-found = { $errors ->
    [0] Ошибок нет
   *[other] Ошибок: { $errors }
    }, предупреждений: { $warnings }
programs-check-at = строка { $line }, столбец { $column }
programs-check-try = Подсказка: { $suggestion }
programs-check-warning = предупреждение

programs-publish-against = Отличия от: { $version }
programs-publish-from = Первый день
programs-publish-from-help = День в закрытом периоде выбрать нельзя
programs-publish-until = Последний день
programs-publish-until-help = Без него условия действуют, пока их не закончат
programs-publish-for-good = Опубликованную версию нельзя ни изменить, ни удалить: партнёры видят её слово в слово.
programs-publish-verb = Опубликовать условия

programs-said-added = Программа добавлена
programs-said-changed = Программа изменена
programs-said-started = Программа запущена
programs-said-ended = Программа завершена
programs-said-enrolled = Записано: { $joined }, уже участвуют: { $already }
programs-said-left = Участие закончится { $until }
programs-said-draft-saved = Черновик сохранён
programs-said-draft-deleted = Черновик удалён
programs-said-published = Опубликована версия { $number }
programs-said-individual-ended = Индивидуальные условия закончатся { $until }

programs-refusal-code-taken = Код «{ $code }» уже у другой программы, выберите свободный
programs-refusal-code-odd = Код «{ $code }» не годится: от 1 до 40 букв, цифр, «-», «_», «.»
programs-refusal-name-missing = Дайте программе название
programs-refusal-name-taken = Название «{ $name }» уже у другой программы
programs-refusal-hold-too-long = Удержание не дольше { $max } дней
programs-refusal-minimum-negative = Минимальная выплата не может быть меньше нуля
programs-refusal-bound-by-terms = По опубликованным условиям уже считают: валюту и период изменить нельзя, заведите новую программу
programs-refusal-no-terms-yet = Сначала опубликуйте условия: без них участники ничего не заработают
programs-refusal-program-ended = Программа завершена, новых участников она не берёт
programs-refusal-enrolled-already = Партнёр уже участвует с { $from }
programs-refusal-ends-before-it-begins = Последний день раньше первого ({ $from })
programs-refusal-in-closed-period = Периоды по { $date } закрыты: выберите день позже
programs-refusal-draft-changed = Пока вы писали, черновик сохранил кто-то другой ({ $at }). Откройте его в другой вкладке, сравните и сохраните ещё раз
programs-refusal-published-already = Эта версия уже опубликована
programs-refusal-draft-unreadable = { $count ->
    [one] В черновике { $count } ошибка, в строке { $line }
    [few] В черновике { $count } ошибки, первая в строке { $line }
   *[many] В черновике { $count } ошибок, первая в строке { $line }
}
programs-refusal-draft-wrong = { $count ->
    [one] В условиях { $count } ошибка, в строке { $line }
    [few] В условиях { $count } ошибки, первая в строке { $line }
   *[many] В условиях { $count } ошибок, первая в строке { $line }
}
programs-refusal-other-currency = Условия в { $terms }, а программа в { $program }
programs-refusal-other-period = Период условий — { $terms }, а программы — { $program }
programs-refusal-no-common-terms = Сначала опубликуйте общие условия: индивидуальным нужно, на что опереться
programs-refusal-nothing-after = Общие условия начинаются { $date }: индивидуальные не могут кончиться раньше
programs-refusal-not-individual = Закончить раньше можно только действующие условия партнёра или группы
programs-refusal-ends-already = Последний день уже назначен: { $date }

programs-timeline-none = Здесь будет история программы
programs-timeline-none-why = Пока ничего не произошло.
programs-actor-staff = Сотрудник
programs-actor-system = Артель
event-programs-added = Добавлена программа «{ $name }»
event-programs-changed = Изменена программа «{ $name }»
event-programs-started = Запущена программа «{ $name }»
event-programs-ended = Завершена программа «{ $name }»
event-programs-partner-enrolled = { $partner }: участие в программе «{ $name }» с { $from }
event-programs-partner-left = { $partner }: последний день в программе «{ $name }» — { $until }
event-programs-draft-deleted = Удалён черновик условий программы «{ $name }»
event-programs-terms-published = Программа «{ $name }»: опубликована версия условий { $number }, действует с { $from }, отпечаток { $hash }
event-programs-individual-published = Программа «{ $name }», { $partner }: опубликованы индивидуальные условия, версия { $number }, действует с { $from }, отпечаток { $hash }
event-programs-individual-ended = Программа «{ $name }», { $partner }: индивидуальные условия версии { $number } заканчиваются { $until }

programs-portal-title = Мои программы
programs-portal-lead = Условия, по которым вы зарабатываете: сегодняшние, прежние и ваши собственные.
programs-portal-more = Все версии условий
programs-portal-none = Здесь будут ваши программы
programs-portal-none-why = Вы пока не участвуете ни в одной программе. Напишите своему менеджеру.
programs-portal-no-terms = Сегодня условий в силе нет
programs-portal-no-terms-why = Как только компания их опубликует, они появятся здесь.
programs-portal-individual = ваши индивидуальные условия
programs-portal-common = общие условия
programs-portal-whose = Чьи
programs-portal-versions = Все версии условий

programs-words-rules = Комиссия с продаж
programs-words-uplines = С продаж структуры
programs-words-splits = Участники сделки
programs-words-bonuses = Бонусы
programs-words-limits = Пределы и авансы
programs-words-money = Деньги и сроки
programs-words-cases = Примеры, которые должны сходиться
programs-words-nothing = Эти условия ничего не платят.
programs-words-every-sale = любая продажа
programs-words-other-sales = остальные продажи
programs-words-choose-first = Действует первое правило, которое подходит продаже.
programs-words-choose-best = Из подходящих правил действует то, что принесёт партнёру за эту продажу больше.
programs-words-choose-sum = Все подходящие правила складываются.
programs-words-choose-max = Действует то одно правило, которое за весь период принесёт партнёру больше всего.
programs-words-percent = { $rate } { $of }
programs-words-of-gross = с каждой продажи
programs-words-of-net = с каждой продажи без НДС
programs-words-of-gross-without-delivery = с каждой продажи без доставки
programs-words-of-net-without-delivery = с каждой продажи без НДС и доставки
programs-words-of-margin = с маржи каждой продажи
programs-words-of-paid = с оплаченного по каждой продаже
programs-words-of-commission = с комиссии продавца
programs-words-fixed = { $sum } за каждую продажу
programs-words-unit = { $sum } за каждую единицу товара
programs-words-thousand = { $sum } за каждую тысячу единиц
programs-words-per-sale = { $sum } за продажу
programs-words-per-unit = { $sum } за единицу
programs-words-per-customer = { $sum } за клиента
programs-words-bands = по ступеням
programs-words-step-to = { $pay } до { $to }
programs-words-step-last = { $pay } выше
programs-words-step-only = { $pay } с любого объёма
programs-words-band-first = до { $to } — { $pay }
programs-words-band-middle = от { $from } до { $to } — { $pay }
programs-words-band-last = от { $from } — { $pay }
programs-words-stack-add = { $pay } и сверх того
programs-words-stack-multiply = { $pay } с прибавкой
programs-words-value-quantity = { $count ->
    [one] { $shown } единицы
   *[other] { $shown } единиц
}
programs-words-value-count = { $count ->
    [one] { $shown } продажи
   *[other] { $shown } продаж
}
programs-words-value-customers = { $count ->
    [one] { $shown } клиента
   *[other] { $shown } клиентов
}
programs-words-value-attainment = { $rate } плана
programs-words-mode-marginal = каждая часть { $measured } { $during } — по своей ступени
programs-words-mode-whole = на { $all } { $window } { $start }
programs-words-mode-reached = все продажи — по ступени { $measured } { $during }, достигнутой к концу срока
programs-words-mode-before = каждая продажа — по ступени { $measured } { $during }, достигнутой до неё
programs-words-mode-including = каждая продажа — по ступени { $measured } { $during }, достигнутой вместе с ней
programs-words-mode-interpolated = ставка плавно растёт до следующей ступени с каждой частью { $measured } { $during }
programs-words-mode-previous = каждая продажа — по ступени { $measured } { $before }
programs-words-from-first-rouble = { $currency ->
    [RUB] с первого рубля
   *[other] с самого начала
}
programs-words-from-first-one = с самого начала
programs-words-horizon = повышение доплачивается за { $days ->
    [one] последний { $days } день
    [few] последние { $days } дня
   *[many] последние { $days } дней
}
programs-words-scope-product = (каждый товар отдельно)
programs-words-scope-own = (считаются все свои продажи)
programs-words-scope-group = (считаются свои продажи и продажи прямой структуры)
programs-words-scope-subtree = (считаются свои продажи и продажи всей структуры)
programs-words-whole-gross = весь оборот
programs-words-whole-net = весь оборот без НДС
programs-words-whole-gross-without-delivery = весь оборот без доставки
programs-words-whole-net-without-delivery = весь оборот без НДС и доставки
programs-words-whole-margin = всю маржу
programs-words-whole-paid = все оплаты
programs-words-whole-quantity = все единицы
programs-words-whole-count = все продажи
programs-words-whole-customers = всех клиентов
programs-words-whole-attainment = весь оборот в счёт плана
programs-words-measured-gross = оборота
programs-words-measured-net = оборота без НДС
programs-words-measured-gross-without-delivery = оборота без доставки
programs-words-measured-net-without-delivery = оборота без НДС и доставки
programs-words-measured-margin = маржи
programs-words-measured-paid = оплат
programs-words-measured-quantity = проданных единиц
programs-words-measured-count = числа продаж
programs-words-measured-customers = числа клиентов
programs-words-measured-attainment = выполнения плана
programs-words-window-sale = каждой продажи
programs-words-window-month = месяца
programs-words-window-quarter = квартала
programs-words-window-year = года
programs-words-window-rolling = { $days ->
    [one] последнего { $days } дня
   *[other] последних { $days } дней
}
programs-words-window-contract-year = года договора
programs-words-window-lifetime = за всё время
programs-words-during-sale = в одной продаже
programs-words-during-month = за месяц
programs-words-during-quarter = за квартал
programs-words-during-year = за год
programs-words-during-rolling = { $days ->
    [one] за последний { $days } день
    [few] за последние { $days } дня
   *[many] за последние { $days } дней
}
programs-words-during-contract-year = за год договора
programs-words-during-lifetime = за всё время
programs-words-before-sale = прежней продажи
programs-words-before-month = за прошлый месяц
programs-words-before-quarter = за прошлый квартал
programs-words-before-year = за прошлый год
programs-words-before-rolling = { $days ->
    [one] за предыдущий { $days } день
    [few] за предыдущие { $days } дня
   *[many] за предыдущие { $days } дней
}
programs-words-before-contract-year = за прошлый год договора
programs-words-before-lifetime = за прежнее время
programs-words-year-before = годом раньше
programs-words-sale-at-most = не больше { $sum } за одну продажу
programs-words-sale-at-least = не меньше { $sum } за одну продажу
programs-words-recurring-dates = { $months ->
    [one] платится { $months } месяц с первой продажи клиенту
    [few] платится { $months } месяца с первой продажи клиенту
   *[many] платится { $months } месяцев с первой продажи клиенту
}
programs-words-recurring-covered = { $months ->
    [one] платится { $months } месяц с первой продажи клиенту, предоплата — за ту часть срока, что внутри
    [few] платится { $months } месяца с первой продажи клиенту, предоплата — за ту часть срока, что внутри
   *[many] платится { $months } месяцев с первой продажи клиенту, предоплата — за ту часть срока, что внутри
}
programs-words-recurring-payments = { $payments ->
    [one] платится с { $payments } первой продажи клиенту
   *[other] платится с { $payments } первых продаж клиенту
}
programs-words-hold-close = { $days ->
    [one] выплачивается через { $days } день после закрытия периода
    [few] выплачивается через { $days } дня после закрытия периода
   *[many] выплачивается через { $days } дней после закрытия периода
}
programs-words-hold-period-end = { $days ->
    [one] выплачивается через { $days } день после конца периода
    [few] выплачивается через { $days } дня после конца периода
   *[many] выплачивается через { $days } дней после конца периода
}
programs-words-hold-sale = { $days ->
    [one] выплачивается через { $days } день после продажи
    [few] выплачивается через { $days } дня после продажи
   *[many] выплачивается через { $days } дней после продажи
}
programs-words-hold-payment = { $days ->
    [one] выплачивается через { $days } день после оплаты клиентом
    [few] выплачивается через { $days } дня после оплаты клиентом
   *[many] выплачивается через { $days } дней после оплаты клиентом
}
programs-words-level = { $level ->
    [1] прямая структура
   *[other] структура { $level }-го уровня
}
programs-words-rank = Ранг «{ $title }»: { $share }
programs-words-ranks-less = Ранг получает свою ставку за вычетом того, что уже досталось рангам ниже; свои продажи — по полной ставке.
programs-words-qualified = Структура платит тем, у кого { $conditions }.
programs-words-compression-breakage = Уровень того, кто не подходит, не достаётся никому.
programs-words-compression-dynamic = Уровень того, кто не подходит, переходит следующему подходящему выше.
programs-words-network-base = Ранги считаются { $of }.
programs-words-binary = Две ветки: { $rate } с объёма меньшей ветки { $during }
programs-words-binary-base = в объём идёт { $all }
programs-words-binary-at-most = не больше { $sum } за период
programs-words-binary-carry = остаток веток переходит на следующий период
programs-words-binary-carry-at-most = остаток ветки переходит на следующий период, но не больше { $sum }
programs-words-split-pot = Роль «{ $role }»: { $rate } комиссии с продажи, доля продавца на столько меньше
programs-words-split-overlay = Роль «{ $role }»: ещё { $rate } комиссии сверху, доля продавца не меняется
programs-words-bonus = { $targets }: бонус { $pay }
programs-words-no-target = без цели
programs-words-and = и
programs-words-target-from = { $what } от { $asked }
programs-words-target-own = { $what } не меньше личного плана
programs-words-target-growth = { $what } на { $rate } больше, чем { $earlier }
programs-words-of-reached = { $rate } от { $measured }
programs-words-of-above = { $rate } с того, что сверх цели
programs-words-of-own-commission = { $rate } от комиссии за свои продажи
programs-words-cap-total = Всё вместе
programs-words-cap-direct = Комиссия со своих продаж
programs-words-cap-override = Комиссия с продаж структуры
programs-words-cap-bonus = Бонусы
programs-words-cap-rule = Комиссия по правилу «{ $rule }»
programs-words-cap-everybody = на всех партнёров вместе
programs-words-cap-most = не больше { $sum }
programs-words-cap-least = не меньше { $sum }
programs-words-draw = Каждый период партнёр получает не меньше { $sum } { $during }; доплата до этой суммы не удерживается
programs-words-draw-recoverable = Каждый период партнёр получает не меньше { $sum } { $during }; доплата до этой суммы — аванс, он удерживается из того, что потом заработано сверх неё
programs-words-vat = НДС внутри суммы — { $rate }, если продажа не говорит иначе.
programs-words-margin = Обычная маржа — { $rate } продажи: с ней сверяется проверка, на суммы она не влияет.
programs-words-fx-sale = Другие валюты переводятся по курсу дня продажи.
programs-words-fx-invoice = Другие валюты переводятся по курсу дня счёта.
programs-words-fx-payment = Другие валюты переводятся по курсу дня оплаты клиентом.
programs-words-fx-period-end = Другие валюты переводятся по курсу последнего дня периода.
programs-words-fx-period-average = Другие валюты переводятся по среднему курсу периода.
programs-words-fx-payout = Другие валюты переводятся по курсу дня выплаты.
programs-words-prorate-targets = Кто вступил посреди срока, тому цели бонусов уменьшаются по дням.
programs-words-prorate-thresholds = Кто вступил посреди срока, тому границы ступеней уменьшаются по дням.
programs-words-prorate-both = Кто вступил посреди срока, тому цели бонусов и границы ступеней уменьшаются по дням.
programs-words-clawback-proportional = Возврат забирает комиссию за возвращённую часть.
programs-words-clawback-whole = Любой возврат забирает всю комиссию с этой продажи.
programs-words-clawback-unserved-months = Возврат забирает комиссию за неотработанные целые месяцы оплаченного срока.
programs-words-clawback-unserved-days = Возврат забирает комиссию за неотработанные дни оплаченного срока.
programs-words-clawback-within = { $days ->
    [one] Возврат позже { $days } дня после продажи комиссию не трогает.
   *[other] Возврат позже { $days } дней после продажи комиссию не трогает.
}
programs-words-rounding = { $at } округляется до копейки, { $mode }.
programs-words-rounding-at-line = Каждая строка отчёта
programs-words-rounding-at-document = Сумма строк одного документа
programs-words-rounding-at-statement = Сумма всех строк отчёта
programs-words-rounding-half-away-from-zero = половина — от нуля
programs-words-rounding-half-even = половина — к чётной
programs-words-rounding-half-toward-zero = половина — к нулю
programs-words-rounding-down = всегда к нулю
programs-words-rounding-up = всегда от нуля
programs-words-case = Пример «{ $name }», { $period }: должно выйти { $total }
programs-words-case-target = личный план — { $sum }
programs-words-case-sale = продажа { $number }: { $on }, { $sum }
programs-words-case-quantity = количество { $quantity }
programs-words-case-returns = возврат продажи { $number }
programs-words-or = или
programs-words-anything = подходит что угодно
programs-words-is = { $field } — { $values }
programs-words-not = { $field } — не { $values }
programs-words-between = { $field } от { $from } и меньше { $below }
programs-words-from = { $field } от { $from }
programs-words-below = { $field } меньше { $below }
programs-words-days = { $field } с { $from } по { $to }
programs-words-days-from = { $field } с { $from }
programs-words-days-to = { $field } по { $to }
programs-words-any-value = { $field } — любое значение
programs-words-expression = выполняется «{ $text }»
programs-words-except = кроме случая, когда { $conditions }
programs-words-is-product-series = товары серии { $values }
programs-words-is-product-category = товары категории { $values }
programs-words-is-product-brand = товары марки { $values }
programs-words-is-product-name = товар { $values }
programs-words-is-product-code = товар с кодом { $values }
programs-words-is-customer-region = клиенты региона { $values }
programs-words-is-customer-sector = клиенты отрасли { $values }
programs-words-is-partner-region = партнёры региона { $values }
programs-words-is-partner-tier = партнёры уровня { $values }
programs-words-is-beneficiary-tier = получатели уровня { $values }

programs-measure-gross = оборот
programs-measure-net = оборот без НДС
programs-measure-gross-without-delivery = оборот без доставки
programs-measure-net-without-delivery = оборот без НДС и доставки
programs-measure-margin = маржа
programs-measure-paid = оплаты
programs-measure-quantity = проданные единицы
programs-measure-count = число продаж
programs-measure-customers = число клиентов
programs-measure-attainment = выполнение плана

programs-field-sale-amount = сумма продажи
programs-field-sale-quantity = количество в продаже
programs-field-sale-date = дата продажи
programs-field-sale-kind = вид продажи
programs-field-sale-payment = которая по счёту продажа этому клиенту
programs-field-beneficiary-turnover = свой оборот получателя за период
programs-field-beneficiary-group-turnover = оборот получателя с прямой структурой за период
programs-field-beneficiary-subtree-turnover = оборот получателя со всей структурой за период
programs-field-beneficiary-sales = число своих продаж получателя за период
programs-field-beneficiary-months = сколько месяцев получатель участвует
programs-field-product-code = код товара
programs-field-product-name = название товара
programs-field-product-series = серия товара
programs-field-product-category = категория товара
programs-field-product-brand = марка товара
programs-field-customer-code = код клиента
programs-field-customer-name = название клиента
programs-field-customer-kind = вид клиента
programs-field-customer-sector = отрасль клиента
programs-field-customer-region = регион клиента
programs-field-customer-country = страна клиента
programs-field-partner-code = код партнёра-продавца
programs-field-partner-name = название партнёра-продавца
programs-field-partner-kind = вид партнёра-продавца
programs-field-partner-tier = уровень партнёра-продавца
programs-field-partner-region = регион партнёра-продавца
programs-field-partner-country = страна партнёра-продавца
programs-field-partner-status = состояние партнёра-продавца
programs-field-beneficiary-code = код получателя
programs-field-beneficiary-name = название получателя
programs-field-beneficiary-kind = вид получателя
programs-field-beneficiary-tier = уровень получателя
programs-field-beneficiary-region = регион получателя
programs-field-beneficiary-country = страна получателя
programs-field-beneficiary-status = состояние получателя

# Согласование и публикация
programs-approval-open = На утверждение…
programs-approval-see = Утверждение…
programs-approval-title = Утверждение условий
programs-approval-individual = Утверждение условий для «{ $partner }»
programs-approval-waits = Ждёт утверждения
programs-approval-by = Отправлена на утверждение
programs-approval-who = Кто отправил
programs-approval-at = Когда отправлена
programs-approval-approved = Утверждена и опубликована
programs-approval-comment = Комментарий
programs-approval-comment-help = Что меняется и почему: это прочтёт тот, кто утверждает
programs-approval-submit = Отправить на утверждение
programs-approval-submit-help = Утвердит другой сотрудник с правом публиковать. Любая правка черновика отзовёт его с утверждения.
programs-approval-submit-verb = Отправить на утверждение
programs-approval-not-yet = Черновик ещё не отправили на утверждение.
programs-approval-own = Этот черновик отправили или меняли последним вы, поэтому решает другой сотрудник.
programs-approval-withdraw = Отозвать с утверждения
programs-approval-withdraw-consequence = Решать станет нечего, пока черновик не отправят снова.
programs-approval-approve = Утвердить
programs-approval-approve-verb = Утвердить и опубликовать
programs-approval-proposes = Условия будут предложены партнёру и вступят в силу, когда он их примет. Их текст больше не изменится.
programs-approval-return = Вернуть автору
programs-approval-reason = Причина
programs-approval-reason-help = Что исправить
programs-approval-return-verb = Вернуть с причиной
programs-approval-returned = Возвращено: { $who }, { $at }
programs-publish-alone = Опубликовать без второго человека
programs-one-person = Кто публикует условия
programs-one-person-on = В этой программе сотрудник с правом публиковать может опубликовать условия один.
programs-one-person-off = Условия публикует второй человек: один отправляет на утверждение, другой утверждает.
programs-one-person-allow = Разрешить публиковать одному
programs-one-person-forbid = Требовать второго человека
programs-yes = да
programs-no = нет
programs-list-waiting = Ждут вашего решения: { $count }
programs-list-waits = ждёт вас: { $count }
programs-version-submitted = на утверждении
programs-version-proposed = ждёт ответа партнёра
programs-version-declined = отклонена партнёром
programs-version-retracted = предложение отозвано

# Предложение партнёру
programs-offer-title = Ответ на предложение
programs-offer-waits = Условия предложены партнёру и ждут его ответа в портале. До ответа они не действуют.
programs-offer-paper = Ответ не из портала
programs-offer-note = Где бумага
programs-offer-note-help = Например: допсоглашение № 4 от 01.03.2026
programs-offer-paper-verb = Отметить принятыми на бумаге
programs-offer-retract-verb = Отозвать предложение
programs-offer-retract-consequence = Партнёр больше не сможет принять эту версию. Новые условия придётся писать и утверждать заново.
programs-offer-portal-waits = Вам предлагают индивидуальные условия: { $count }
programs-offer-portal-title = Предложение: { $program }
programs-offer-portal-lead = Условия для вашей компании. Они начнут действовать, только если вы их примете.
programs-offer-portal-against = Отличия от общих условий программы
programs-offer-portal-against-group = Отличия от условий вашей группы
programs-offer-portal-against-own = Отличия от ваших нынешних условий
programs-offer-accept = Принять
programs-offer-accept-help = Вы принимаете ровно тот текст, что показан на этой странице; его отпечаток останется с вашим ответом.
programs-offer-accept-verb = Принять условия
programs-offer-decline = Отклонить
programs-offer-decline-verb = Отклонить условия
programs-offer-reason = Почему
programs-answer = Ответ
programs-answer-at = Когда
programs-answer-hash = Отпечаток показанного
programs-answer-note = Примечание
programs-answer-accepted = Приняты партнёром в портале
programs-answer-paper = Приняты партнёром на бумаге
programs-answer-declined = Отклонены партнёром
programs-answer-retracted = Предложение отозвано
programs-answer-earlier = Действуют с тех пор, как партнёров ещё не спрашивали
programs-answer-how-portal = в портале
programs-answer-how-paper = на бумаге

# Сравнение
programs-compare-open = Сравнить
programs-version-replay = Прогнать на прошлом годе
programs-compare-title = { $version }: что изменилось
programs-compare-with = Сравнить с
programs-compare-verb = Сравнить
programs-compare-from-to = Было: { $old }. Стало: { $new }
programs-compare-none = Здесь будет сравнение версий
programs-compare-none-why = Других версий, с которыми можно сравнить, пока нет.
programs-diff-lines = Построчно
programs-diff-not-in-words = Словами условия прежние: изменились только служебные строки.
programs-diff-unreadable = Один из текстов не читается как условия, поэтому сравнение только построчное.
programs-change-added = добавлено
programs-change-removed = убрано
programs-change-changed = изменено
programs-change-moved = перенесено

# Группы
programs-tab-groups = Группы
programs-groups-name = Группа
programs-groups-members = Партнёры группы
programs-groups-common = общие условия
programs-groups-none = Здесь будут группы партнёров
programs-groups-none-why = Условия группы действуют для каждого, кто в ней в этот день, и объявляются, а не принимаются по одному. Пока групп нет.
programs-groups-new = Новая группа
programs-groups-add-verb = Добавить группу
programs-groups-lead = Условия группы действуют вместо общих; собственные условия партнёра сильнее условий группы.
programs-groups-no-terms = У группы пока общие условия
programs-groups-no-terms-why = Напишите условия группы: после утверждения они будут объявлены её партнёрам.
programs-groups-nobody = В группе пока никого
programs-groups-nobody-why = Партнёр состоит не больше чем в одной группе программы.
programs-groups-state = В группе
programs-groups-state-now = в группе
programs-groups-state-left = вышел
programs-groups-join = Включить партнёров
programs-groups-join-verb = Включить в группу
programs-groups-leave-open = Вывести из группы
programs-groups-leave-label = Последний день в группе: { $partner }
programs-portal-group = условия вашей группы

# Планы партнёров
programs-partners-target = План
programs-targets-plan = План
programs-targets-open = Планы
programs-targets-title = Планы партнёров
programs-targets-lead = План оборота на период для каждого партнёра. Действует план, начавшийся последним; прежние остаются в истории.
programs-targets-set = Изменить план
programs-targets-label = План на период: { $partner }
programs-targets-from = С какого дня
programs-targets-verb = Сохранить план
programs-targets-at = Внесён
programs-targets-none-from = без плана
programs-targets-empty = Здесь будут планы партнёров
programs-targets-empty-why = Пока ни одного плана. Внесите их в списке партнёров или таблицей.
programs-targets-import = Внести таблицей
programs-targets-import-verb = Внести планы
programs-targets-text-help = По строке на партнёра: код или название; план; с какого дня. Например: P-17; 1 500 000; 01.01.2027
programs-table-text = Таблица
programs-table-file = Или файл CSV, XLSX
programs-table-nothing = Вставьте таблицу или выберите файл
programs-table-row = Строка { $row }: { $sentence }
programs-table-more = И ещё ошибок: { $count }
programs-table-too-long = Не больше { $max } строк за раз

# Места в двух ветках
programs-leg-left = левая ветка
programs-leg-right = правая ветка
programs-tree-open = Две ветки
programs-tree-title = Две ветки: кто под кем
programs-tree-lead = Место даётся один раз и остаётся за партнёром. Условия с двумя ветками платят по местам на последний день периода.
programs-tree-count = { $count ->
    [0] Пока никто не размещён
    [one] Размещён { $count } партнёр
    [few] Размещены { $count } партнёра
   *[many] Размещено { $count } партнёров
}
programs-tree-heads = Кто наверху
programs-tree-none = Здесь будет дерево
programs-tree-none-why = Разместите первого партнёра под тем, кто стоит наверху: наверху может быть любой участник программы.
programs-tree-stands-under = Стоит под партнёром
programs-tree-free = свободно:
programs-tree-is-free = свободна
programs-tree-deeper = показать ниже
programs-tree-place = Разместить партнёра
programs-tree-partner = Кого
programs-tree-partner-help = Код или название участника программы
programs-tree-under = Под кем
programs-tree-leg = На какой ветке
programs-tree-from = С какого дня
programs-tree-verb = Разместить
programs-tree-import = Внести таблицей
programs-tree-import-verb = Разместить всех
programs-tree-text-help = По строке на партнёра: кого; под кем; левая или правая; с какого дня. Например: P-17; P-03; левая; 01.02.2027
programs-tree-take-back-means = { $partner }: место снимается так, как будто его не давали. Если периоды с ним закрыты, разница станет исправлениями в открытом.
programs-tree-take-back-verb = Снять с места
programs-tree-own-title = Ваше место
programs-tree-own = Вы стоите под
programs-tree-top = никем: вы наверху

# Курсы валют
programs-rates-title = Курсы валют
programs-rates-lead = По этим курсам считают условия, где продажа и вознаграждение в разных валютах. Без курса на нужный день строка ждёт.
programs-rates-on = День
programs-rates-pair = Пара
programs-rates-base = Валюта
programs-rates-quote = Цена в валюте
programs-rates-rate = Курс
programs-rates-rate-help = Сколько стоит одна единица валюты, например 98,4321; не больше 10 знаков после запятой
programs-rates-source = Источник
programs-rates-source-help = Например: ЦБ РФ
programs-rates-at = Внесён
programs-rates-corrected = исправлен
programs-rates-none = Здесь будут курсы валют
programs-rates-none-why = Пока ни одного курса.
programs-rates-add = Внести курс
programs-rates-for-good = Внесённый курс не меняется. Чтобы исправить, внесите другой на тот же день: действует последний, прежний останется виден.
programs-rates-add-verb = Внести курс
programs-rates-import = Внести таблицей
programs-rates-import-verb = Внести курсы
programs-rates-text-help = День; валюта; курс; источник. Например: 01.03.2026; USD; 98,4321; ЦБ РФ

# Сказанное и отказы
programs-said-submitted = Отправлено на утверждение
programs-said-withdrawn = Отозвано с утверждения
programs-said-returned = Возвращено автору
programs-said-proposed = Версия { $number } предложена партнёру
programs-said-one-person = Теперь публиковать может один человек
programs-said-two-people = Теперь публикует второй человек
programs-said-accepted = Отмечено: приняты на бумаге
programs-said-retracted = Предложение отозвано
programs-said-you-accepted = Вы приняли условия
programs-said-you-declined = Вы отклонили условия
programs-said-group-added = Группа добавлена
programs-said-joined = Включено в группу: { $count }
programs-said-group-left = Последний день в группе: { $until }
programs-said-target = План сохранён, действует с { $from }
programs-said-targets = Внесено планов: { $count }
programs-said-placed = Партнёр размещён с { $from }
programs-said-placed-many = Размещено: { $count }
programs-said-place-taken-back = Место снято
programs-said-rate = Курс внесён
programs-said-rates = Внесено курсов: { $count }
programs-refusal-second-person-needed = Публикует второй человек: отправьте черновик на утверждение
programs-refusal-own-submission = Вы отправили или последним меняли этот черновик: пусть решит другой сотрудник
programs-refusal-submitted-already = Черновик уже отправлен на утверждение
programs-refusal-not-submitted = Черновик не на утверждении: его отозвали, изменили или уже решили
programs-refusal-reason-missing = Напишите, почему
programs-refusal-words-too-long = Не больше { $max } знаков
programs-refusal-not-proposed = Это не условия, предложенные партнёру
programs-refusal-answered-already = Ответ уже дан { $at }
programs-refusal-other-text = Вы отвечаете на другой текст: откройте предложение заново
programs-refusal-proposal-late = Пока предложение ждало, периоды по { $date } закрыли. Отзовите его и предложите с более позднего дня
programs-refusal-group-name-missing = Дайте группе название
programs-refusal-group-name-long = Название не длиннее { $max } знаков
programs-refusal-group-name-taken = Группа «{ $name }» в этой программе уже есть
programs-refusal-in-group-already = { $partner } уже в группе «{ $group }» с { $from }: сначала завершите участие в ней
programs-refusal-group-before-common = Общие условия начинаются { $date }: условия группы не могут начаться раньше
programs-refusal-target-not-positive = План должен быть больше нуля
programs-refusal-placed-under-itself = Партнёр не может стоять под самим собой
programs-refusal-placed-already = { $partner } уже стоит под партнёром { $under } с { $from }: место даётся один раз. Если это ошибка, сначала снимите с места
programs-refusal-before-program-begins = Программа начинается { $date }: место не раньше этого дня
programs-refusal-not-taking-part = { $partner } не участвует в программе { $date }
programs-refusal-leg-taken = Эта ветка партнёра { $under } занята: там { $by }
programs-refusal-placed-in-circle = { $under } стоит ниже партнёра { $partner }: получился бы круг
programs-refusal-others-below = Под партнёром { $partner } уже стоит { $below }: сначала снимите того, кто ниже
programs-refusal-same-currency = { $currency } в { $currency } не переводят: выберите разные валюты
programs-refusal-rate-in-future = Курс на { $date } ещё неизвестен: не позже завтрашнего дня
programs-refusal-rate-odd = «{ $text }» — не курс: нужно число больше нуля, не больше { $decimals } знаков после запятой

# События
event-programs-terms-submitted = Программа «{ $name }»{ $whose }: условия отправлены на утверждение, с { $from }. { $comment }
event-programs-submission-withdrawn = Программа «{ $name }»: условия отозваны с утверждения
event-programs-terms-returned = Программа «{ $name }»{ $whose }: условия возвращены автору. { $reason }
event-programs-one-person-allowed = Программа «{ $name }»: публиковать может один человек — { $answer }
event-programs-terms-proposed = Программа «{ $name }», { $partner }: предложены индивидуальные условия, версия { $number }, с { $from }, отпечаток { $hash }
event-programs-proposal-accepted = Программа «{ $name }», { $partner }: условия версии { $number } приняты { $how }, отпечаток { $hash }
event-programs-proposal-declined = Программа «{ $name }», { $partner }: условия версии { $number } отклонены. { $reason }
event-programs-proposal-retracted = Программа «{ $name }», { $partner }: предложение версии { $number } отозвано
event-programs-group-published = Программа «{ $name }», группа «{ $group_name }»: опубликованы условия, версия { $number }, с { $from }, отпечаток { $hash }
event-programs-group-ended = Программа «{ $name }», группа «{ $group_name }»: условия версии { $number } заканчиваются { $until }
event-programs-group-added = Программа «{ $name }»: добавлена группа «{ $group_name }»
event-programs-group-joined = { $partner }: в группе «{ $group_name }» программы «{ $name }» с { $from }
event-programs-group-left = { $partner }: последний день в группе «{ $group_name }» программы «{ $name }» — { $until }
event-programs-target-set = { $partner }: план в программе «{ $name }» с { $from } — { $target }
event-programs-targets-set = Программа «{ $name }»: внесены планы таблицей ({ $count })
event-programs-placed = { $partner }: в программе «{ $name }» под партнёром { $under_name }, { $leg }, с { $from }
event-programs-placement-taken-back = { $partner }: в программе «{ $name }» снят с места под партнёром { $under_name }, { $leg }
event-programs-rate-added = Курс { $subject } на { $on }: { $rate }
event-programs-rates-added = Внесены курсы валют таблицей ({ $count })

# Письма
programs-letter-submitted-subject = { $program }: условия ждут вашего решения
programs-letter-proposed-subject = { $program }: вам предлагают индивидуальные условия
programs-letter-grouped-subject = { $program }: новые условия для вашей группы с { $from }
programs-letter-accepted-subject = { $program }: { $partner } принял индивидуальные условия
programs-letter-declined-subject = { $program }: { $partner } отклонил индивидуальные условия
programs-letter-accepted-body =
    Здравствуйте, { $name }!

    Партнёр { $partner } принял в портале индивидуальные условия программы «{ $program }», версия { $number }. Теперь они действуют в свои дни:
    { $link }
programs-letter-declined-body =
    Здравствуйте, { $name }!

    Партнёр { $partner } отклонил индивидуальные условия программы «{ $program }», версия { $number }. Действуют прежние. Причина: { $reason }
    { $link }
programs-letter-submitted-body =
    Здравствуйте, { $name }!

    Условия программы «{ $program }» отправлены на утверждение, желаемый первый день — { $from }. Прочтите их и утвердите или верните с причиной:
    { $link }
programs-letter-proposed-body =
    Здравствуйте, { $name }!

    В программе «{ $program }» вам предлагают индивидуальные условия с { $from }. Они начнут действовать, только если вы их примете. Условия простыми словами и отличия от общих:
    { $link }
programs-letter-grouped-body =
    Здравствуйте, { $name }!

    В программе «{ $program }» с { $from } для вашей группы действуют новые условия. Они написаны здесь:
    { $link }
programs-api-bad-body = Запрос не читается: проверьте поля, даты вида 2026-03-01 и суммы вида 1500.00
