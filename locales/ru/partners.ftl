# Партнёры: карточки, реквизиты, сеть.

menu-partners = Партнёры
menu-company = Моя компания

## Виды, статусы, формы
partners-kind-reseller = Реселлер
partners-kind-dealer = Дилер
partners-kind-distributor = Дистрибьютор
partners-kind-agent = Агент
partners-kind-affiliate = Аффилиат
partners-kind-referrer = Рекомендатель

partners-status-candidate = Кандидат
partners-status-active = Активен
partners-status-suspended = Приостановлен
partners-status-terminated = Расстались

partners-form-company = Организация
partners-form-entrepreneur = ИП
partners-form-self-employed = Самозанятый (НПД)
partners-form-person = Физическое лицо
partners-form-foreign = Иностранная организация

partners-vat-none = Без НДС
partners-vat-0 = НДС 0 %
partners-vat-5 = НДС 5 %
partners-vat-7 = НДС 7 %
partners-vat-10 = НДС 10 %
partners-vat-general = НДС по общей ставке (22 % с 2026 года)

## Поля карточки
partners-field-name = Название
partners-field-code = Код
partners-field-kind = Вид
partners-field-status = Статус
partners-field-region = Регион
partners-field-country = Страна
partners-field-tier = Уровень
partners-field-upline = Вышестоящий
partners-field-since = С нами с

## Список
partners-list-title = Партнёры
partners-list-search = Название, код, ИНН, контакт
partners-add-verb = Добавить партнёра
partners-empty-title = Здесь будут ваши партнёры
partners-empty-why = Карточка хранит вид, статус, регион, контакты, реквизиты и место в структуре. Начните с одного партнёра.
partners-none-title = Таких партнёров нет
partners-none-why = Ни один партнёр не подходит под фильтр. Уберите одно из условий или покажите всех.
partners-none-all = Показать всех
partners-views = Виды списка
partners-view-all = Все
partners-view-active = Активные
partners-view-candidates = Кандидаты
partners-view-keep = Сохранить вид
partners-view-keep-title = Сохранить фильтр как вид списка
partners-view-name = Название вида
partners-view-name-help = Вид увидите только вы. Он запомнит поиск, фильтры и порядок.
partners-view-forget = Убрать вид «{ $name }»

## Карточка
partners-tabs = Разделы карточки
partners-tab-overview = Обзор
partners-tab-programs = Программы
partners-tab-sales = Продажи
partners-tab-statements = Отчёты агента
partners-tab-payouts = Выплаты
partners-tab-timeline = Хронология
partners-card-number = № { $code }
partners-card-facts = Карточка
partners-card-contacts = Контакты
partners-card-requisites = Реквизиты
partners-card-network = Структура
partners-card-notes = Заметки
partners-edit-verb = Изменить
partners-edit-title = Изменить карточку
partners-edit-save = Сохранить карточку
partners-add-title = Новый партнёр
partners-add-contact = Первый контакт
partners-name-help = Как партнёра называют у вас; полное имя для банка живёт в реквизитах.
partners-code-help = Ваш номер партнёра, если он есть. Двух одинаковых не бывает.
partners-tier-help = Уровень в партнёрской программе, например «Золото».
partners-status-help = Кандидата ещё предстоит утвердить, активный партнёр работает сразу.

partners-contacts-none = Контактов пока нет: неизвестно, кому звонить.
partners-contact-add = Добавить контакт
partners-contact-name = Имя
partners-contact-role = Должность
partners-contact-email = Почта
partners-contact-phone = Телефон
partners-contact-help = Нужна почта или телефон, можно и то и другое.
partners-contact-remove = Убрать контакт: { $name }

partners-network-uplines = Над ним
partners-network-no-upline = Никого: партнёр стоит сам по себе.
partners-network-downline = { $count ->
    [0] Под ним
    [one] Под ним напрямую { $count } партнёр
    [few] Под ним напрямую { $count } партнёра
   *[many] Под ним напрямую { $count } партнёров
}
partners-network-no-downline = Пока никого.
partners-network-cut = Показаны первые { $count }. Остальные видны на карточках ниже по структуре.

partners-notes-none = Заметок нет.
partners-note-body = Новая заметка
partners-note-help = Видят только сотрудники компании.
partners-note-verb = Записать

partners-timeline-empty-title = Пока ничего не произошло
partners-timeline-empty-why = Здесь появится всё, что случается с партнёром: кто, что, когда и почему.
partners-who-program = Программа
partners-who-gone = Неизвестный сотрудник

