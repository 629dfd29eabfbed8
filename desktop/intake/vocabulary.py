"""The words by which a campaign page speaks of itself, in five languages: its headings, labels and closing phrases.

Each pattern is matched at the start of a line whose look-alike letters were already set right (see `lines.unmix`),
without regard to case. A pattern never crosses a line and has no nested repetition.
"""

from __future__ import annotations

import re


def _words(*alternatives: str) -> str:
    return "(?:" + "|".join(alternatives) + ")"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_END = r"(?![^\W_])"
_TAIL = r"[^.!?:€$£₴₽₾0-9]{0,60}\s{0,9}[?:]{0,3}\s{0,9}"

# "How much is needed?" and its sisters: a question or a heading that opens the list of expenses.
_QUESTIONS = _words(
    r"how much (?:money |help )?(?:is|do|does|are|will|did)(?:n't)? ?(?:\w+ )?(?:be )?(?:need(?:ed)?|require[ds]?"
    r"|necessary|want(?:ed)?)",
    r"how much (?:is )?(?:needed|required)",
    r"what (?:is|are|do|does|will)? ?(?:the |this |we |i )*(?:money|funds?|help|sum)? ?(?:be )?(?:needed|spent"
    r"|used|need)(?: for| on)?",
    r"what (?:is|are) (?:the )?(?:money|funds?) for",
    r"where will the money go",
    r"колькі (?:грошай |сродкаў |сродкаў |усяго )?(?:трэба|патрэбна|патрэбны|неабходна|патрабуецца|спатрэбіцца"
    r"|неабходны)",
    r"на што (?:патрэбн\w+|пойдуць|трэба|ідуць|збіраем|збіраюцца|збіраецца)",
    r"куды пойдуць",
    r"kolki (?:hrošaj |srodkaŭ )?(?:treba|patrebna|nieabchodna|patrabujecca)",
    r"na što (?:patrebn\w+|pojduć|treba)",
    r"сколько (?:денег |средств |всего )?(?:нужно|нужна|надо|необходимо|требуется|понадобится|потребуется)",
    r"на что (?:нужн\w+|пойдут|требуются|собираем|необходим\w+|идут|идёт|идет|потратим)",
    r"куда пойдут",
    r"скільки (?:грошей |коштів |усього )?(?:потрібно|потрібна|треба|необхідно|знадобиться)",
    r"на що (?:потрібн\w+|підуть|збираємо|витратимо|йдуть)",
    r"куди підуть",
    r"ile (?:pieniędzy |środków |funduszy |kosztuje )?(?:jest |nam |mi )?(?:potrzeba|potrzebne|potrzebn\w"
    r"|potrzebuj\w+|trzeba|potrzebujemy)",
    r"na co (?:zbieramy|zbieram|potrzebn\w+|są|pójdą|przeznaczymy|przeznaczone|wydamy)",
)
_HEADINGS = _words(
    r"(?:planned |expected |list of |our |the |main )?(?:expenses|expense items|costs|budget|expenditures?|needs"
    r"|cost estimate)",
    r"what (?:we|i) need",
    r"(?:спіс |пералік |план )?(?:выдаткі|выдаткаў|бюджэт|каштарыс|патрэбы|патрэб|расходы|артыкулы выдаткаў)",
    r"(?:vydatki|biudžet|kaštarys|patreby)",
    r"(?:список |перечень |план |статьи )?(?:расходы|расходов|бюджет|смета|потребности|затраты|траты|нужды)",
    r"(?:список |перелік |план |статті )?(?:витрати|витрат|бюджет|кошторис|потреби)",
    r"(?:lista |plan )?(?:wydatki|wydatków|budżet|kosztorys|koszty|potrzeby)",
)
ANCHOR = _compile(
    rf"(?:{_QUESTIONS}{_END}{_TAIL}|{_HEADINGS}(?: for| на| na| кампаніі| збору| сбора| zbiórki)?(?= ?[:?]"
    rf"| ?$){_TAIL})"
)

