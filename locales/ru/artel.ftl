artel-find-title = Найденное
artel-find-for = Поиск: { $typed }
artel-find-name = Название
artel-find-where = Где
artel-find-partner = Партнёр
artel-find-empty-title = Ничего не нашлось
artel-find-empty-why = Ищем по названиям страниц и партнёрам: имя, код или ИНН. Попробуйте короче.
