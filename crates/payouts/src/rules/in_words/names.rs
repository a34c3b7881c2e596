//! What currencies and their parts are called: in Russian after 1, 2 and 5, with the gender, and in English.

use money::Currency;

use super::Gender;

/// Forms after 1, 2 and 5, and the gender.
pub(super) type Russian = ([&'static str; 3], Gender);

/// What a currency is called.
pub(super) struct Name {
    code: &'static str,
    /// In Russian.
    pub ru: Russian,
    /// Its part, when it has one.
    pub ru_part: Option<Russian>,
    /// In English, one and many.
    pub en: [&'static str; 2],
    /// Its part.
    pub en_part: Option<[&'static str; 2]>,
}

/// The name of a currency, for those that are in use among partners.
pub(super) fn name_of(currency: Currency) -> Option<&'static Name> {
    let found = NAMES.binary_search_by(|name| name.code.cmp(currency.code())).ok()?;
    NAMES.get(found)
}

const fn name(
    code: &'static str,
    ru: Russian,
    ru_part: Option<Russian>,
    en: [&'static str; 2],
    en_part: Option<[&'static str; 2]>,
) -> Name {
    Name { code, ru, ru_part, en, en_part }
}

const M: Gender = Gender::Masculine;
const F: Gender = Gender::Feminine;
const N: Gender = Gender::Neuter;

/// Ordered by the code.
static NAMES: [Name; 51] = [
    name(
        "AED",
        (["дирхам ОАЭ", "дирхама ОАЭ", "дирхамов ОАЭ"], M),
        Some((["филс", "филса", "филсов"], M)),
        ["UAE dirham", "UAE dirhams"],
        Some(["fils", "fils"]),
    ),
    name(
        "AMD",
        (["армянский драм", "армянских драма", "армянских драмов"], M),
        Some((["лума", "лумы", "лум"], F)),
        ["Armenian dram", "Armenian drams"],
        Some(["luma", "luma"]),
    ),
    name(
        "AUD",
        (["австралийский доллар", "австралийских доллара", "австралийских долларов"], M),
        Some((["цент", "цента", "центов"], M)),
        ["Australian dollar", "Australian dollars"],
        Some(["cent", "cents"]),
    ),
    name(
        "AZN",
        (["азербайджанский манат", "азербайджанских маната", "азербайджанских манатов"], M),
        Some((["гяпик", "гяпика", "гяпиков"], M)),
        ["Azerbaijani manat", "Azerbaijani manats"],
        Some(["qepik", "qepiks"]),
    ),
    name(
        "BGN",
        (["болгарский лев", "болгарских лева", "болгарских левов"], M),
        Some((["стотинка", "стотинки", "стотинок"], F)),
        ["Bulgarian lev", "Bulgarian leva"],
        Some(["stotinka", "stotinki"]),
    ),
    name(
        "BHD",
        (["бахрейнский динар", "бахрейнских динара", "бахрейнских динаров"], M),
        Some((["филс", "филса", "филсов"], M)),
        ["Bahraini dinar", "Bahraini dinars"],
        Some(["fils", "fils"]),
    ),
    name(
        "BRL",
        (["бразильский реал", "бразильских реала", "бразильских реалов"], M),
        Some((["сентаво", "сентаво", "сентаво"], M)),
        ["Brazilian real", "Brazilian reals"],
        Some(["centavo", "centavos"]),
    ),
    name(
        "BYN",
        (["белорусский рубль", "белорусских рубля", "белорусских рублей"], M),
        Some((["копейка", "копейки", "копеек"], F)),
        ["Belarusian rouble", "Belarusian roubles"],
        Some(["kopeck", "kopecks"]),
    ),
    name(
        "CAD",
        (["канадский доллар", "канадских доллара", "канадских долларов"], M),
        Some((["цент", "цента", "центов"], M)),
        ["Canadian dollar", "Canadian dollars"],
        Some(["cent", "cents"]),
    ),
    name(
        "CHF",
        (["швейцарский франк", "швейцарских франка", "швейцарских франков"], M),
        Some((["сантим", "сантима", "сантимов"], M)),
        ["Swiss franc", "Swiss francs"],
        Some(["centime", "centimes"]),
    ),
    name(
        "CNY",
        (["китайский юань", "китайских юаня", "китайских юаней"], M),
        Some((["фэнь", "фэня", "фэней"], M)),
        ["Chinese yuan", "Chinese yuan"],
        Some(["fen", "fen"]),
    ),
    name(
        "CZK",
        (["чешская крона", "чешские кроны", "чешских крон"], F),
        Some((["геллер", "геллера", "геллеров"], M)),
        ["Czech crown", "Czech crowns"],
        Some(["heller", "hellers"]),
    ),
    name(
        "DKK",
        (["датская крона", "датские кроны", "датских крон"], F),
        Some((["эре", "эре", "эре"], N)),
        ["Danish krone", "Danish kroner"],
        Some(["ore", "ore"]),
    ),
    name(
        "EGP",
        (["египетский фунт", "египетских фунта", "египетских фунтов"], M),
        Some((["пиастр", "пиастра", "пиастров"], M)),
        ["Egyptian pound", "Egyptian pounds"],
        Some(["piastre", "piastres"]),
    ),
    name(
        "EUR",
        (["евро", "евро", "евро"], M),
        Some((["цент", "цента", "центов"], M)),
        ["euro", "euros"],
        Some(["cent", "cents"]),
    ),
    name(
        "GBP",
        (["фунт стерлингов", "фунта стерлингов", "фунтов стерлингов"], M),
        Some((["пенс", "пенса", "пенсов"], M)),
        ["pound sterling", "pounds sterling"],
        Some(["penny", "pence"]),
    ),
    name(
        "GEL",
        (["грузинский лари", "грузинских лари", "грузинских лари"], M),
        Some((["тетри", "тетри", "тетри"], M)),
        ["Georgian lari", "Georgian lari"],
        Some(["tetri", "tetri"]),
    ),
    name(
        "HKD",
        (["гонконгский доллар", "гонконгских доллара", "гонконгских долларов"], M),
        Some((["цент", "цента", "центов"], M)),
        ["Hong Kong dollar", "Hong Kong dollars"],
        Some(["cent", "cents"]),
    ),
    name(
        "HUF",
        (["венгерский форинт", "венгерских форинта", "венгерских форинтов"], M),
        Some((["филлер", "филлера", "филлеров"], M)),
        ["Hungarian forint", "Hungarian forints"],
        Some(["filler", "fillers"]),
    ),
    name(
        "IDR",
        (["индонезийская рупия", "индонезийские рупии", "индонезийских рупий"], F),
        Some((["сен", "сена", "сенов"], M)),
        ["Indonesian rupiah", "Indonesian rupiahs"],
        Some(["sen", "sen"]),
    ),
    name(
        "ILS",
        (["израильский шекель", "израильских шекеля", "израильских шекелей"], M),
        Some((["агора", "агоры", "агор"], F)),
        ["Israeli shekel", "Israeli shekels"],
        Some(["agora", "agorot"]),
    ),
    name(
        "INR",
        (["индийская рупия", "индийские рупии", "индийских рупий"], F),
        Some((["пайса", "пайсы", "пайс"], F)),
        ["Indian rupee", "Indian rupees"],
        Some(["paisa", "paise"]),
    ),
    name(
        "JPY",
        (["японская иена", "японские иены", "японских иен"], F),
        None,
        ["Japanese yen", "Japanese yen"],
        None,
    ),
    name(
        "KGS",
        (["киргизский сом", "киргизских сома", "киргизских сомов"], M),
        Some((["тыйын", "тыйына", "тыйынов"], M)),
        ["Kyrgyz som", "Kyrgyz soms"],
        Some(["tyiyn", "tyiyns"]),
    ),
    name(
        "KRW",
        (["южнокорейская вона", "южнокорейские воны", "южнокорейских вон"], F),
        None,
        ["South Korean won", "South Korean won"],
        None,
    ),
    name(
        "KWD",
        (["кувейтский динар", "кувейтских динара", "кувейтских динаров"], M),
        Some((["филс", "филса", "филсов"], M)),
        ["Kuwaiti dinar", "Kuwaiti dinars"],
        Some(["fils", "fils"]),
    ),
    name(
        "KZT",
        (["тенге", "тенге", "тенге"], M),
        Some((["тиын", "тиына", "тиынов"], M)),
        ["tenge", "tenge"],
        Some(["tiyn", "tiyn"]),
    ),
    name(
        "MDL",
        (["молдавский лей", "молдавских лея", "молдавских леев"], M),
        Some((["бан", "бана", "банов"], M)),
        ["Moldovan leu", "Moldovan lei"],
        Some(["ban", "bani"]),
    ),
    name(
        "MNT",
        (["монгольский тугрик", "монгольских тугрика", "монгольских тугриков"], M),
        Some((["мунгу", "мунгу", "мунгу"], M)),
        ["Mongolian tugrik", "Mongolian tugriks"],
        Some(["mongo", "mongo"]),
    ),
    name(
        "MXN",
        (["мексиканское песо", "мексиканских песо", "мексиканских песо"], N),
        Some((["сентаво", "сентаво", "сентаво"], M)),
        ["Mexican peso", "Mexican pesos"],
        Some(["centavo", "centavos"]),
    ),
    name(
        "MYR",
        (["малайзийский ринггит", "малайзийских ринггита", "малайзийских ринггитов"], M),
        Some((["сен", "сена", "сенов"], M)),
        ["Malaysian ringgit", "Malaysian ringgits"],
        Some(["sen", "sen"]),
    ),
    name(
        "NOK",
        (["норвежская крона", "норвежские кроны", "норвежских крон"], F),
        Some((["эре", "эре", "эре"], N)),
        ["Norwegian krone", "Norwegian kroner"],
        Some(["ore", "ore"]),
    ),
    name(
        "NZD",
        (["новозеландский доллар", "новозеландских доллара", "новозеландских долларов"], M),
        Some((["цент", "цента", "центов"], M)),
        ["New Zealand dollar", "New Zealand dollars"],
        Some(["cent", "cents"]),
    ),
    name(
        "OMR",
        (["оманский риал", "оманских риала", "оманских риалов"], M),
        Some((["байза", "байзы", "байз"], F)),
        ["Omani rial", "Omani rials"],
        Some(["baisa", "baisa"]),
    ),
    name(
        "PLN",
        (["польский злотый", "польских злотых", "польских злотых"], M),
        Some((["грош", "гроша", "грошей"], M)),
        ["Polish zloty", "Polish zlotys"],
        Some(["grosz", "groszy"]),
    ),
    name(
        "QAR",
        (["катарский риал", "катарских риала", "катарских риалов"], M),
        Some((["дирхам", "дирхама", "дирхамов"], M)),
        ["Qatari riyal", "Qatari riyals"],
        Some(["dirham", "dirhams"]),
    ),
    name(
        "RON",
        (["румынский лей", "румынских лея", "румынских леев"], M),
        Some((["бан", "бана", "банов"], M)),
        ["Romanian leu", "Romanian lei"],
        Some(["ban", "bani"]),
    ),
    name(
        "RSD",
        (["сербский динар", "сербских динара", "сербских динаров"], M),
        Some((["пара", "пары", "пар"], F)),
        ["Serbian dinar", "Serbian dinars"],
        Some(["para", "para"]),
    ),
    name(
        "RUB",
        (["рубль", "рубля", "рублей"], M),
        Some((["копейка", "копейки", "копеек"], F)),
        ["rouble", "roubles"],
        Some(["kopeck", "kopecks"]),
    ),
    name(
        "SAR",
        (["саудовский риял", "саудовских рияла", "саудовских риялов"], M),
        Some((["халал", "халала", "халалов"], M)),
        ["Saudi riyal", "Saudi riyals"],
        Some(["halala", "halalas"]),
    ),
    name(
        "SEK",
        (["шведская крона", "шведские кроны", "шведских крон"], F),
        Some((["эре", "эре", "эре"], N)),
        ["Swedish krona", "Swedish kronor"],
        Some(["ore", "ore"]),
    ),
    name(
        "SGD",
        (["сингапурский доллар", "сингапурских доллара", "сингапурских долларов"], M),
        Some((["цент", "цента", "центов"], M)),
        ["Singapore dollar", "Singapore dollars"],
        Some(["cent", "cents"]),
    ),
    name(
        "THB",
        (["таиландский бат", "таиландских бата", "таиландских батов"], M),
        Some((["сатанг", "сатанга", "сатангов"], M)),
        ["Thai baht", "Thai baht"],
        Some(["satang", "satang"]),
    ),
    name(
        "TJS",
        (["сомони", "сомони", "сомони"], M),
        Some((["дирам", "дирама", "дирамов"], M)),
        ["somoni", "somoni"],
        Some(["diram", "dirams"]),
    ),
    name(
        "TMT",
        (["туркменский манат", "туркменских маната", "туркменских манатов"], M),
        Some((["тенге", "тенге", "тенге"], M)),
        ["Turkmen manat", "Turkmen manats"],
        Some(["tenge", "tenge"]),
    ),
    name(
        "TRY",
        (["турецкая лира", "турецкие лиры", "турецких лир"], F),
        Some((["куруш", "куруша", "курушей"], M)),
        ["Turkish lira", "Turkish lira"],
        Some(["kurus", "kurus"]),
    ),
    name(
        "UAH",
        (["гривна", "гривны", "гривен"], F),
        Some((["копейка", "копейки", "копеек"], F)),
        ["hryvnia", "hryvnias"],
        Some(["kopiyka", "kopiykas"]),
    ),
    name(
        "USD",
        (["доллар США", "доллара США", "долларов США"], M),
        Some((["цент", "цента", "центов"], M)),
        ["US dollar", "US dollars"],
        Some(["cent", "cents"]),
    ),
    name(
        "UZS",
        (["узбекский сум", "узбекских сума", "узбекских сумов"], M),
        Some((["тийин", "тийина", "тийинов"], M)),
        ["Uzbek sum", "Uzbek sums"],
        Some(["tiyin", "tiyins"]),
    ),
    name(
        "VND",
        (["вьетнамский донг", "вьетнамских донга", "вьетнамских донгов"], M),
        None,
        ["Vietnamese dong", "Vietnamese dong"],
        None,
    ),
    name(
        "ZAR",
        (["южноафриканский рэнд", "южноафриканских рэнда", "южноафриканских рэндов"], M),
        Some((["цент", "цента", "центов"], M)),
        ["South African rand", "South African rand"],
        Some(["cent", "cents"]),
    ),
];

/// Every code with a name.
#[cfg(test)]
pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|name| name.code)
}
