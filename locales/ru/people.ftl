menu-people = Пользователи
menu-audit = Журнал действий
menu-letters = Письма
menu-team = Команда

people-email = Эл. почта
people-password = Пароль
people-new-password = Новый пароль
people-present-password = Нынешний пароль
people-password-help = Не короче { $min } знаков. Длинная простая фраза лучше короткой сложной.
people-name = Имя
people-role = Роль
people-company = Компания
people-state = Состояние
people-seen = Был в системе
people-verbs = Действия
people-vendor = Название компании
people-vendor-help = Под этим именем вас увидят партнёры.

people-sign-in-title = Вход
people-sign-in-verb = Войти
people-forgot-link = Забыли пароль?
people-forgot-title = Забытый пароль
people-forgot-lead = Пришлём ссылку, по которой можно задать новый пароль. Она действует один час.
people-forgot-verb = Прислать ссылку
people-forgot-sent-title = Проверьте почту
people-forgot-sent = Если такой адрес у нас есть, письмо со ссылкой уже в пути. Не пришло за десять минут — посмотрите в спаме.
people-reset-title = Новый пароль
people-reset-verb = Сохранить пароль и войти
people-invitation-title = Добро пожаловать
people-invitation-verb = Задать пароль и войти
people-welcome-title = Первый запуск
people-welcome-lead = Назовите компанию и заведите себя владельцем. Остальное настраивается потом.
people-welcome-verb = Открыть Артель

people-me-title = Профиль и сеансы
people-me-profile = Профиль
people-me-password = Пароль
people-change-password-verb = Сменить пароль
people-sessions-title = Открытые сеансы
people-session-browser = Браузер
people-session-address = Адрес
people-session-begun = Начат
people-session-seen = Последний раз
people-session-verbs = Действия
people-session-end = Завершить
people-session-here = этот сеанс

people-tabs = Разделы
people-tab-users = Пользователи
people-tab-roles = Роли
people-list-title = Пользователи
people-list-staff = Сотрудники компании
people-list-partners = Люди партнёров
people-empty-title = Пока никого
people-empty-why = Здесь появятся приглашённые люди.
people-state-active = Активен
people-state-invited = Приглашён
people-state-blocked = Заблокирован
people-block-verb = Заблокировать
people-unblock-verb = Разблокировать
people-invite-again-verb = Выслать приглашение ещё раз
people-role-verb = Сменить
people-invite-title = Пригласить человека
people-invite-lead = Он получит письмо с одноразовой ссылкой, действующей семь дней.
people-invite-verb = Пригласить
people-team-title = Команда
people-team-lead = Люди вашей компании, которые входят в портал.
people-roles-title = Роли
people-roles-lead = Роль — это набор разрешений. Изменения действуют сразу для всех, у кого она есть.
people-roles-owner = Владелец может всё. Эту роль изменить нельзя, чтобы никто не закрыл себе дверь.
people-roles-acts = Разрешения
people-roles-verb = Сохранить роль

people-audit-title = Журнал действий
people-audit-lead = Кто, что и когда сделал. Записи нельзя изменить или удалить.
people-audit-when = Когда
people-audit-who = Кто
people-audit-what = Что
people-audit-subject = Отбор
people-audit-same = Всё об этом
people-audit-program = программа
people-audit-stranger = не вошедший
people-audit-empty-title = Записей нет
people-audit-empty-why = Здесь появится каждое действие людей и программы.

people-letters-title = Письма
people-letters-lead-smtp = Письма, которые программа отправила или отправляет.
people-letters-lead-local = Почтовый сервер не настроен: письма остаются здесь, ссылки из них работают.
people-letters-when = Написано
people-letters-to = Кому
people-letters-subject = Тема
people-letters-state = Состояние
people-letters-error = Ошибка
people-letters-empty-title = Писем нет
people-letters-empty-why = Приглашения и ссылки для входа появятся здесь.
people-letter-state-waiting = Ждёт
people-letter-state-kept = Осталось здесь
people-letter-state-sent = Отправлено
people-letter-state-failed = Не ушло

people-letter-invitation-subject = { $vendor } приглашает вас в Артель
people-letter-invitation-body =
    Здравствуйте, { $name }!

    { $vendor } приглашает вас. Задайте пароль по этой ссылке, она действует семь дней и открывается один раз:

    { $link }

    Если вы не ждали этого письма, просто удалите его.
people-letter-reset-subject = Новый пароль
people-letter-reset-body =
    Здравствуйте, { $name }!

    Кто-то, наверное вы, попросил новый пароль. Ссылка действует один час и открывается один раз:

    { $link }

    Если это были не вы, ничего делать не нужно: пароль остался прежним.

