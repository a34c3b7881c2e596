# Words of the slice sales: customers, products, sales, returns and import.

menu-sales = Продажи
menu-customers = Клиенты
menu-products = Товары
menu-import = Импорт
menu-own-sales = Продажи

sales-tabs = Разделы продаж
sales-tab-sales = Продажи
sales-tab-customers = Клиенты
sales-tab-products = Товары
sales-tab-import = Импорт

sales-kind-order = заказ
sales-kind-payment = оплата
sales-kind-lead = лид
sales-kind-action = действие
sales-kind-return = возврат
sales-state-confirmed = подтверждена
sales-state-pending = ожидает
sales-state-cancelled = отменена
sales-state-corrected = исправлена

sales-field-reference = Номер
sales-field-happened_on = Дата
sales-field-kind = Вид
sales-field-partner = Партнёр
sales-field-customer = Клиент
sales-field-product = Товар
sales-field-program = Программа
sales-field-quantity = Количество
sales-field-amount = Сумма
sales-field-currency = Валюта
sales-field-source = Источник
sales-field-note = Примечание
sales-field-document = Документ
sales-field-vat = НДС в сумме
sales-field-delivery = Доставка в сумме
sales-field-cost = Себестоимость без НДС
sales-field-paid = Оплачено
sales-field-invoiced_on = Дата счёта
sales-field-paid_on = Дата оплаты
sales-field-covers_from = Период услуги с
sales-field-covers_until = Период услуги по
sales-field-participants = Участники
sales-field-reason = Причина
sales-field-name = Название
sales-field-code = Код
sales-field-inn = ИНН
sales-field-country = Страна
sales-field-region = Регион
sales-field-sector = Отрасль
sales-field-parent = Головная компания
sales-field-series = Серия
sales-field-category = Категория
sales-field-price = Цена по прайсу

sales-list-title = Продажи
sales-list-search = Номер продажи
sales-list-from = с даты
sales-list-until = по дату
sales-list-total = { $count ->
    [one] Всего { $count } строка
    [few] Всего { $count } строки
   *[other] Всего { $count } строк
}
sales-enter-verb = Внести продажу
sales-import-verb = Загрузить файл
sales-empty-title = Продаж пока нет
sales-empty-why = Здесь будут заказы, оплаты и возвраты, по которым партнёры зарабатывают. Загрузите файл из учётной системы или внесите первую продажу вручную.

sales-new-title = Новая продажа
sales-new-lead = Дата решает, по каким условиям считать; момент внесения — в какой период попадёт начисление.
sales-new-partner-help = Название или код партнёра, как на его карточке.
sales-new-customer-help = Название, код или ИНН клиента.
sales-new-date-help = Когда продажа произошла, а не когда её вносят.
sales-new-reference-help = Номер документа. Один номер дважды не засчитается. Если оставить пустым, номер будет выдан.
sales-new-program-help = Если не выбрана, продажа считается во всех программах, где партнёр участвует.
sales-more-title = Подробнее о продаже
sales-more-document-help = Номер счёта или заказа, в который входят несколько строк.
sales-more-vat-help = Весь НДС внутри суммы, вместе с НДС доставки.
sales-more-delivery-help = Доставка внутри суммы, вместе с её НДС.
sales-more-cost-help = Для расчёта маржи. Партнёру не показывается.
sales-more-paid-help = Сколько клиент уже заплатил по этой строке.
sales-more-covers-help = Период услуги — за какие дни платит подписка; нужны обе даты или ни одной.
sales-more-participants-help = Кто участвует в продаже кроме продавца. Роль — короткое слово: строчные буквы, цифры, дефис. Доля — 30 %, 0.3 или 1/3; без доли берётся доля из условий.
sales-more-participant-partner = Участник
sales-more-participant-role = Роль
sales-more-participant-share = Доля
sales-more-pending = Ожидает подтверждения
sales-more-pending-help = Пока не подтверждено, ничего не начисляется и не снимается.
sales-choose-none = — не указано —

