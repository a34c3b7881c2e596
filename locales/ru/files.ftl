# Файлы, которые приходят и уходят: почему отклонён файл, сопоставление, строка или значение.

files-kind-text = простой текст
files-kind-zip = архив zip без книги
files-kind-old-excel = книга Excel 97–2003 или книга под паролем
files-kind-pdf = документ PDF
files-kind-picture = картинка
files-kind-gzip = архив gzip
files-kind-html = веб-страница
files-kind-xml = документ XML
files-kind-rtf = документ RTF
files-kind-binary = двоичные данные

files-error-unreadable = Файл не читается: { $why }.
files-error-empty = Файл пуст.
files-error-not-a-table = Это { $kind }, а не таблица. Сохраните её как CSV или XLSX.
files-error-name = «{ $name }» называется как книга, но внутри — { $kind }. Сохраните таблицу как XLSX или, если это текст, дайте файлу окончание .csv.
files-error-encoding = В строке { $line } есть байты, которых нет в кодировке { $encoding }. Сохраните файл заново в UTF-8.
files-error-unknown-encoding = Буквы этого файла не складываются ни в одной известной нам кодировке. Сохраните его в UTF-8.
files-error-duplicate-column = Столбцы { $first } и { $second } называются одинаково: «{ $name }». Дайте им разные названия.
files-error-columns = В файле больше столбцов, чем { $max }.
files-error-rows = В файле больше строк, чем { $max }. Разделите его на части.
files-error-header = Строка с названиями столбцов не читается: она слишком длинная или в ней не закрыта кавычка.
files-error-no-header = В файле нет строки { $row }, где должны быть названия столбцов.
files-error-too-much-inside = В распакованном виде книга занимает больше { $max } МБ. Сохраните её как CSV.
files-error-packed = В распакованном виде книга больше файла в { $ratio } раз; больше { $max } раз — отказ, как для zip-бомбы.
files-error-broken-workbook = Книга повреждена: { $why }.
files-error-sheet = В книге нет листа «{ $name }». Есть: { $sheets }.

files-row-cell-too-long = В ячейке столбца { $column } — { $size } КБ; читается не больше { $max } КБ.
files-row-too-long = Строка длиннее { $max } КБ.
files-row-too-few = В строке { $found ->
    [one] { $found } ячейка
    [few] { $found } ячейки
   *[other] { $found } ячеек
}, а в заголовке { $expected }: ячейки не сопоставить со столбцами.
files-row-too-many = В строке { $found ->
    [one] { $found } ячейка
    [few] { $found } ячейки
   *[other] { $found } ячеек
}, а в заголовке { $expected }: есть значение без столбца.
files-row-quote = Кавычка, открытая в этой строке, не закрыта; всё до строки { $line } оказалось внутри неё.

files-mapping-kind = Это сопоставление для «{ $kind }», а не для этих строк.
files-mapping-field = Поля «{ $field }» здесь нет.
files-mapping-column = В файле нет столбца «{ $column }».
files-mapping-missing = Полю «{ $field }» нужен столбец или постоянное значение.
files-mapping-twice = У поля «{ $field }» есть и столбец, и постоянное значение.

files-problem-row = Строка отклонена.
files-problem-missing = { $column }: значение не указано.
files-problem-formula-error = { $column }: формула закончилась ошибкой { $value }.
files-problem-lost-digits = { $column }: книга хранит пятнадцать цифр числа и потеряла последние цифры «{ $value }». Сделайте столбец текстовым.
files-problem-not-an-integer = { $column }: «{ $value }» — не целое число.
files-problem-not-a-number = { $column }: «{ $value }» — не число.
files-problem-too-many-decimals = { $column }: в «{ $value }» больше знаков после запятой, чем { $max }.
files-problem-not-money = { $column }: «{ $value }» — не сумма.
files-problem-other-currency = { $column }: «{ $value }» — не в валюте { $expected }.
files-problem-ambiguous-amount = { $column }: разделитель в «{ $value }» может означать и тысячи, и дробную часть. Укажите в сопоставлении, как пишется дробная часть.
files-problem-too-large = { $column }: «{ $value }» — слишком большое число.
files-problem-unknown-currency = { $column }: «{ $value }» — не код валюты.
files-problem-not-a-date = { $column }: «{ $value }» — не дата.
files-problem-no-such-day = { $column }: в календаре нет дня «{ $value }».
files-problem-not-a-flag = { $column }: «{ $value }» — ни да, ни нет.
files-problem-not-a-choice = { $column }: «{ $value }» — нет среди возможных значений.
files-problem-unknown = { $column }: значение «{ $value }» неизвестно.
files-problem-too-long = { $column }: «{ $value }» длиннее { $max ->
    [one] { $max } знака
   *[other] { $max } знаков
}.
files-problem-repeated = { $column }: «{ $value }» уже есть в строке { $row }.
files-problem-differs = { $column }: вместо «{ $value }» уже записано «{ $recorded }».

files-nearest = {" "}Ближайшее: { $names }.
files-quoted = «{ $name }»
files-group = { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[other] { $rows } строк
} — { $problem }
files-group-mixed = { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[other] { $rows } строк
} с разными значениями, первая — { $problem }
files-rejected-row = Строка
files-rejected-reason = Причина
files-rejected-surplus = Ячейки без столбца: { $cells }