# The stated goal: a label before the amount, or alone above it.
_TOTALS = _words(
    r"(?:in |the |our )*(?:grand )?total(?: (?:is|needed|need|required|amount|sum|costs?|goal|to raise|to collect"
    r"|budget|money|funds|expenses|for all|of all|price))*",
    r"(?:total|whole|full|entire|overall) (?:amount|sum|cost|budget)(?: (?:is|needed|required))*",
    r"altogether",
    r"sum total",
    r"усяго(?: патрэбна| трэба| неабходна)?",
    r"разам(?: патрэбна| трэба)?",
    r"(?:агульная|уся|поўная) сума(?: выдаткаў)?",
    r"агульны кошт",
    r"вынік",
    r"агулам",
    r"усяго разам",
    r"razam",
    r"usiaho",
    r"итого?(?: нужно| необходимо| к сбору| к оплате)?",
    r"всего(?: нужно| необходимо| требуется| к сбору)?",
    r"(?:общая|вся|полная) сумма(?: сбора| расходов)?",
    r"общая стоимость",
    r"в сумме",
    r"вместе",
    r"усього(?: потрібно| треба)?",
    r"всього(?: потрібно| треба)?",
    r"(?:загальна|уся|вся|повна) сума(?: збору| витрат)?",
    r"загальна вартість",
    r"загалом",
    r"підсумок",
    r"razem(?: potrzeba| do zebrania| do zapłaty)?",
    r"łącznie(?: potrzeba)?",
    r"łączna kwota",
    r"suma(?: całkowita)?",
    r"(?:łączny|całkowity) koszt",
    r"koszt (?:łączny|całkowity)",
    r"w sumie",
    r"ogółem",
    r"kwota całkowita",
)
_GOALS = _words(
    r"(?:the |our |my |fundraising |campaign |collection |main |stated )*(?:goal|target)(?: amount"
    r"| sum)?(?: of the \w+)?(?: is)?",
    r"(?:needed|required|necessary|target) (?:amount|sum)",
    r"(?:amount|sum) (?:needed|required)",
    r"(?:наша |мая |агульная |галоўная )?мэта(?: збору| кампаніі)?",
    r"(?:патрэбная|неабходная|мэтавая) сума",
    r"сума збору",
    r"(?:naša |maja )?meta(?: zboru)?",
    r"patrebnaja suma",
    r"(?:наша |моя |общая )?цель(?: сбора| кампании)?",
    r"(?:необходимая|нужная|требуемая|целевая) сумма",
    r"сумма сбора",
    r"(?:наша |моя |загальна )?(?:мета|ціль)(?: збору| кампанії)?",
    r"(?:необхідна|потрібна|цільова) сума",
    r"(?:nasz |mój |główny )?cel(?: zbiórki| kampanii)?",
    r"(?:potrzebna|wymagana|docelowa|konieczna) kwota",
    r"kwota zbiórki",
)
GOAL_LABEL = _compile(rf"(?:{_GOALS}|{_TOTALS}){_END}")
GOAL_ALONE = _compile(rf"(?:{_GOALS}|{_TOTALS}) ?[:：—–-]* ?$")
TOTAL_WORD = _compile(rf"(?<!\w)(?:{_TOTALS}|{_GOALS}){_END}")

# A bare verb before an amount: the goal when nothing follows the amount.
NEED_LABEL = _compile(
    r"(?:required|needed|need|патрэбна|трэба|неабходна|treba|patrebna|нужно|необходимо|требуется|надо|потрібно"
    r"|необхідно|треба|potrzeba|potrzebne"
    rf"|trzeba){_END}[\s:~≈—–-]*$"
)
# A sentence that asks for a sum: the goal when it is all there is, or when it equals the rest.
NEED_WORD = _compile(
    r"(?<!\w)(?:need(?:s|ed)?|require[ds]?|raise|raising|collect(?:ing)?|fundrais\w+|ask(?:ing)? for|looking for"
    r"|goal|target"
    r"|трэба|патрэбна|патрэбны|патрэбная|патрабуецца|неабходна|збіра\w+|сабраць|мэта|treba|patrebna|zbira\w+|sabrać"
    r"|нужн\w{1,2}|надо|необходим\w|требуется|собира\w+|собрать|цель|прошу"
    r"|потрібн\w|потребу\w+|необхідн\w|треба|збира\w+|зібрати|мета|прошу"
    rf"|potrzeb\w*|trzeba|zbiera\w*|zebrać|uzbierać|cel|prosz\w+){_END}"
)