sales-card-title = Продажа { $reference }
sales-card-facts = Сведения
sales-card-accruals = Начисления по ней
sales-card-any-program = все программы партнёра
sales-card-known = Стало известно
sales-card-known-note = Внесена { $moment }, источник: { $source }.
sales-card-returns = Возвраты
sales-card-no-returns = Возвратов нет.
sales-card-original = Возврат по продаже
sales-card-no-original = Исходная продажа неизвестна: возврат принят сам по себе.
sales-card-left = Осталось после возвратов
sales-card-parts = Подробнее о продаже
sales-card-covers = Период услуги
sales-card-share-of-terms = по условиям
sales-card-pending = Ожидает подтверждения и пока ничего не зарабатывает.
sales-card-cancelled = Отменена { $moment } и больше не зарабатывает. Отчёты закрытых периодов не меняются: разница ждёт корректировки.
sales-card-corrected = Исправлена { $moment }: вместо неё действует другая запись.
sales-card-next = Действующая запись
sales-card-revision = Исправление № { $revision }.
sales-card-before = Как было раньше
sales-card-timeline = Что происходило
sales-card-sales = Все продажи
sales-card-bought = Покупки
sales-card-count = Продаж и возвратов
sales-card-turnover = На сумму
sales-by-person = Сотрудник
sales-by-program = Программа

sales-return-verb = Внести возврат
sales-return-title = Возврат по продаже { $reference }
sales-return-lead = Вернуть можно не больше { $left }. Комиссия по возвращённой части будет снята.
sales-return-amount = Сумма возврата
sales-return-date = Дата возврата
sales-return-note = Причина
sales-confirm-verb = Подтвердить
sales-cancel-verb = Отменить
sales-cancel-consequence = Запись останется, но больше не будет ничего зарабатывать. Вернуть её нельзя, номер останется занятым.
sales-correct-verb = Исправить
sales-correct-title = Исправить продажу { $reference }
sales-correct-lead = Исправленная запись займёт место прежней, прежняя останется в истории. Номер, источник и вид не меняются.

sales-customers-title = Клиенты
sales-customers-search = Название, код или ИНН
sales-customers-empty-title = Клиентов пока нет
sales-customers-empty-why = Клиенты — те, кто покупает через партнёров. Загрузите их списком или добавьте по одному.
sales-customer-add-verb = Добавить клиента
sales-customer-new-title = Новый клиент
sales-customer-parent-help = Название, код или ИНН компании, в которую входит клиент.
sales-products-title = Товары
sales-products-search = Название или код
sales-products-empty-title = Товаров пока нет
sales-products-empty-why = По товарам и сериям условия различают ставки. Загрузите прайс-лист или добавьте товары по одному.
sales-product-add-verb = Добавить товар
sales-product-new-title = Новый товар
sales-change-verb = Изменить
sales-save-verb = Сохранить

sales-said-entered = Продажа внесена
sales-said-known = Такая продажа уже внесена, ничего не изменилось
sales-said-returned = Возврат внесён
sales-said-confirmed = Подтверждено
sales-said-cancelled = Отменено
sales-said-corrected = Продажа исправлена
sales-said-saved = Сохранено

sales-portal-title = Мои продажи
sales-portal-lead = Всё, что засчитано вашей компании: продажи и возвраты.
sales-portal-empty-title = Продаж пока нет
sales-portal-empty-why = Продажи появятся здесь, как только компания их засчитает.

sales-api-bad-body = Тело запроса не разобрано

event-sales-sale-entered = Внесена продажа { $reference } на { $amount } от { $happened_on }
event-sales-sale-returned = Внесён возврат { $reference } на { $amount } от { $happened_on }
event-sales-sale-confirmed = Подтверждена продажа { $reference } на { $amount } от { $happened_on }
event-sales-sale-cancelled = Отменена продажа { $reference } на { $amount } от { $happened_on }. { $why }
event-sales-sale-corrected = Исправлена продажа { $reference }: теперь { $amount } от { $happened_on }
event-sales-customer-added = Добавлен клиент «{ $name }»
event-sales-customer-changed = Изменён клиент «{ $name }»
event-sales-product-added = Добавлен товар «{ $name }»
event-sales-product-changed = Изменён товар «{ $name }»
event-sales-file-imported = Загружен файл { $file }: новых строк { $new }, без изменений { $unchanged }, отвергнуто { $rejected }

