"""Every date, share, term and threshold of the consultation cycle: its unit, its default, where it comes from. Pure.

What holds on a day stands in the database (`council_pages.models.Rule`, read by `council_pages.rulebook`), so that a
new decree is a change of data; the defaults here hold where the database has nothing for the day. None of these rules
refuses anything (decisions.md, "Refused or warned"): councils are independent, and a breach is shown.

A default that no source states is called a setting of the site, in both languages, and never a law. `docs/rules.md`
lists them all; a test compares.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


class RuleCode(TextChoices):
    """The rules; the value is stored and is the name in `Rules`."""

    REPLY_TERM_WORKING_DAYS = "reply_term_working_days", _("Term for the reply of a state body")
    PUBLISH_PROPOSAL_WORKING_DAYS = "publish_proposal_working_days", _("Term for publishing a proposal")
    OUTCOME_DUE_DAYS = "outcome_due_days", _("Outcome report, after the closing")
    ANSWER_DUE_DAYS = "answer_due_days", _("Answer to every proposal, after the closing")
    SCHEDULE_DUE_DAYS_BEFORE_QUARTER = (
        "schedule_due_days_before_quarter",
        _("Schedule of the next quarter, before the quarter begins"),
    )
    CONSULTATIONS_PER_QUARTER_MIN = "consultations_per_quarter_min", _("Consultations in a quarter, at least")
    CLOSING_REMINDER_DAYS = "closing_reminder_days", _("Reminder, before the closing")
    FRESHNESS_DAYS = "freshness_days", _("How long a council's information counts as fresh")
    MINIMUM_WINDOW_DAYS = "minimum_window_days", _("How long proposals are accepted, at least")
    REPORT_SHARE_PERCENT = "report_share_percent", _("The report's share in the time of a meeting, at most")
    CIVIL_SOCIETY_SHARE_PERCENT = "civil_society_share_percent", _("Share of civil society in a council, at least")
    QUORUM_PERCENT = "quorum_percent", _("Share of the members present at a sitting, at least")
    NO_REPLY_PUBLIC_AFTER_DAYS = "no_reply_public_after_days", _("When a missing reply becomes public, after its term")


class Unit(TextChoices):
    """What a value counts."""

    WORKING_DAYS = "working_days", _("working days")
    DAYS = "days", _("days")
    PERCENT = "percent", _("percent")
    TIMES = "times", _("times")


# Ten years: a slip of the finger is said beside the field.
LARGEST = {Unit.WORKING_DAYS: 3650, Unit.DAYS: 3650, Unit.PERCENT: 100, Unit.TIMES: 100}


@dataclass(frozen=True)
class Definition:
    """One rule as the code knows it.

    `clause` is the place in the numbered source documents of the project or in a law; empty where nothing states the
    value. `refuses`: whether an act that breaks the rule is refused.
    """

    unit: Unit
    default: int
    clause: str
    source_kk: str
    source_ru: str
    refuses: bool = False

    @property
    def largest(self) -> int:
        """The largest value that the rule can take."""
        return LARGEST[self.unit]

    def in_words(self, value: int) -> str:
        """The value with its unit, in the active language: 10 working days."""
        return in_words(value, self.unit)


def in_words(value: int, unit: Unit) -> str:
    """A value with its unit, in the active language: 10 working days, 25 %."""
    if unit == Unit.PERCENT:
        return f"{value}\N{NO-BREAK SPACE}%"
    if unit == Unit.WORKING_DAYS:
        return ngettext("%(number)s working day", "%(number)s working days", value) % {"number": value}
    if unit == Unit.DAYS:
        return ngettext("%(number)s day", "%(number)s days", value) % {"number": value}
    return ngettext("%(number)s time", "%(number)s times", value) % {"number": value}


def _setting(unit: Unit, default: int, note_kk: str, note_ru: str) -> Definition:
    return Definition(unit, default, "", f"Алаңның баптауы. {note_kk}", f"Настройка площадки. {note_ru}")


DEFINITIONS: dict[RuleCode, Definition] = {
    RuleCode.REPLY_TERM_WORKING_DAYS: _setting(
        Unit.WORKING_DAYS,
        10,
        "Қолдағы құжаттарда мемлекеттік органның жауап беру мерзімі айтылмаған; бұл заң талабы емес.",
        "В имеющихся документах срок ответа государственного органа не назван; это не требование закона.",
    ),
    RuleCode.PUBLISH_PROPOSAL_WORKING_DAYS: _setting(
        Unit.WORKING_DAYS,
        1,
        "Хатшының тексеруіне арналған бағдар; құжаттарда мерзім жоқ.",
        "Ориентир для проверки секретарём; в документах срока нет.",
    ),
    RuleCode.OUTCOME_DUE_DAYS: _setting(
        Unit.DAYS,
        30,
        "2024 жылғы Ұсынымдардың 7-қадамы қорытындыны жариялауды көздейді, бірақ мерзімін айтпайды.",
        "Шаг 7 Рекомендаций 2024 года предусматривает публикацию итогов, но срока не называет.",
    ),
    RuleCode.ANSWER_DUE_DAYS: _setting(
        Unit.DAYS,
        15,
        "Әр ұсынысқа жауап беру мерзімі құжаттарда айтылмаған.",
        "Срок ответа на каждое предложение в документах не назван.",
    ),
    RuleCode.SCHEDULE_DUE_DAYS_BEFORE_QUARTER: _setting(
        Unit.DAYS,
        10,
        "2024 жылғы Ұсынымдарда кесте тоқсанына кемінде бір рет бекітіледі делінген, бірақ күні айтылмаған.",
        "По Рекомендациям 2024 года график утверждается не менее одного раза в квартал, но день не назван.",
    ),
    RuleCode.CONSULTATIONS_PER_QUARTER_MIN: Definition(
        Unit.TIMES,
        1,
        "001, «Механизмы проведения»",
        "Азаматтық қоғам істері комитетінің 2024 жылғы Ұсынымдары, «Қоғамдық консультациялар өткізу тетіктері»: "
        "«тоқсанына кемінде бір рет Қоғамдық консультациялар өткізу кестесін әзірлеу және бекіту ұсынылады». "
        "Бұл – ұсыным, заң емес.",
        "Рекомендации Комитета по делам гражданского общества 2024 года, «Механизмы проведения общественных "
        "консультаций»: «рекомендуется разработать и утвердить на заседании Общественного совета График проведения "
        "общественных консультаций не менее одного раза в квартал». Это рекомендация, а не закон.",
    ),
    RuleCode.CLOSING_REMINDER_DAYS: _setting(
        Unit.DAYS,
        3,
        "Қабылдау аяқталғанға дейін неше күн бұрын еске салынатыны.",
        "За сколько дней до завершения приёма приходит напоминание.",
    ),
    RuleCode.FRESHNESS_DAYS: _setting(
        Unit.DAYS,
        90,
        "III Мәжілістің ұсынымдары (2022) ақпаратты тұрақты жаңартуды сұрайды, бірақ күн санын айтпайды.",
        "Рекомендации III Мажилиса (2022) просят регулярно обновлять информацию, но числа дней не называют.",
    ),
    RuleCode.MINIMUM_WINDOW_DAYS: _setting(
        Unit.DAYS,
        10,
        "Ұсыныстар қабылдаудың ең қысқа мерзімі құжаттарда айтылмаған.",
        "Наименьший срок приёма предложений в документах не назван.",
    ),
    RuleCode.REPORT_SHARE_PERCENT: Definition(
        Unit.PERCENT,
        25,
        "004, 1, 3)",
        "Халықпен кездесулер туралы Жарлық жобасы (Үкіметтің 2022 жылғы 5 наурыздағы № 112 қаулысы), 1-тармақтың "
        "3) тармақшасы: баяндама жоспарланған уақыттың төрттен бірінен аспауға тиіс. Кеңестер үшін бағдар: бұл – "
        "жоба; қол қойылған № 863 Жарлықтың күші 2024 жылғы 9 қаңтардағы № 431 Жарлықпен жойылған.",
        "Проект Указа о встречах с населением (постановление Правительства от 5 марта 2022 года № 112), пункт 1, "
        "подпункт 3): доклад не должен превышать одной четвертой запланированного времени. Для советов это "
        "ориентир: здесь проект, а подписанный Указ № 863 утратил силу с Указом № 431 от 9 января 2024 года.",
    ),
    RuleCode.CIVIL_SOCIETY_SHARE_PERCENT: _setting(
        Unit.PERCENT,
        67,
        "Үштен екі (дөңгелектелген). Дереккөзі расталмаған: № 383-V Заңның 9-бабының мәтіні салыстырылмаған.",
        "Две трети (с округлением). Источник не подтверждён: текст статьи 9 Закона № 383-V не сверен.",
    ),
    RuleCode.QUORUM_PERCENT: Definition(
        Unit.PERCENT,
        67,
        "383-V, 13",
        "«Қоғамдық кеңестер туралы» 2015 жылғы 2 қарашадағы № 383-V Заң, 13-бап: үштен екі (дөңгелектелген). "
        "Қосымша дереккөз (zakonpravo.kz) бойынша; Заңның мәтіні салыстырылмаған.",
        "Закон «Об общественных советах» от 2 ноября 2015 года № 383-V, статья 13: две трети (с округлением). "
        "По вторичному источнику (zakonpravo.kz); текст Закона не сверен.",
    ),
    RuleCode.NO_REPLY_PUBLIC_AFTER_DAYS: _setting(
        Unit.DAYS,
        0,
        "Жауап мерзімі өткеннен кейін неше күннен соң жауаптың жоқтығы көпшілікке көрсетіледі.",
        "Через сколько дней после срока ответа его отсутствие показывается всем.",
    ),
}


@dataclass(frozen=True)
class Rules:
    """The values that hold on one day, each under its code."""

    reply_term_working_days: int
    publish_proposal_working_days: int
    outcome_due_days: int
    answer_due_days: int
    schedule_due_days_before_quarter: int
    consultations_per_quarter_min: int
    closing_reminder_days: int
    freshness_days: int
    minimum_window_days: int
    report_share_percent: int
    civil_society_share_percent: int
    quorum_percent: int
    no_reply_public_after_days: int

    @classmethod
    def of(cls, values: dict[str, int]) -> "Rules":
        """These values by code, and the default where a code has none; a code that is no rule's is left out.

        >>> Rules.of({"quorum_percent": 50}).quorum_percent
        50
        """
        return cls(**{code.value: values.get(code, definition.default) for code, definition in DEFINITIONS.items()})