# The words that the sum collected stands behind.
_COLLECTED = _words(
    r"(?:already |total |amount |funds |money |so far |we |have |we've |were |was )*(?:collected|raised|gathered"
    r"|received|donated|(?:managed |able )to (?:collect|raise|gather))(?: so far| already| to date| in total)?",
    r"(?:ужо |усяго |на сёння )*(?:сабрана|сабралі|сабрались|сабралася|сабраныя|сабрана ўжо"
    r"|(?:нам )?удалося сабраць|атрымана)(?: ўжо| усяго| сродкаў)?",
    r"(?:užo |usiaho )*(?:sabrana|sabrali)",
    r"(?:уже |всего |на сегодня )*(?:собрано|собрали|собралось|собранная сумма|собрана сумма"
    r"|(?:нам )?удалось собрать|поступило|получено)(?: уже| всего| средств)?",
    r"(?:вже |уже |усього |на сьогодні )*(?:зібрано|зібрали|зібралося|зібрана сума"
    r"|(?:нам )?вдалося зібрати|надійшло|отримано)(?: вже| усього| коштів)?",
    r"(?:już |łącznie |dotychczas )*(?:zebrano|zebraliśmy|uzbierano|uzbieraliśmy|zebrana kwota"
    r"|zebrane środki|udało (?:nam )?się (?:nam )?(?:zebrać|uzbierać)|wpłacono|wpłynęło)(?: już| łącznie)?",
)
COLLECTED = _compile(_COLLECTED + _END)
COLLECTED_AFTER = _compile(r"\W{0,3}(?:(?:has|have|was|were|been|ужо|уже|вже|już|is) )*" + _COLLECTED + _END)
COLLECTED_END = _compile(r"(?:\s*(?:[:：=—–-]|so far|to date))*\s*$")
PROGRESS_GAP = _compile(
    r"\s*(?:\(?[0-9]{1,5}(?:[.,][0-9]{1,2})? ?%\)?\s*)?(?:"
    + _COLLECTED
    + r"\s*)?(?:in|of|out of|from|из|з|із|зі|са|ад|від|от|z|ze|iz|/|\\)"
    r"(?: (?:a|the|our|goal|total|of|мэты|цели|мети|celu|needed|неабходных|необходимых|необхідних|патрэбных"
    r"|нужных|потрібних|potrzebnych))*\s*"
)

