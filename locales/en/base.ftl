# Words of the common ground: figures, dates, frame, components.

base-month-1 = January
base-month-2 = February
base-month-3 = March
base-month-4 = April
base-month-5 = May
base-month-6 = June
base-month-7 = July
base-month-8 = August
base-month-9 = September
base-month-10 = October
base-month-11 = November
base-month-12 = December

base-month-of-1 = January
base-month-of-2 = February
base-month-of-3 = March
base-month-of-4 = April
base-month-of-5 = May
base-month-of-6 = June
base-month-of-7 = July
base-month-of-8 = August
base-month-of-9 = September
base-month-of-10 = October
base-month-of-11 = November
base-month-of-12 = December

base-month-short-1 = Jan
base-month-short-2 = Feb
base-month-short-3 = Mar
base-month-short-4 = Apr
base-month-short-5 = May
base-month-short-6 = Jun
base-month-short-7 = Jul
base-month-short-8 = Aug
base-month-short-9 = Sep
base-month-short-10 = Oct
base-month-short-11 = Nov
base-month-short-12 = Dec

base-quarter = Q{ $quarter } { $year }
base-thousand = { $figure }K
base-million = { $figure }M
base-billion = { $figure }B
