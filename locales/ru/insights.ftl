menu-insights = Обзор
menu-home = Главная

insights-turnover = Оборот
insights-turnover-why = Сумма продаж за эти дни, возвраты вычтены
insights-accrued = Начислено
insights-accrued-why = Итоги закрытых периодов, которые кончились в последнем закрытом месяце
insights-accrued-note = закрыто, { $month }
insights-sellers = Продавали партнёров
insights-payable = К выплате
insights-payable-why = Остаток на счетах партнёров сейчас
insights-payable-note = остаток на сегодня
insights-against = сравнение: { $month }
insights-against-part = сравнение: { $month }, дни 1–{ $day }
insights-currencies = Валюта
insights-days = Оборот по дням
insights-year = Оборот и начисления за год
insights-best = Лучшие партнёры
insights-fallen = Сильнее всех упали
insights-moved = { $now }, было { $before }
insights-nobody = Никого: за эти дни нечего показать.
insights-funnel = Путь партнёров
insights-stage-known = Есть карточка
insights-stage-active = Активны
insights-stage-enrolled = Участвуют в программе
insights-stage-sold = Продавали хоть раз
insights-stage-sold-now = Продавали в этом месяце

insights-wait = Ждут вас
insights-wait-nothing = Ничего срочного.
insights-wait-batches = { $count ->
    [one] { $count } реестр ждёт утверждения
    [few] { $count } реестра ждут утверждения
   *[many] { $count } реестров ждут утверждения
    }
insights-wait-parked = { $count ->
    [one] { $count } партнёр остался без отчёта
    [few] { $count } партнёра остались без отчёта
   *[many] { $count } партнёров остались без отчёта
    }
insights-wait-submissions = { $count ->
    [one] { $count } черновик условий ждёт утверждения
    [few] { $count } черновика условий ждут утверждения
   *[many] { $count } черновиков условий ждут утверждения
    }
insights-wait-drafts = { $count ->
    [one] { $count } черновик условий не опубликован
    [few] { $count } черновика условий не опубликованы
   *[many] { $count } черновиков условий не опубликованы
    }
insights-wait-candidates = { $count ->
    [one] { $count } кандидат ждёт решения
    [few] { $count } кандидата ждут решения
   *[many] { $count } кандидатов ждут решения
    }
insights-wait-unpayable = { $count ->
    [one] { $count } партнёру есть что платить, но нет реквизитов
    [few] { $count } партнёрам есть что платить, но нет реквизитов
   *[many] { $count } партнёрам есть что платить, но нет реквизитов
    }
insights-wait-jobs = { $count ->
    [one] { $count } задание программы не выполнено
    [few] { $count } задания программы не выполнены
   *[many] { $count } заданий программы не выполнены
    }

insights-hello = Добрый день, { $name }
insights-own-payable = К выплате
insights-own-payable-why = Остаток на вашем счёте: начисленное минус выплаченное
insights-own-open = Копится в этом периоде
insights-own-open-why = Расчёт на сегодня по тем же условиям, что и при закрытии
insights-own-turnover = Мои продажи в этом месяце
insights-own-statements = Мои отчёты
insights-own-statement-of = { $program }, { $period }
insights-own-no-statements = Первый отчёт появится, когда закроется период.
insights-own-year = Продажи и начисления за год
insights-own-todo = Что сделать
insights-own-todo-nothing = Всё сделано.
insights-own-todo-proposal = Ответьте на предложение: условия «{ $program }»
insights-own-todo-requisites = Заполните реквизиты, иначе выплату не провести
insights-own-todo-programs = Вы пока не участвуете ни в одной программе. Спросите менеджера.
insights-own-next = До следующей ступени
insights-own-next-why = Осталось продать на { $left }
insights-own-next-bonus = До бонуса