sales-refusal-name-missing = Укажите название.
sales-refusal-too-long = Поле «{ $field }» длиннее { $max } знаков.
sales-refusal-name-taken = «{ $name }» уже есть.
sales-refusal-code-taken = Код { $code } уже занят.
sales-refusal-price-negative = Цена не может быть меньше нуля.
sales-refusal-unknown-partner = Партнёр «{ $text }» не найден. Напишите название или код, как на карточке.
sales-refusal-unknown-customer = Клиент «{ $text }» не найден или таких несколько. Напишите код или ИНН либо сначала добавьте клиента.
sales-refusal-unknown-product = Товар «{ $text }» не найден.
sales-refusal-unknown-program = Программа «{ $text }» не найдена.
sales-refusal-unknown-currency = Валюта «{ $code }» неизвестна. Напишите код из трёх букв, например RUB.
sales-refusal-amount-unreadable = Сумма «{ $text }» не разобрана. Напишите, например, 1234.56.
sales-refusal-unknown-kind = Вида продажи «{ $text }» нет. Есть order, payment, lead, action и return.
sales-refusal-reference-missing = Укажите номер.
sales-refusal-amount-negative = Отрицательная сумма — это возврат. Внесите возврат к исходной продаже.
sales-refusal-quantity-negative = Количество не может быть меньше нуля.
sales-refusal-in-future = Эта дата ещё не наступила: сегодня { $today }.
sales-refusal-too-long-ago = Дата раньше 1990 года.
sales-refusal-return-without-original = Для возврата нужен номер исходной продажи того же источника.
sales-refusal-return-of-return = Возврат нельзя вернуть ещё раз.
sales-refusal-return-in-other-currency = Возврат вносится в валюте продажи: { $currency }.
sales-refusal-return-of-nothing = Сумма возврата должна быть больше нуля.
sales-refusal-return-before-sale = Возврат не может быть раньше продажи от { $on }.
sales-refusal-return-too-large = Вернуть можно не больше { $left }.
sales-refusal-return-of-pending = Продажа ещё не подтверждена. Подтвердите её или отмените.
sales-refusal-part-in-other-currency = «{ $field }» указывается в валюте продажи: { $currency }.
sales-refusal-part-negative = «{ $field }» не может быть меньше нуля. У возврата суммы тоже пишутся без минуса.
sales-refusal-part-over-amount = «{ $field }» не может быть больше суммы: { $amount }.
sales-refusal-vat-and-delivery-over-amount = НДС и доставка вместе не могут быть больше суммы: { $amount }.
sales-refusal-part-in-future = «{ $field }»: эта дата ещё не наступила, сегодня { $today }.
sales-refusal-covers-half = У периода услуги укажите обе даты или ни одной.
sales-refusal-covers-backwards = Период услуги не может кончиться раньше, чем начался { $from }.
sales-refusal-role-wrong = Роль «{ $text }» не подходит. Нужно короткое слово: строчные буквы, цифры, дефис.
sales-refusal-share-wrong = Доля «{ $text }» не подходит. Напишите больше нуля и не больше целого: 30 %, 0.3 или 1/3.
sales-refusal-participant-twice = Один партнёр назван дважды в роли «{ $role }».
sales-refusal-too-many-participants = Участников не больше { $max }.
sales-refusal-participants-unreadable = Участники «{ $text }» не разобраны. Напишите: КОД:роль:доля; КОД:роль.
sales-refusal-unknown-status = Состояния «{ $text }» нет. Есть confirmed и pending; отменяют отдельным запросом.
sales-refusal-sale-is-voided = Продажа { $reference } уже отменена или исправлена.
sales-refusal-sale-has-returns = У продажи есть возвраты: { $count }. Сначала отмените их.
sales-refusal-return-is-not-corrected = Возврат не исправляется. Отмените его и внесите новый под другим номером.
sales-refusal-conflict = Под номером { $reference } уже внесено другое. Внесённое раньше не меняется: исправьте номер, внесите возврат или исправьте саму продажу.
sales-refusal-file = Файл не прочитан.
sales-refusal-mapping = Сопоставление не подходит к файлу.

sales-import-reason = загрузка из файла

sales-export-bad-format = Формат выгрузки: csv или xlsx.
sales-export-too-long = Для книги Excel строк слишком много. Сузьте отбор или выгрузите CSV.

sales-field-status = Статус
sales-field-tier = Уровень
sales-field-upline = Вышестоящий партнёр
sales-field-upline_from = Вышестоящий с даты
sales-field-contact = Контактное лицо
sales-field-email = Эл. почта
sales-field-phone = Телефон
sales-field-original = Исходная продажа (для возврата)
sales-field-without_original = Возвраты без исходной продажи