## Статус
partners-status-title = Сменить статус
partners-status-verb = Сменить статус
partners-status-present = Сейчас: { $status }.
partners-status-next = Новый статус
partners-status-reason = Причина
partners-status-reason-help = Не нужна только при первом утверждении. Причина останется в хронологии.
partners-status-consequence = { $count ->
    [one] Под партнёром { $count } другой партнёр: он останется на месте, пока вы его не переведёте.
    [few] Под партнёром { $count } других партнёра: они останутся на месте, пока вы их не переведёте.
   *[many] Под партнёром { $count } других партнёров: они останутся на месте, пока вы их не переведёте.
}

## Вышестоящий
partners-upline-title = Сменить вышестоящего
partners-upline-lead = Прежняя связь закончится накануне. То, что было верно раньше, верно и дальше.
partners-upline-help = Название или код партнёра. Пусто — никого.
partners-upline-from = С даты
partners-upline-verb = Сменить вышестоящего
partners-upline-history = Кто стоял над ним
partners-upline-first = Первый день
partners-upline-last = Последний день
partners-upline-open = по сей день

## Реквизиты
partners-requisites-title = Реквизиты
partners-requisites-none = Реквизитов нет: платить пока некуда.
partners-requisites-verb = Изменить реквизиты
partners-requisites-fill = Заполнить реквизиты
partners-requisites-save = Сохранить реквизиты
partners-requisites-form = Кто получает деньги
partners-requisites-name = Полное имя
partners-requisites-name-help = Как в банке: у ИП фамилия, имя и отчество целиком, иначе банк вернёт платёж.
partners-requisites-inn = ИНН
partners-requisites-inn-help = У иностранного лица можно не заполнять.
partners-requisites-kpp = КПП
partners-requisites-kpp-help = Только у организаций.
partners-requisites-ogrn = ОГРН или ОГРНИП
partners-requisites-account = Расчётный счёт
partners-requisites-bic = БИК
partners-requisites-bank = Банк
partners-requisites-corr_account = Корреспондентский счёт
partners-requisites-vat = НДС на его услуги
partners-requisites-non-resident = Не налоговый резидент России
partners-requisites-non-resident-help = Только для физических лиц: НДФЛ удерживается по ставке нерезидента.
partners-requisites-tax-since = Налоговый режим действует с
partners-requisites-tax-since-help = Форма, НДС и резидентство с этого дня. Пусто — с сегодняшнего, а у первых реквизитов — всегда.
partners-requisites-residence = Резидентство
partners-requisites-override = Почему оставить как есть
partners-requisites-override-help = Цифры банка не сходятся. Проверьте их; если они верны, напишите, почему, и реквизиты сохранятся с этой пометкой.
partners-requisites-overridden = Цифры не сходятся
partners-requisites-incomplete = Для платежа не хватает
partners-requisites-history = Как реквизиты менялись
partners-requisites-when = Когда
partners-requisites-who = Кто

## Что не так с числом
partners-wrong-missing = «{ $field }»: заполните поле.
partners-wrong-not-digits = «{ $field }»: здесь только цифры.
partners-wrong-length = «{ $field }»: цифр { $has }, а нужно { $needs }.
partners-wrong-check-digit = «{ $field }»: { $place }-я цифра должна быть { $expected }, а стоит { $found }. Проверьте, нет ли опечатки.
partners-wrong-kpp-shape = «{ $field }»: нужны четыре цифры, две цифры или заглавные латинские буквы и ещё три цифры.
partners-wrong-bic-begin = «{ $field }»: начинается с 04, у казначейства с 00, 01 или 02.
partners-wrong-account-key = «{ $field }»: счёт не подходит к БИК, контрольная сумма кончается на { $sum }, а должна на 0. Проверьте счёт и БИК.
partners-wrong-corr-account-begin = «{ $field }»: корреспондентский счёт начинается с 301, у казначейства с 40102.
partners-wrong-luhn = «{ $field }»: сумма Луна кончается на { $sum }, а должна на 0. Проверьте, нет ли опечатки.

## Портал
partners-company-lead = Что о вас знает компания
partners-company-no-requisites = Реквизитов нет: мы не знаем, куда вам платить. Заполните их.
partners-company-requisites-lead = Сюда мы переводим вознаграждение. Прежние реквизиты остаются в истории.

## Сказано
partners-said-added = Партнёр «{ $name }» добавлен
partners-said-changed = Карточка сохранена
partners-said-status = Новый статус: { $status }
partners-said-upline = Структура изменена с { $from }
partners-said-requisites = Реквизиты сохранены
partners-said-requisites-same = Реквизиты уже такие, ничего не изменилось
partners-said-contact-added = Контакт «{ $name }» добавлен
partners-said-contact-removed = Контакт убран
partners-said-note-added = Заметка записана
partners-said-view-kept = Вид «{ $name }» сохранён

