//! The fields that each kind of rows has, and what columns with them are called in the files of our users.

use base::files::{Choice, FieldKind, TargetField};

use super::Target;

const TEXT: FieldKind = FieldKind::Text;

const PARTNER_KINDS: &[Choice] = &[
    Choice { value: "reseller", synonyms: &["реселлер", "перепродавец"] },
    Choice { value: "dealer", synonyms: &["дилер"] },
    Choice { value: "distributor", synonyms: &["дистрибьютор", "дистрибутор"] },
    Choice { value: "agent", synonyms: &["агент"] },
    Choice { value: "affiliate", synonyms: &["аффилиат", "вебмастер"] },
    Choice { value: "referrer", synonyms: &["реферер", "рекомендатель"] },
];

const PARTNER_STATUSES: &[Choice] = &[
    Choice { value: "candidate", synonyms: &["кандидат"] },
    Choice { value: "active", synonyms: &["активен", "активный", "действует"] },
    Choice { value: "suspended", synonyms: &["приостановлен"] },
    Choice { value: "terminated", synonyms: &["расторгнут", "закрыт"] },
];

const SALE_KINDS: &[Choice] = &[
    Choice { value: "order", synonyms: &["заказ", "продажа", "реализация", "sale"] },
    Choice { value: "payment", synonyms: &["оплата", "платёж"] },
    Choice { value: "lead", synonyms: &["лид"] },
    Choice { value: "action", synonyms: &["действие"] },
    Choice { value: "return", synonyms: &["возврат", "refund"] },
];

const SALE_STATES: &[Choice] = &[
    Choice {
        value: "confirmed",
        synonyms: &["подтверждена", "подтверждён", "подтверждено", "проведена", "проведён", "approved"],
    },
    Choice {
        value: "pending",
        synonyms: &["ожидает", "ожидает подтверждения", "в ожидании", "на проверке", "waiting"],
    },
    Choice {
        value: "cancelled",
        synonyms: &[
            "отменена",
            "отменён",
            "отменено",
            "аннулирована",
            "аннулирован",
            "canceled",
            "void",
            "declined",
        ],
    },
];

const WITHOUT_ORIGINAL: &[Choice] =
    &[Choice { value: "allowed", synonyms: &["допускаются", "можно", "yes"] }];

const PARTNERS: &[TargetField] = &[
    TargetField::new("name", TEXT).required().unique().also(&[
        "partner",
        "partner name",
        "sales_agent",
        "agent",
        "dealer",
        "company",
        "название",
        "наименование",
        "партнёр",
        "агент",
        "дилер",
        "контрагент",
    ]),
    TargetField::new("code", TEXT).unique().also(&[
        "partner code",
        "partner id",
        "id",
        "код",
        "код партнёра",
    ]),
    TargetField::new("kind", FieldKind::Choice(PARTNER_KINDS)).also(&["type", "тип", "вид", "тип партнёра"]),
    TargetField::new("status", FieldKind::Choice(PARTNER_STATUSES)).also(&["state", "статус", "состояние"]),
    TargetField::new("region", TEXT).also(&[
        "regional_office",
        "office",
        "territory",
        "регион",
        "территория",
    ]),
    TargetField::new("country", TEXT).also(&["страна"]),
    TargetField::new("tier", TEXT).also(&["level", "уровень"]),
    TargetField::new("upline", TEXT).also(&[
        "manager",
        "parent",
        "sponsor",
        "вышестоящий",
        "куратор",
        "руководитель",
    ]),
    TargetField::new("upline_from", FieldKind::Date).also(&["upline since", "вышестоящий с"]),
    TargetField::new("contact", TEXT).also(&["contact person", "контактное лицо", "контакт"]),
    TargetField::new("email", TEXT).also(&["e-mail", "mail", "почта", "эл. почта"]),
    TargetField::new("phone", TEXT).also(&["tel", "telephone", "телефон"]),
    TargetField::new("inn", TEXT).also(&["tax id", "инн"]),
    CREATE_MISSING,
];

const CUSTOMERS: &[TargetField] = &[
    TargetField::new("name", TEXT).required().unique().also(&[
        "account",
        "customer",
        "customer name",
        "company",
        "клиент",
        "покупатель",
        "название",
        "наименование",
        "контрагент",
    ]),
    TargetField::new("code", TEXT).unique().also(&[
        "customer code",
        "account id",
        "id",
        "код",
        "код клиента",
    ]),
    TargetField::new("inn", TEXT).also(&["tax id", "vat", "инн"]),
    TargetField::new("country", TEXT).also(&["office_location", "страна"]),
    TargetField::new("region", TEXT).also(&["state", "регион", "область"]),
    TargetField::new("sector", TEXT).also(&["industry", "branch", "отрасль", "сектор"]),
    TargetField::new("parent", TEXT).also(&[
        "subsidiary_of",
        "parent company",
        "головная компания",
        "холдинг",
    ]),
];