people-said-password-changed = Пароль изменён, остальные сеансы завершены.
people-said-session-ended = Сеанс завершён.
people-said-invited = Приглашение отправлено на { $email }.
people-said-invited-again = Новое приглашение отправлено, прежняя ссылка больше не работает.
people-said-role-changed = Роль изменена.
people-said-blocked = Вход закрыт, сеансы завершены.
people-said-unblocked = Вход открыт.
people-said-role-edited = Роль сохранена.

people-refusal-wrong-credentials = Почта и пароль не подходят друг к другу. Проверьте раскладку и попробуйте ещё раз или задайте новый пароль.
people-refusal-too-many-tries = Слишком много неудачных попыток. Подождите { $minutes ->
    [one] { $minutes } минуту
    [few] { $minutes } минуты
   *[many] { $minutes } минут
    } или задайте новый пароль по почте.
people-refusal-link-dead = Ссылка уже использована или её срок прошёл. Попросите новую.
people-refusal-password-short = Пароль короче { $min } знаков. Возьмите фразу подлиннее.
people-refusal-password-long = Пароль длиннее { $max } знаков. Возьмите покороче.
people-refusal-password-plain = Такой пароль угадают первым. Возьмите фразу, которую знаете только вы.
people-refusal-password-wrong = Нынешний пароль не подходит.
people-refusal-email-odd = Это не похоже на адрес почты. Нужно имя, знак @ и домен, например vera@romashka.ru.
people-refusal-email-taken = Человек с такой почтой уже есть.
people-refusal-name-empty = Впишите имя.
people-refusal-role-unknown = Выберите роль из списка.
people-refusal-last-owner = Последний владелец должен остаться: сначала назначьте другого.
people-refusal-more-than-own = В этой роли больше прав, чем у вас. Попросите владельца.

event-people-signed-in = Вход: { $name }, адрес { $address }
event-people-guessed-at = Пароль к { $email } подбирали с адреса { $address }; вход на время закрыт
event-people-invited = Приглашение для { $name } ({ $email }), роль «{ $role }»
event-people-invited-again = Повторное приглашение для { $name } ({ $email })
event-people-added = Новый пользователь: { $name } ({ $email }), роль «{ $role }»
event-people-joined = { $name }: приглашение принято, пароль задан
event-people-password-changed = { $name }: пароль изменён
event-people-role-changed = { $name }: роль «{ $from }» → «{ $to }»
event-people-state-changed = { $name }: новое состояние — { $state }
event-people-role-edited = Роль «{ $role }» изменена, теперь в ней: { $acts }
event-people-sessions-ended = { $name }: завершено сеансов — { $count }

people-jobs-title = Задания
people-jobs-lead = Задания программы, которые не удались за восемь попыток. Устраните причину и попробуйте ещё раз.
people-jobs-kind = Задание
people-jobs-when = Поставлено
people-jobs-attempts = Попыток
people-jobs-error = Что помешало
people-jobs-verb = Попробовать ещё раз
people-jobs-empty-title = Неудавшихся заданий нет
people-jobs-empty-why = Если письмо или импорт не удастся за восемь попыток, он появится здесь.
people-said-job-revived = Задание снова в очереди.
event-people-job-revived = Задание { $kind } снова поставлено в очередь

people-factor-title = Второй фактор
people-factor-lead = Код из приложения на телефоне. Он нужен, чтобы выпустить деньги: одного пароля или украденной сессии мало.
people-factor-begin = Подключить
people-factor-scan = Подключите приложение
people-factor-scan-how = Откройте приложение для кодов (любое с поддержкой TOTP), считайте картинку и введите код, который оно покажет.
people-factor-picture = Картинка для приложения
people-factor-secret = Или введите ключ вручную:
people-factor-code = Код из приложения
people-factor-confirm = Подтвердить
people-factor-there = Второй фактор подключён.
people-factor-drop-title = Отключить второй фактор
people-factor-drop = Отключить
people-factor-recovery = Запасные коды
people-factor-recovery-why = Сохраните их сейчас, больше они не покажутся. Каждый сработает один раз, если телефона нет под рукой.
people-factor-recovery-kept = Я сохранил(а) коды
people-said-factor-begun = Считайте картинку и введите код.
people-said-factor-dropped = Второй фактор отключён.
people-refusal-factor-wrong = Код не подошёл: он неверный, устарел или уже использован.
people-refusal-factor-absent = Второй фактор не подключён. Подключите его на своей странице.
people-refusal-factor-there = Второй фактор уже подключён.
event-people-factor-set = Подключён второй фактор
event-people-factor-dropped = Второй фактор отключён
