"""The recurring duties that the documents name (demand G21), as they are entered by one press of a button.

Words of a new row, no more: owners and sources are changed in the rows, for ministries and decrees change. Of the
sources 002 and 000 propose; none of these rows says that its document is in force.
"""

from council_pages.overview.cadences import Period

MINISTERS_MEETING = {
    "source_kk": "Министрдің қоғамдық кеңес төрағаларымен кездесуінде ұсынылған (002-15)",
    "source_ru": "Предложено на встрече министра с председателями общественных советов (002-15)",
}
NAMED = (
    {
        "code": "committee-meeting",
        "title_kk": "Комитеттің қоғамдық кеңестермен кездесуі",
        "title_ru": "Встреча Комитета с общественными советами",
        "owner_kk": "Азаматтық қоғам істері комитеті",
        "owner_ru": "Комитет по делам гражданского общества",
        "period": Period.TEN_DAYS,
        **MINISTERS_MEETING,
    },
    {
        "code": "minister-meeting",
        "title_kk": "Министрдің қоғамдық кеңестермен кездесуі",
        "title_ru": "Встреча министра с общественными советами",
        "owner_kk": "Министр",
        "owner_ru": "Министр",
        "period": Period.MONTH,
        **MINISTERS_MEETING,
    },
    {
        "code": "government-meeting",
        "title_kk": "Үкімет деңгейіндегі кездесу",
        "title_ru": "Встреча на уровне Правительства",
        "owner_kk": "Үкімет",
        "owner_ru": "Правительство",
        "period": Period.HALF_YEAR,
        **MINISTERS_MEETING,
    },
    {
        "code": "schedules-review",
        "title_kk": "Кеңестердің тоқсандық кестелерін қарау",
        "title_ru": "Рассмотрение квартальных графиков советов",
        "owner_kk": "Азаматтық қоғам істері комитеті",
        "owner_ru": "Комитет по делам гражданского общества",
        "period": Period.QUARTER,
        "source_kk": "Консультациялар жөніндегі ұсынымдар: кесте тоқсанына кемінде бір рет бекітіледі (001-5)",
        "source_ru": "Рекомендации по консультациям: график утверждается не менее одного раза в квартал (001-5)",
    },
    {
        "code": "government-hearings",
        "title_kk": "Үкімет отырыстарында мемлекеттік органдар мен қоғамдық кеңестерді тыңдау",
        "title_ru": "Заслушивание государственных органов и общественных советов на заседаниях Правительства",
        "owner_kk": "Министрлік",
        "owner_ru": "Министерство",
        "period": Period.HALF_YEAR,
        "source_kk": "Қоғамдық кеңестердің III мәжілісінің қарары: жартыжылда кемінде бір рет (000-9)",
        "source_ru": "Резолюция III Мажилиса общественных советов: не реже одного раза в полугодие (000-9)",
    },
    {
        "code": "mazhilis",
        "title_kk": "Қоғамдық кеңестердің республикалық мәжілісі",
        "title_ru": "Республиканский Мажилис общественных советов",
        "owner_kk": "Министрлік",
        "owner_ru": "Министерство",
        "period": Period.TWO_YEARS,
        "source_kk": "Қоғамдық кеңестердің III мәжілісінің қарары: екі жылда бір рет (000-11)",
        "source_ru": "Резолюция III Мажилиса общественных советов: один раз в два года (000-11)",
    },
)