# The collection is over.
CLOSED = _compile(
    r"(?:(?:the |this |our )?(?:collection|fundraiser|fundraising|campaign|fundraising campaign|collecting"
    r"|donation drive|appeal)"
    r"(?: of funds| for \w+| campaign)? (?:(?:is|has|was|been|now|already|successfully|fully)\s)*"
    r"(?:over|closed|ended|completed?|finished|done|concluded|funded)"
    r"|closed(?= ?[.!]? ?$)|(?:the )?goal (?:is |has been |was )?(?:reached|achieved)"
    r"|(?:мэта|цель|мета|ціль) (?:ўжо |уже |вже )?(?:дасягнута|достигнута|досягнута)"
    r"|(?:мэту|цель|мету|ціль) (?:дасягнулі|достигли|досягнуто|досягнули)|cel (?:został )?osiągnięty"
    r"|(?:гэты |наш )?(?:збор|кампанія|збор сродкаў|збор грошай)(?: \w+)? (?:ўжо |паспяхова |ужо |цалкам )*"
    r"(?:завершан\w*|закончан\w*|скончан\w*|закрыт\w*|зачынен\w*|скончыўся|закончыўся|завяршыўся|скончаўся|скончылася"
    r"|завершылася|спынены)"
    r"|(?:zbor|kampanija) (?:užo )?(?:zavieršan\w*|zakončan\w*|zakryt\w*|skončan\w*|skončyŭsia)"
    r"|(?:этот |наш )?(?:сбор|кампания|сбор средств|сбор денег)(?: \w+)? (?:уже |успешно |полностью )*"
    r"(?:завершен\w*|завершён\w*|окончен\w*|закончен\w*|закрыт\w*|завершился|завершилась|окончился|закончился"
    r"|закончилась|остановлен)"
    r"|(?:цей |наш )?(?:збір|кампанія|кампанію|збір коштів|збір грошей)(?: \w+)? (?:вже |успішно |повністю )*"
    r"(?:завершен\w*|закінчен\w*|закрит\w*|завершився|закінчився|завершилася|закінчилася|зупинено)"
    r"|(?:ta |nasza )?(?:zbiórka|kampania|zrzutka|akcja)(?: \w+)? (?:została |jest |już |pomyślnie )*"
    r"(?:zakończon\w*|zamknięt\w*|ukończon\w*|zakończyła się|dobiegła końca)"
    rf"){_END}"
)

CLOSED_END = _compile(rf" ?(?:$|[^\w\s?'’\"”»“/]|[0-9]|{_COLLECTED}|thank|дзяку|спасибо|дяку|dzięku)")

# What may stand between the word and the sum collected.
ABOUT = _compile(
    r"(?:so far|to date|today|на сёння|на сегодня|на сьогодні|dotychczas|do tej pory"
    r"|about|around|approximately|exactly|only|just|already|nearly|almost|over|(?:more|less) than|the sum of"
    r"|каля|прыкладна|толькі|ужо|амаль|больш(?: за| чым)?|менш(?: за| чым)?|звыш|суму"
    r"|около|примерно|только|уже|почти|больше|более|меньше|менее|свыше|сумму"
    r"|близько|приблизно|лише|вже|майже|більше(?: ніж)?|менше(?: ніж)?|понад"
    r"|około|tylko|już|prawie|niemal|(?:więcej|mniej) niż|ponad|kwotę)"
)

# Words that say nothing of what the money is for.
FILLER = _compile(
    r"(?<!\w)(?:the|a|an|i|we|to|of|is|are|in|for|this|our|my|now|only|about|around|approximately|total"
    r"|altogether|all|at least|just|urgently"
    r"|campaign|collection|sum|amount|family|he|she|they|him|her|them|please|money|want|would|like|will|have"
    r"|мы|я|мне|нам|яму|ёй|ім|усяго|каля|прыкладна|агулам|разам|сума|суму|грошай|сродкаў|на|у|хочам|хачу|зараз"
    r"|ему|ей|им|всего|около|примерно|сумма|сумму|денег|средств|хотим|хочу|сейчас|итого|в|нам"
    r"|ми|мені|йому|їй|їм|усього|всього|близько|загалом|сума|коштів|грошей|хочемо|зараз"
    rf"|my|ja|mi|mu|jej|im|nam|łącznie|razem|około|kwota|kwoty|kwotę|w sumie|sumę|pieniędzy|chcemy|chcę|teraz"
    rf"|jest){_END}"
)

# What is left to be collected: no item and no goal.
REMAINING = _compile(
    r"(?:left|remaining|still needed|remains|to go|left to (?:raise|collect|go)|засталося|застаецца|яшчэ трэба"
    r"|осталось|ещё нужно"
    rf"|еще нужно|залишилось|залишилося|ще потрібно|pozostało|brakuje|jeszcze potrzeba|zostało){_END}"
)

