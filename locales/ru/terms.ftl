# Условия: что не так в файле или на странице условий. $what называет то, о чём речь.

terms-problem-syntax = Файл не читается как TOML: { $what }
terms-problem-unknown-key = Ключ «{ $what }» здесь не известен
terms-problem-missing-key = Не хватает ключа «{ $what }»
terms-problem-wrong-type = У ключа «{ $what }» значение другого вида
terms-problem-not-quoted = Значение «{ $what }» нужно взять в кавычки, чтобы цифры остались точными
terms-problem-bad-rate = «{ $what }» — не ставка
terms-problem-bad-sum = «{ $what }» — не сумма в валюте условий
terms-problem-bad-date = «{ $what }» — не дата
terms-problem-unknown-word = Слово «{ $what }» здесь не известно
terms-problem-unknown-field = Поля «{ $what }» нет
terms-problem-no-pay = Не сказано, сколько платится
terms-problem-several-pays = Сказано несколькими способами, сколько платится; нужен один
terms-problem-test-does-not-fit = Такая проверка не подходит к полю «{ $what }»

terms-finding-no-name = Название пустое
terms-finding-same-name = Название «{ $what }» использовано дважды
terms-finding-pays-nothing = Условия ничего не платят: нет ни правила, ни уровня, ни бонуса
terms-finding-unreachable = Сюда дело не дойдёт: «{ $what }» выше забирает те же продажи
terms-finding-no-bands = Нет ни одной ступени
terms-finding-bands-not-ascending = Ступень должна кончаться выше предыдущей
terms-finding-open-band-not-last = Без верхней границы может быть только последняя ступень
terms-finding-last-band-not-open = Оборот выше { $what } ничего не принесёт: последней ступени нужна открытая граница
terms-finding-negative-rate = Ставка не может быть меньше нуля
terms-finding-rate-over-hundred = { $what } % — больше самой продажи
terms-finding-zero-pay = Здесь платится ноль
terms-finding-negative-sum = Сумма не может быть меньше нуля
terms-finding-other-currency = Сумма { $what } не в валюте условий
terms-finding-level-zero = Уровни считаются с первого: это прямая структура
terms-finding-uplines-over-hundred = Все уровни вместе платят { $what } % продажи
terms-finding-total-over-hundred = Правила и уровни вместе платят { $what } % продажи
terms-finding-target-not-positive = Цель должна быть больше нуля
terms-finding-empty-range = В диапазон поля «{ $what }» ничего не попадает
terms-finding-empty-list = Условию не с чем сравнивать { $what }
terms-finding-test-does-not-fit = Такая проверка не подходит к полю «{ $what }»

# Условия для знатоков: что не так в выражении. $what называет то, о чём речь.

terms-expression-syntax = «{ $what }» здесь не может стоять
terms-expression-unfinished = Выражение не закончено
terms-expression-unknown-field = Поля «{ $what }» нет
terms-expression-wrong-types = Типы не подходят друг к другу: { $what }
terms-expression-unknown-function = Функции «{ $what }» нет
terms-expression-not-supported = «{ $what }» в условиях не используется
terms-expression-too-long = Выражение длиннее { $what } байт
terms-expression-too-many-parts = В выражении больше { $what } имён, значений и знаков; разделите его на несколько правил
terms-expression-too-deep = Части вложены друг в друга глубже { $what } раз; разделите выражение на несколько правил
terms-expression-long-list = В списке больше { $what } значений
terms-expression-not-yes-or-no = Выражение должно отвечать «да» или «нет», а даёт { $what }
terms-expression-bad-sum = «{ $what }» — не сумма в валюте условий
terms-expression-bad-date = «{ $what }» — не дата
terms-expression-took-too-long = Условие вычислялось слишком долго и было прервано
terms-expression-overflow = Число в условии стало слишком большим
