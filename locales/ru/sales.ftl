# Words of the slice sales.

menu-sales = Продажи