## Отказы
partners-refusal-name-missing = У партнёра должно быть название.
partners-refusal-too-long = Слишком длинно: не больше { $max } знаков.
partners-refusal-code-taken = Код { $code } уже у другого партнёра. Выберите другой код.
partners-refusal-name-ambiguous = Партнёров с названием «{ $name }» несколько. Назовите его по коду.
partners-refusal-partner-unknown = Партнёра «{ $name }» нет. Проверьте название или код.
partners-refusal-contact-name-missing = У контакта должно быть имя.
partners-refusal-contact-way-missing = Нужна почта или телефон.
partners-refusal-email-wrong = { $email } — не почтовый адрес. Нужен такой: vera@romashka.ru
partners-refusal-phone-wrong = { $phone } — не телефон. Нужен такой: +7 912 345-67-89
partners-refusal-status-same = Партнёр и так в этом статусе: { $status }.
partners-refusal-status-back = Кандидатом снова не становятся. Приостановите партнёра или расстаньтесь с ним.
partners-refusal-reason-missing = Напишите причину: её увидят в хронологии.
partners-refusal-upline-itself = Партнёр не может стоять над самим собой.
partners-refusal-upline-absent = Над партнёром и так никого нет.
partners-refusal-upline-same = Этот вышестоящий у него с { $since }.
partners-refusal-upline-later = С { $since } уже записана другая связь. Выберите более позднюю дату: прошлое не переписывается.
partners-refusal-upline-circle = Получится круг: с { $on } партнёр окажется над самим собой.
partners-refusal-requisites-wrong = Реквизиты не сходятся. { $findings }
partners-refusal-note-empty = Заметка пуста.
partners-refusal-view-name-missing = Назовите вид.
partners-api-bad-parameter = Один из параметров не понят: status, kind, limit или after.

## События
event-partners-added = Добавлен партнёр «{ $name }»
event-partners-card-changed = { $field }: { $before } → { $after }
event-partners-kind-changed = Вид: { $before } → { $after }
event-partners-status-changed = Статус: { $before } → { $after }. { $reason }
event-partners-tier-set = Уровень: { $before } → { $after }
event-partners-contact-added = Добавлен контакт: { $name }
event-partners-contact-removed = Убран контакт: { $name }
event-partners-requisites-changed = { $account_changed ->
    [true] Изменены реквизиты, в том числе счёт.
   *[other] Изменены реквизиты, счёт прежний.
} { $fit ->
    [true] Все цифры сходятся.
   *[other] Цифры не сходятся, оставлены как есть: { $reason }
}
event-partners-upline-set = С { $from } вышестоящий — { $upline_name }
event-partners-upline-removed = С { $from } вышестоящего нет
event-partners-note-added = Записана заметка

partners-export-bad-format = Файл бывает csv или xlsx.

partners-requisites-password = Ваш пароль
partners-requisites-password-help = Нужен, если деньги пойдут на другой счёт или другому получателю. О смене узнают прежние контакты партнёра.
partners-requisites-unconfirmed = Новые реквизиты не подтверждены
partners-requisites-unconfirmed-why = Изменены { $at }. Сверьте их с партнёром по прежнему телефону: пока их не подтвердит второй человек, выплаты ждут.
partners-requisites-second-person = Эти реквизиты изменили вы, поэтому подтвердить их должен другой человек.
partners-requisites-confirm = Подтвердить реквизиты
partners-shared-title = Общие счета
partners-shared-lead = Счета, на которые просят платить сразу несколько партнёров. Проверьте, что это не ошибка и не подмена.
partners-shared-none = Общих счетов нет
partners-shared-none-why = У каждого партнёра свой счёт.
partners-shared-badge = Тот же счёт у других
partners-said-confirmed = Реквизиты подтверждены.
partners-refusal-own-requisites = Подтвердить реквизиты должен не тот, кто их изменил.
partners-refusal-nothing-to-confirm = Подтверждать нечего: реквизиты уже подтверждены.
partners-refusal-password-wrong = Пароль не подошёл. Чтобы деньги пошли на другой счёт, введите свой пароль.
partners-letter-moved-subject = Реквизиты «{ $name }» изменены
partners-letter-moved-body =
    Здравствуйте!

    { $at } изменены реквизиты, на которые выплачивается вознаграждение «{ $name }». Прежний счёт оканчивался на { $tail }.

    Если это сделали вы, ничего делать не нужно. Если нет, сразу сообщите нам: выплаты на новый счёт пока приостановлены.
event-partners-requisites-confirmed = Новые реквизиты подтверждены вторым человеком, счёт { $account }
