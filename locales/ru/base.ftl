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