sales-import-title = Импорт
sales-import-lead = Загрузите файл, сопоставьте столбцы и проверьте его целиком: до вашего согласия ничего не записывается.
sales-import-what = Что в файле
sales-import-target-partners = Партнёры
sales-import-target-customers = Клиенты
sales-import-target-products = Товары
sales-import-target-sales = Продажи
sales-import-file = Файл
sales-import-file-help = CSV в любой кодировке с любым разделителем или книга XLSX, до 512 МБ.
sales-import-look-verb = Загрузить и посмотреть
sales-import-no-file = Выберите файл.
sales-import-too-large = Файл больше { $max } МБ или загрузка прервалась. Разделите его на части или загрузите командой artel import.
sales-import-history = Прежние загрузки
sales-import-empty-title = Загрузок пока не было
sales-import-empty-why = Здесь останется каждая загрузка: что вошло, что отвергнуто и почему.
sales-import-started = Начата
sales-import-state = Состояние
sales-import-state-mapping = сопоставление
sales-import-state-checking = проверяется
sales-import-state-checked = проверен
sales-import-state-writing = записывается
sales-import-state-done = записан
sales-import-state-failed = не прочитан
sales-import-step-mapping = Сопоставление столбцов
sales-import-step-check = Проверка файла
sales-import-step-review = Решение
sales-import-step-write = Запись
sales-import-mapping-file = Сопоставление файлом
sales-import-no-column = — нет в файле —
sales-import-constant = { $field }: одно значение для всех строк
sales-import-create = Неизвестное добавлять
sales-import-create-upline = вышестоящих партнёров
sales-import-create-customer = клиентов
sales-import-create-product = товары
sales-import-filter = Брать только строки
sales-import-filter-help = По строке на столбец: столбец = значение | другое значение.
sales-import-filter-odd = Не понята строка отбора «{ $line }». Напишите: столбец = значение.
sales-import-values = Замены значений
sales-import-values-help = По строке на замену: поле: значение в файле = что оно значит. Поля называются как в файле сопоставления: product, partner, customer.
sales-import-values-odd = Не понята замена «{ $line }». Напишите: product: GTXPro = GTX Pro.
sales-import-date = Как написаны даты
sales-import-date-auto = определить самостоятельно
sales-import-date-iso = 2017-03-01
sales-import-date-dmy = день, месяц, год
sales-import-date-mdy = месяц, день, год
sales-import-date-excel = число Excel
sales-import-decimal = Как написаны суммы
sales-import-decimal-auto = определить самостоятельно
sales-import-decimal-comma = 1.234,56
sales-import-decimal-point = 1,234.56
sales-import-sheet = Лист книги
sales-import-sheet-help = Если пусто — первый лист.
sales-import-header-row = Строка с названиями столбцов
sales-import-header-help = Если пусто — первая.
sales-import-check-verb = Проверить файл
sales-import-preview = Первые строки файла
sales-import-progress = Ход работы
sales-import-checking = Файл читается, ничего не записывается
sales-import-writing = Строки записываются
sales-import-so-far = Прочитано строк: { $rows }, отвергнуто: { $rejected }.
sales-import-may-leave = Страницу можно закрыть: работа продолжится, итог останется в списке загрузок.
sales-import-dead = Работа остановилась после нескольких попыток: { $why }. Проверьте файл ещё раз: записанное не удвоится.
sales-import-counts = Строки
sales-import-count-read = Прочитано
sales-import-count-filtered = Пропущено отбором
sales-import-count-new = Записано новых
sales-import-count-will-be-new = Будет записано новых
sales-import-count-changed = Изменено
sales-import-count-will-be-changed = Будет изменено
sales-import-count-unchanged = Уже есть, без изменений
sales-import-count-rejected = Отвергнуто
sales-import-problems = Что не так
sales-import-rejected-file = Отвергнутые строки с причинами
sales-import-means = «{ $from }» — это «{ $to }»
sales-import-row = Строка
sales-import-column = Столбец
sales-import-value = Значение
sales-import-problem = Причина
sales-import-nothing-new = Ничего нового: всё из этого файла уже записано.
sales-import-all-fits = { $new ->
    [one] Всё в порядке: будет записана { $new } строка.
    [few] Всё в порядке: будут записаны { $new } строки.
   *[other] Всё в порядке: будет записано { $new } строк.
}
sales-import-some-rejected = Новых строк: { $new }. Не подходят: { $rejected }. Их можно исправить сейчас или записать остальное, а эти получить файлом.
sales-import-written = { $new ->
    [one] Записана { $new } новая строка.
    [few] Записаны { $new } новые строки.
   *[other] Записано { $new } новых строк.
}
sales-import-written-some = Записано новых строк: { $new }. Отвергнуто: { $rejected } — исправьте их в файле и загрузите его снова, записанное не удвоится.
sales-import-write-verb = Записать
sales-import-see = Посмотреть записанное
sales-import-another = Загрузить ещё файл