const PRODUCTS: &[TargetField] = &[
    TargetField::new("name", TEXT).required().unique().also(&[
        "product",
        "product name",
        "item",
        "товар",
        "номенклатура",
        "название",
        "наименование",
        "продукт",
    ]),
    TargetField::new("code", TEXT).unique().also(&["sku", "article", "product code", "артикул", "код"]),
    TargetField::new("series", TEXT).also(&["line", "серия", "линейка"]),
    TargetField::new("category", TEXT).also(&["group", "категория", "группа"]),
    TargetField::new("price", FieldKind::Money).also(&["sales_price", "list price", "цена", "прайс"]),
    TargetField::new("currency", FieldKind::Currency).also(&["валюта"]),
];

const SALES: &[TargetField] = &[
    TargetField::new("reference", TEXT).required().unique().also(&[
        "opportunity_id",
        "order",
        "order id",
        "order number",
        "number",
        "id",
        "invoice",
        "номер",
        "номер заказа",
        "заказ",
        "документ",
    ]),
    TargetField::new("partner", TEXT).also(&[
        "sales_agent",
        "agent",
        "dealer",
        "reseller",
        "партнёр",
        "агент",
        "дилер",
        "код партнёра",
    ]),
    TargetField::new("customer", TEXT).also(&[
        "account",
        "client",
        "buyer",
        "клиент",
        "покупатель",
        "контрагент",
    ]),
    TargetField::new("product", TEXT).also(&["item", "sku", "товар", "номенклатура", "продукт", "артикул"]),
    TargetField::new("program", TEXT).also(&["programme", "программа"]),
    TargetField::new("happened_on", FieldKind::Date).required().also(&[
        "close_date",
        "date",
        "sale date",
        "order date",
        "дата",
        "дата продажи",
        "дата заказа",
        "дата документа",
    ]),
    TargetField::new("amount", FieldKind::Money).required().also(&[
        "close_value",
        "sum",
        "total",
        "value",
        "revenue",
        "сумма",
        "итого",
        "стоимость",
        "выручка",
    ]),
    TargetField::new("currency", FieldKind::Currency).required().also(&["валюта"]),
    TargetField::new("quantity", FieldKind::Integer).also(&["qty", "units", "количество", "кол-во", "штук"]),
    TargetField::new("kind", FieldKind::Choice(SALE_KINDS)).also(&["type", "вид", "тип", "операция"]),
    TargetField::new("original", TEXT).also(&["original order", "return of", "возврат к", "исходный заказ"]),
    TargetField::new("without_original", FieldKind::Choice(WITHOUT_ORIGINAL)),
    TargetField::new("note", TEXT).also(&["comment", "remark", "примечание", "комментарий"]),
    TargetField::new("status", FieldKind::Choice(SALE_STATES)).also(&["state", "статус", "состояние"]),
    TargetField::new("document", TEXT).also(&[
        "document number",
        "invoice number",
        "номер документа",
        "номер счёта",
        "накладная",
    ]),
    TargetField::new("vat", FieldKind::Money).also(&["vat amount", "tax", "ндс", "сумма ндс", "в т.ч. ндс"]),
    TargetField::new("delivery", FieldKind::Money).also(&[
        "shipping",
        "freight",
        "доставка",
        "в т.ч. доставка",
    ]),
    TargetField::new("cost", FieldKind::Money).also(&["cost price", "себестоимость", "закупка"]),
    TargetField::new("paid", FieldKind::Money).also(&["paid amount", "оплачено", "сумма оплаты"]),
    TargetField::new("invoiced_on", FieldKind::Date).also(&["invoice date", "дата счёта", "дата накладной"]),
    TargetField::new("paid_on", FieldKind::Date).also(&["payment date", "paid date", "дата оплаты"]),
    TargetField::new("covers_from", FieldKind::Date).also(&[
        "period start",
        "service from",
        "начало периода",
        "период с",
    ]),
    TargetField::new("covers_until", FieldKind::Date).also(&[
        "period end",
        "service until",
        "конец периода",
        "период по",
    ]),
    TargetField::new("participants", TEXT).also(&["team", "участники", "участники сделки"]),
    TargetField::new("source", TEXT).also(&["system", "источник"]),
    CREATE_MISSING,
];

/// Which unknown things are added instead of refusing the row: `customer`, `product`, `upline`, with commas between.
const CREATE_MISSING: TargetField = TargetField::new("create_missing", TEXT);

impl Target {
    /// The fields that rows of this kind have.
    pub fn fields(self) -> &'static [TargetField] {
        match self {
            Self::Partners => PARTNERS,
            Self::Customers => CUSTOMERS,
            Self::Products => PRODUCTS,
            Self::Sales => SALES,
        }
    }
}