# Tab labels. After the story's label its text begins; the others stand for parts a reader does not see here.
STORY_TAB = _compile(
    r"(?:(?:the |my |our |his |her |their )?story|about(?: the campaign| us| me)?|description|гісторыя|гісторыі"
    r"|апісанне|пра збор|historyja|апавяданне"
    r"|история|описание|о сборе|рассказ|історія|опис|про збір|розповідь|historia|opis|o zbiórce|opowieść) ?:? ?$"
)
OTHER_TAB = _compile(
    r"(?:updates?|news|comments?|donors?|donations?|supporters?|documents?|reports?|photos?|gallery|faq|навіны"
    r"|абнаўленні|каментары"
    r"|каментарыі|данаты|ахвярадаванні|дакументы|справаздача|справаздачы|новости|обновления|комментарии|доноры"
    r"|документы|отчёт|отчет|отчёты"
    r"|отчеты|новини|оновлення|коментарі|донори|документи|звіт|звіти|aktualności|komentarze|darczyńcy|wpłaty"
    r"|dokumenty|raporty?"
    r") ?(?:\([0-9]{1,6}\)|[0-9]{1,6})? ?:? ?$"
)
# Behind this line other people's campaigns and the site's own links begin.
FOOTER = _compile(
    r"(?:(?:see |view |read )?(?:other|similar|more|related|our other|all|active|also) (?:campaigns?|fundraisers?"
    r"|collections?|stories)"
    r"|see also|you may also like|share(?: this)?(?: campaign| page)?|support other|іншыя (?:зборы|кампаніі"
    r"|гісторыі)|глядзіце таксама"
    r"|падобныя зборы|усе зборы|падзяліцца|другие (?:сборы|кампании|истории)|похожие (?:сборы|кампании)"
    r"|смотрите также|все сборы|поделиться"
    r"|інші (?:збори|кампанії|історії)|схожі збори|дивіться також|усі збори|поділитися|inne (?:zbiórki|kampanie"
    r"|historie)|podobne zbiórki"
    r"|zobacz (?:też|także|również)|wszystkie zbiórki|udostępnij) ?[:.…]* ?$"
)
# A button, a date, a count of donors: said around the story, never part of it.
NOISE = _compile(
    r"(?:sub-?total|промежуточный итог|прамежкавы вынік|проміжний підсумок|suma częściowa)[^\w].*$"
    r"|(?:donate(?: now)?|support(?: the campaign| now)?|help now|read more|back|menu|home|падтрымаць|ахвяраваць"
    r"|дапамагчы|поддержать"
    r"|пожертвовать|помочь|підтримати|допомогти|пожертвувати|wesprzyj|wpłać|pomóż|[0-9 ]{1,9} ?(?:donors?"
    r"|donations?|supporters?|people donated"
    r"|данатаў|донараў|доноров|донорів|донатов|донатів|darczyńców|wpłat)"
    r"|[0-9]{1,4}(?:[.,][0-9]{1,2})? ?%[^€$£]{0,40}) ?[.!…→»>]* ?$"
)
# An editor's remark that stands under its paragraph.
NOTE = _compile(
    r"\(?(?:\w+ )?(?:note|editor's note|заўвага|прыпіска|примечание|прим\.?(?: ред\.?)?|примітка|przyp(?:is"
    r"|\.)?(?: red\.?)?)(?: \w+)? ?\)?[.:]? ?$"
)
# Words of help that stand in the title of a page and of hardly anything else.
HELP_WORD = _compile(
    r"(?<!\w)(?:help\w*|support\w*|aid|save|dapamo\w+|дапамо\w+|дапамаж\w+|дапамагч\w+|падтрым\w+|выратава\w+"
    r"|помощ\w+|помо[чж]\w+|помог\w+"
    r"|поддерж\w+|спаси\w*|допомо\w+|підтрим\w+|врятув\w+|pomoc\w*|pomóż\w*|pomag\w+|wspar\w+|wesprz\w+|wspier\w+"
    r"|zbiórk\w+|сбор|збор|збір"
    r"|политзаключ\w+|палітвяз\w+|палітзняволен\w+|політв'язн\w+|political prisoner\w*|więźni\w+)"
)
