# Words of the common ground: figures, dates, frame, components.

base-month-1 = январь
base-month-2 = февраль
base-month-3 = март
base-month-4 = апрель
base-month-5 = май
base-month-6 = июнь
base-month-7 = июль
base-month-8 = август
base-month-9 = сентябрь
base-month-10 = октябрь
base-month-11 = ноябрь
base-month-12 = декабрь

base-month-of-1 = января
base-month-of-2 = февраля
base-month-of-3 = марта
base-month-of-4 = апреля
base-month-of-5 = мая
base-month-of-6 = июня
base-month-of-7 = июля
base-month-of-8 = августа
base-month-of-9 = сентября
base-month-of-10 = октября
base-month-of-11 = ноября
base-month-of-12 = декабря

base-month-short-1 = янв
base-month-short-2 = фев
base-month-short-3 = мар
base-month-short-4 = апр
base-month-short-5 = май
base-month-short-6 = июн
base-month-short-7 = июл
base-month-short-8 = авг
base-month-short-9 = сен
base-month-short-10 = окт
base-month-short-11 = ноя
base-month-short-12 = дек

base-quarter = { $quarter } квартал { $year }
base-thousand = { $figure } тыс.
base-million = { $figure } млн
base-billion = { $figure } млрд

base-frame-brand = Артель
base-frame-menu = Меню
base-frame-more = Ещё
base-frame-skip = К содержанию
base-frame-find = Найти страницу или партнёра
base-frame-crumbs = Путь
base-frame-sign-out = Выйти
base-frame-theme-auto = Тема как в системе
base-frame-theme-light = Светлая тема
base-frame-theme-dark = Тёмная тема
base-frame-inbox = { $count ->
    [0] Входящие, новых нет
    [one] Входящие, { $count } ждёт вас
    [few] Входящие, { $count } ждут вас
   *[many] Входящие, { $count } ждут вас
}

base-dialog-close = Закрыть
base-dialog-no = Нет, оставить

base-code-label = Текст
base-code-copy = Скопировать
base-code-copied = Скопировано

base-table-export = Выгрузить
base-table-select = Выбрать: { $name }
base-table-select-all = Выбрать все
base-table-with-selected = С выбранными:

base-paging-label = Страницы
base-paging-next = Дальше
base-paging-previous = Назад
base-paging-shown = { $from }–{ $to } из { $total }

base-filter-search = поиск
base-filter-open = Фильтр
base-filter-any = любой
base-filter-apply = Показать
base-filter-remove = Убрать фильтр «{ $filter }»
base-filter-clear = Сбросить всё

base-tile-more = больше на
base-tile-less = меньше на
base-tile-same = без изменений

base-receipt-rejected = Также рассмотрено
base-receipt-seal = Отчёт запечатан, хеш { $hash }, проверить
base-receipt-sealed = запечатано
base-receipt-would-change = Что изменило бы сумму

base-progress-done = { $done } из { $total }
base-progress-speed = { $speed } в секунду
base-progress-seconds-left = осталось { $count } с
base-progress-minutes-left = осталось { $count } мин
base-progress-skipped = { $count ->
    [one] пропущена { $count } строка
    [few] пропущены { $count } строки
   *[many] пропущено { $count } строк
}
base-step-done = готово:
base-step-failed = не удалось

base-form-optional = необязательно
base-form-errors = { $count ->
    [one] Осталось исправить { $count } поле
    [few] Осталось исправить { $count } поля
   *[many] Осталось исправить { $count } полей
}
base-form-required = Заполните поле «{ $field }»
base-form-date = «{ $field }»: даты { $value } не бывает, нужна такая: 05.12.2017
base-form-integer = «{ $field }»: { $value } — не целое число, нужно такое: 1 200
base-form-money = «{ $field }»: { $value } — не сумма в { $currency }, нужна такая: 1 234,56

base-chart-summary = { $series }: от { $least } до { $most }, последнее значение { $last }.
base-chart-figures = Цифры таблицей
base-chart-label = Подпись
base-chart-went-on = прошли дальше: { $share }

## Двери, роли, отказы
base-own-sessions = Профиль и сеансы
base-way-home = На главную
base-unknown-title = Такой страницы нет
base-unknown-detail = Адрес неверен, или эта запись вам не видна. Проверьте ссылку или вернитесь на главную.
base-forbidden-title = Не входит в вашу роль
base-forbidden-detail = Ваша роль не позволяет этого сделать. Попросите владельца изменить роль.
base-sign-in-title = Сначала войдите
base-sign-in-detail = Эта страница открывается после входа.
base-bad-request-title = Запрос не понят
base-bad-form = Форму не удалось прочитать. Вернитесь назад, обновите страницу и отправьте её ещё раз.
base-form-out-of-date = Форма устарела: вы вошли заново в другой вкладке. Вернитесь назад, обновите страницу и отправьте форму ещё раз.
base-foreign-form = Форма пришла с чужого сайта и не принята. Откройте страницу сами и отправьте форму оттуда.
base-refused-title = Так сделать нельзя
base-failed-title = Что-то сломалось
base-failed-detail = Мы записали ошибку. Попробуйте ещё раз; если повторится, назовите администратору номер { $id }.

role-owner = Владелец
role-partner-manager = Менеджер по партнёрам
role-finance = Финансы
role-marketing = Маркетинг
role-support = Поддержка
role-inspector = Инспектор
role-auditor = Аудитор
role-partner-owner = Руководитель партнёра
role-partner-employee = Сотрудник партнёра
role-partner-accountant = Бухгалтер партнёра

act-see-partners = Видеть партнёров
act-edit-partners = Изменять партнёров
act-see-programs = Видеть программы и условия
act-edit-programs = Изменять программы и черновики условий
act-publish-terms = Публиковать условия
act-see-sales = Видеть продажи
act-edit-sales = Вносить и импортировать продажи
act-see-commissions = Видеть начисления и отчёты
act-close-period = Закрывать период
act-see-ledger = Видеть счета и проводки
act-see-payouts = Видеть выплаты
act-prepare-payouts = Готовить реестры выплат
act-approve-payouts = Утверждать чужие реестры
act-see-insights = Видеть обзоры
act-manage-users = Управлять пользователями
act-see-audit = Читать журнал действий
act-manage-settings = Менять настройки
act-edit-rates = Вносить курсы валют
act-portal-home = Видеть главную и свои продажи
act-portal-money = Видеть отчёты, остаток и выплаты
act-portal-company = Изменять контакты и реквизиты
act-portal-team = Приглашать коллег
act-portal-agree = Принимать и отклонять индивидуальные условия

menu-group-partners = Партнёры
menu-group-sales = Продажи
menu-group-money = Деньги
menu-group-growth = Рост
menu-group-analysis = Анализ
menu-group-settings = Настройки
menu-group-portal = Портал

# The menu of the gallery's sample pages.
base-sample-overview = Обзор
base-sample-group-partners = Партнёры
base-sample-partners = Партнёры
base-sample-programs = Программы
base-sample-group-sales = Продажи
base-sample-sales = Продажи
base-sample-customers = Клиенты
base-sample-import = Загрузка
base-sample-group-money = Деньги
base-sample-commissions = Начисления
base-sample-payouts = Выплаты
base-sample-ledger = Проводки
base-sample-group-settings = Настройки
base-sample-people = Люди
base-sample-settings = Настройки
base-sample-home = Главная
base-sample-deals = Сделки
base-sample-money = Деньги
base-sample-learning = Учёба
base-sample-files = Документы
base-sample-support = Обращения
