"""The name of a person in the title of a page, as written there (inflected names stay inflected); None when unsure.

A name is two or three capitalised words, or a single one that is a known given name. Words that name places, offices
and people in general are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*\.?|[^\w\s]|[0-9]+")
_OWNED = re.compile(r"['’]s(?![^\W_])")
_INITIAL = re.compile(r"[^\W\d_]\.")

# Stems of given names in Latin and Cyrillic script; what may follow is a case ending.
_GIVEN = frozenset(
    """
    aleh oleg alaksand alexand aleksand aliaksand oleksand aleksei alexey aliaksei aliaxei oleksi alena alen elena
    olena helen helena ales alesia olesia ala alla alina alin aliona alona anastasi nastasi nast anatol andre andri
    andrz ani ania ann anna hann hanna antanin antanina antonin anton antos artsiom artiom artem artsem arciom
    arseni barbar bahdan bogdan bohdan barys boris borys danil daniil danila danyl daria dari darj dash dzianis
    denis denys dzmit dmit dzmitr dmitr dmytr dzmitry dmitry eduard edward elizavet lizavet ewa eva ew ewelin ihar
    igor ihor ilj ilya illia ilia inn inna ir irin irina iryn iryna ivan iwan jan jana jakub janin jauhen yauhen
    evgen yevgen eugen jewgen jerz julia juli julij julij jury yuri yury iuri kacper kasi kastus kanstan konstan
    karalin karolin karol kat kataryn katarzyn katsiaryn katerin kateryn ekaterin katia kir kiryl kirill kyryl kseni
    ksenia ksieni ksienia larys laris leanid leonid leu lew leŭ lidzi lidia lid liud liudmil lyudmil ludmil liub
    liubou lyubov luba lubou łukasz lukasz lukash magd magdalen maks maksim maksym maxim marek marci margarit
    marharyt mari maria mary maryia mariia maryn marin marina maryna marta mart mateusz matsvei michał michal
    mikhail mikhas mikita nikit mykhail mihail mikol mikalai mikalaj nikola mykol mykola mikołaj nadz nadez nadzei
    nadi nadezhd natall natal natalia nat nina nin oksan oksana aksan aksana kseniia olga olg olha olh volha volh
    palin polin pavel paweł pawel pavlo paval pauli paulin piotr piotr pior petr petro piatr rahul raman roman rom
    ruslan sash sasha siarhei siarhej siarhe sergei sergey serhi serhii serhij siargei sviat svetlan sviatlan
    svitlan svetl stanisl stsiapan stepan sciapan taccian tatsian taccjan tatian tatyan tetian tamar taras tsimaf
    timof tym tomasz uladzi uladzimir vladim vladimir volodym volodymyr wladim uladz vad vadim vadzim vadym val
    valer valery valeri valeryi valiantsin valentin valentyn vasil vasyl vasili ver vera vier viera viera vir vira
    vitali vital vitaly vitalii viktar viktor viktor victor viktoryi viktori vyktor viachasl vyachesl wiktor vlad
    vladisl uladzisl vladysl vital yan yana yar yaraslau jarosl yarosl yul yuli yulia zhann zhanna zinaid zmicer
    zmicier zmits zmit zofi krzyszt małgorzat zbigniew agnieszk agnieszka iwon joann monik алег олег аляксанд
    александ олександ аляксе алексе олексі ален елен олен алес олес ал алл алін алин алон альон анастас настас наст
    анатол андре андрэ андрі ан анн ганн анян ані антанін антонин антонін антон артем артём арцём арсен барбар
    варвар багдан богдан барыс борис данил даніл даниил данило дар дарь дар'й дзяніс денис дзміт дмит дмитр дзмітр
    эдуард элізавет лізавет елизавет лиз ев еў ігар игор ігор ільл іль илл іл иль ін инн інн ірын ирин ірин іван
    иван ян ян'н ян яўген евген євген юл юлі юри юры юрі кастус канстанц константин костянтин каралін каролин кац
    кацярын катерин екатерин кат кір кірыл кирил кірил ксен ксені ксени ларыс ларис леанід леонид леонід леў лев
    лідз лид лід людміл людмил люб любоў любов лукаш макар макс максім максим марк маргарыт маргарит мар мары мари
    марі марый марын марин марьян мар'ян март мацве матве міха миха михаил михайл міхаіл міхас мікіт никит микит
    мікал никола миколай мікола микол надзе надежд наді нат натал натал' наталл наташ нін нин аксан оксан вольг ольг
    ольз олль палін полин павел павл паўл паўлін пётр петр піліп филип пилип петро рам раман роман руслан саш сярг
    серг сергі святасл святосл святлан светлан світлан станісл станисл сцяпан степан таццян татьян тетян тамар тарас
    цімаф тимоф том уладзімір владимир володимир уладз вад вадзім вадим вал валер валян валентин валянцін васіл
    васил вер вір вітал витал віктар виктор віктор віктор вячасл вячесл в'ячесл влад уладзісл владисл ян ян'к яр
    яраслаў ярослав жанн зінаід зинаид зміц зміт рыгор григор зоф соф стаф ігнат игнат кузьм лук фёдар фёдор федор
    хведар яўхім якуб яков якаў ягор егор ілл іллі агат аліс алис ульян вас паул
    vika vike dima zhenya kolya vova misha vanya tanya sveta lena olya nadya liza dasha masha katya nastya yulya
    вика вике вику вики віка віку віцы дима диме диму димы діма дзіма дзіме дзіму маша маше машу маши лена лене лену
    лены катя кате катю кати каця каці кацю оля оле олю волечка таня тане таню тани ваня ване ваню
    """.split()
)
_ENDINGS = frozenset(
    """
    ija iju ijowi ijem iej a ai aj am an ana anu ann ano e ei ej em emu ey ě i ia ie ii iia iu ij im in ina inoy io
    iom ja je ji ju k ka ke ki ko ku o oi oj om ou ovi owi oŭ oy r ra re ri ru rem rom ry ryi sha shy ta u ue ui um
    y ya ye yi yja yju yj yn yu ym z za ze zi zie eu ŭ ek eka ekowi iej ję ą ę ami amu lau lav slau law ława ry ryju
    е ею ем ев ева еву еві и ии ий ию ия й я ю й'я і ії ій ію ія іє а ай ам аў ава аву у ы ые ый ыі ыя ыю э о ов ова
    ову ові ой ом ою р ра ре ри ру рам рем ром рэ рэм ры рый рыю рыя рій рія рію рієм рія рі рые рыем рию рия рий
    рием рея рею реем рэя рэю рэем ль ля лю лем лём ь ью я ям ём ею єю ію ій ша шы ше шу шей ка ке ку ко кай кой цы
    це н на не ну ні ным ной ній нею най най эй эя эю эем ей ея еи ею еем ем ц ца цу цам за зе зі зю зя зій лаў лава
    лаву лавам лав лава лаву лавом лля лле ллю ллей ля лі лею лья лье льи лью льей л ла ле лу лой лаю іл іла ілу
    ілам' ил ила илу илом ло яў ява яву явам ей я ця ці цей цю ті тя тю тью сі ся сю ня ні ню неё ней нёй дзя дзі дю
    дя ді дью дзею жда жды жде жду ждой
    """.split()
)
# A dative changes the consonant before its ending: Вольга, Вользе; Marta, Marcie.
_HARD = {"з": "г", "ц": "к", "с": "х", "ц'": "т", "дз": "д", "dz": "g", "c": "k", "ci": "t", "rz": "r", "dzi": "d"}
_SOFTENED = re.compile("(?<=..)(dzi|dz|ci|rz|дз|[зцсc])[еіыeiy]$")
_SURNAME = re.compile(
    r"(?:ov|ow|owa|owej|owi|owu|ova|ovu|ev|eva|sk[iy]|ski[iy]|sk[ay]|skaya|skaia|skaja|skiego|skiej|skiemu|sky"
    r"|skyi|tski|tskaya|cki"
    r"|cka|ckiego|ich|icz|iczo?wi?|vich|vic|vič|enko|enka|anka"
    r"|iuk|uk|juk|yuk|chuk|čuk|chyk|čyk|ik|ak|iak|jak|ok|onak|onok|enia|enya|ets|iec|ec|in|ina|yn|yna|au|aŭ|aw|eu"
    r"|eŭ|ko|ka|ły|la|el|ar|er|ik|ski"
    r"|ов|ова|ову|овой|овым|ев|ева|еву|евой|ёў|ёва|аў|ава|аву|авай|еў|ева|ськ\w{1,4}|цьк\w{1,4}|ск\w{1,4}"
    r"|цк\w{1,4}|іч\w{0,3}|ич\w{0,3}|енк\w{1,2}|анк\w{1,2}|енка|ук\w{0,2}|юк\w{0,2}"
    r"|чык\w{0,3}|чик\w{0,3}|ік\w{0,2}|ик\w{0,2}|ак\w{0,2}|як\w{0,2}|ок\w{0,2}|онак|еня|ец|ца|цу|ін\w{0,3}"
    r"|ин\w{0,3}|ын\w{0,3}|ко|ка|ль|ля|лю|ар|ер|ура|ыла)$",
    re.IGNORECASE,
)

# Who is no person though called after one (stems), before or behind the name.
_ORGANISATION = re.compile(
    r"regiments?|battalions?|brigades?|foundations?|funds?|cent(?:re|er)s?|schools?|universit\w+|institutes?|hospitals?"
    r"|prizes?|awards?|museums?|streets?|houses?|clubs?|initiatives?|committees?|unions?|associations?|media|radio"
    r"|полк\w*|батальён\w*|батальон\w*|брыгад\w*|бригад\w*|фонд\w*|фундацы\w+|цэнтр\w*|центр\w*|школ\w*|універсітэт\w*"
    r"|университет\w*|університет\w*|інстытут\w*|институт\w*|інститут\w*|прэмі\w+|преми\w+|премі\w+|музе\w+|вуліц\w+|улиц\w+"
    r"|вулиц\w+|імя|имени|імені|pułk\w*|batalion\w*|fundacj\w*|centrum|szkoł\w*|uniwersytet\w*|instytut\w*|nagrod\w*"
    r"|muzeum|ulic\w*|imienia",
    re.IGNORECASE,
)

# Given names that are everyday words as well: at the start of a sentence they are the word.
_COMMON_NOUN = re.compile(
    r"надзея|надежда|надія|nadzieja|nadzieia|вера|віра|wiara|любоў|любовь|любов|роман|мара|мары|лев|леў|слава|мир"
    r"|hope|faith|mark|may|grace|ewa",
    re.IGNORECASE,
)

# Words before which or behind which a name stands in such titles (stems).
_TRIGGERS = re.compile(
    r"(?:for|help\w*|support\w*|save|aid|prisoner\w*|prisoner's|activist\w*|journalist\w*|volunteer\w*|doctor"
    r"|teacher|student|artist|musician|blogger|lawyer|family|wife|mother"
    r"|son|daughter|father|husband|worker|veteran|of|to|named|called"
    r"|вязн\w+|палітвязн\w+|палітзняволен\w+|політвязн\w+|політв'язн\w+|політичн\w+|зняволен\w+|актывіст\w+"
    r"|активист\w+|активіст\w+|журналіст\w+|журналист\w+|валанцёр\w+|волонт\w+|добраахвот\w+"
    r"|доктар\w*|врач\w*|лікар\w*|настаўні\w+|учител\w+|вчител\w+|студэнт\w*|студент\w*|мастачк\w+|мастак\w*"
    r"|художни\w+|музык\w+|блогер\w*|адвакат\w*|сям'\w+|сем'\w+|сям’\w+|семь\w+|родин\w+|жонк\w+|жен\w|дружин\w+"
    r"|маці|мам\w|матер\w+"
    r"|политзаключенн\w+|политзаключённ\w+|заключенн\w+|заключённ\w+|узник\w*|узніц\w*|палітзэк\w*|для|дапамо\w+"
    r"|дапамаж\w+|дапамагч\w+|падтрым\w+|помощ\w+|помо[чж]\w+|помог\w+|поддерж\w+|допомо\w+|підтрим\w+"
    r"|dapamoh\w+|dapamož\w+|palitviaź?z?n\w+|pomoc\w*|pomóż\w*|wspar\w+|wesprz\w+|wspier\w+|więźni\w+"
    r"|więźniark\w+|aktywist\w+|dziennikar\w+|rodzin\w+|dla|byłe\w+|były\w*|byłej|żon\w+|wolontariusz\w*|lekar\w+"
    r"|nauczyciel\w*"
    r"|former|ex-prisoner|былому|былой|былога|бывшему|бывшей|бывшего|колишньому|колишній|колишнього)\.?",
    re.IGNORECASE,
)

# Capitalised words that are no names of people (stems).
_NO_NAME = re.compile(
    r"(?:belarus\w*|biełarus\w*|białoru\w*|беларус\w*|белорус\w*|білорус\w*|poland|polish|polsk\w*|польш\w*"
    r"|польск\w*|польшч\w*|польщ\w*|lithuania\w*|lietuv\w*|літв\w*|литв\w*|litwi?\w*|georgia\w*|грузі\w*|грузи\w*"
    r"|gruzj\w*"
    r"|ukrain\w*|україн\w*|украин\w*|украін\w*|russia\w*|росси\w*|расі\w*|росі\w*|rosj\w*|german\w*|germany"
    r"|герман\w*|нямеч\w*|німеч\w*|niemc\w*|europ\w*|европ\w*|еўроп\w*|європ\w*|spain|czech\w*|чех\w*|latvia\w*"
    r"|латв\w*|estonia\w*"
    r"|minsk\w*|мінск\w*|менск\w*|минск\w*|miensk\w*|mińsk\w*|brest\w*|брэст\w*|брест\w*|brześ\w*|grodno|hrodna"
    r"|гродн\w*|homel\w*|gomel\w*|гомел\w*|vitsebsk|vitebsk|віцебск\w*|витебск\w*|mahil\w*|mogil\w*|магіл\w*"
    r"|могил\w*|warsaw|warszaw\w*|варшав\w*"
    r"|vilnius|вільн\w*|вильн\w*|wiln\w*|wilno|tbilisi|тбілісі|тбилиси|batumi|батумі|батуми|kyiv|kiev|київ\w*"
    r"|киев\w*|lviv|львів\w*|berlin|берлін\w*|берлин\w*|krak\w+|łódź|gdańsk\w*|białyst\w*|białegostok\w*"
    r"|okrestin\w*|volodark\w*|акрэсцін\w*|валадарк\w*"
    r"|new|year|christmas|easter|red|cross|human|rights|house|center|centre|foundation|fund|university|school"
    r"|hospital|clinic|community|union|association|party|church|club|college|institute|committee|bureau|center"
    r"|media"
    r"|political|prisoner\w*|former|help\w*|support\w*|save|aid|story|the|a|an|from|to|for|of|in|and|with|how|why"
    r"|who|my|our|her|his|their|after|life|freedom|family|home|treatment|surgery|operation|rehabilitation"
    r"|urgent\w*|please|mother|father|son|daughter"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|i|we|he|she|they|it"
    r"|is|are|was|were|on|at|by|as|not|no|all|let|lets|one|two|three|young|medical|doctor\w*|journalist\w*"
    r"|activist\w*|student\w*|volunteer\w*|artist\w*|teacher\w*"
    r"|needs?|need|start\w*|begin\w*|learn\w*|return\w*|rebuild\w*|new|his|campaign|collection|fundraising"
    r"|emergency|evacuation|relocation"
    r"|bysol|бысол|viasna|вясн\w*|весна|лукашенк\w*|лукашэнк\w*|lukashenk\w*|łukaszenk\w*|putin\w*|путин\w*"
    r"|пуцін\w*|omon|амон\w*|омон\w*|sizo|shizo|сізо|сизо|шіза|шизо|кдб|кгб|kgb"
    r"|дапамо\w*|дапамаж\w*|дапамагч\w*|падтрым\w*|помощ\w*|помо[чж]\w*|помог\w*|поддерж\w*|допомо\w*|підтрим\w*"
    r"|pomoc\w*|pomóż\w*|wspar\w*|wesprz\w*|збор\w*|сбор\w*|збір\w*|zbiórk\w*|былы\w*|былому|былой|бывш\w*"
    r"|колишн\w*|były\w*|byłe\w*|był\w*"
    r"|палітвяз\w*|палітзняв\w*|политзакл\w*|політв\w+|więźni\w+|лячэнн\w*|лечен\w*|лікуван\w*|leczeni\w*"
    r"|аперацы\w*|операци\w*|операці\w*|operacj\w*|сям'\w*|семь\w*|родин\w*|rodzin\w*|маці|мам\w|дом|дамоў|жыццё"
    r"|жизнь|життя|życie|гісторы\w*|истори\w*|історі\w*|histori\w*"
    r"|для|на|за|у|в|і|и|з|с|із|ад|от|від|да|до|па|по|пра|об|о|про|як|как|пасля|после|після|новае|новая|новы"
    r"|новое|новый|новий|нове|наш\w*|мой|мая|моя|моё|мій|трэба|нужн\w*|потрібн\w*|dla|na|w|z|i|o|po|od|do|za|jak"
    r"|nowe|nowy|nowa|nasz\w*|mój|moja|potrzeb\w*"
    r"|каляд\w*|рождеств\w*|різдв\w*|вялікдзень|чырвон\w*|красн\w*|червон\w*|крыж\w*|крест\w*|фонд\w*|цэнтр\w*"
    r"|центр\w*|універсітэт\w*|университет\w*|ўніверсітэт\w*|фундацы\w*|fundacj\w*|centrum|журналіст\w*"
    r"|журналист\w*|актывіст\w*|активист\w*|активіст\w*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def bare(self) -> str:
        return self.text.rstrip(".")


def person_in(title: str) -> str | None:
    """Find the name of a person in a title; None when none is named or it is not clear."""
    title = " ".join(_OWNED.sub("", title[:300]).split())
    words = [_Word(match[0], match.start(), match.end()) for match in _TOKEN.finditer(title)]
    heading_style = _is_heading_style(words)
    if title.isupper():
        words = [_Word(word.text.title(), word.start, word.end) for word in words]
    best: tuple[int, int, str] | None = None
    for first, last in _runs(words):
        score = _score(words, first, last, heading_style)
        text = title[words[first].start : words[last].end]
        if score >= 2 and (best is None or score > best[0]):
            best = (score, first, text.rstrip(".") if not _INITIAL.fullmatch(words[last].text) else text)
    return best[2] if best else None


def _is_heading_style(words: Sequence[_Word]) -> bool:
    """Tell a title whose words are all capitalised, where a capital says nothing."""
    long_words = [word for word in words if len(word.bare) > 3 and word.bare.isalpha()]
    capitals = sum(word.is_capital for word in long_words)
    return len(long_words) > 3 and capitals * 4 >= len(long_words) * 3


def _may_be_name(word: _Word) -> bool:
    if _INITIAL.fullmatch(word.text) and word.is_capital:
        return True
    is_name_like = word.is_capital and len(word.bare) > 1 and word.bare[0].isalpha()
    if word.bare.isupper() and len(word.bare) < 3:
        return False  # an abbreviation; longer ones are told by what stands beside them
    return is_name_like and not _NO_NAME.fullmatch(word.bare)


def _runs(words: Sequence[_Word]) -> list[tuple[int, int]]:
    """Give the runs of words that may be names: two or three together, or one; a dot ends a run."""
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        if not _may_be_name(words[at]):
            at += 1
            continue
        last = at
        while last + 1 < len(words) and _goes_on(words, last):
            last += 1
        if last - at <= 2:
            runs.append((at, last))
        at = last + 1
    return runs


def _goes_on(words: Sequence[_Word], at: int) -> bool:
    ended = words[at].text.endswith(".") and not _INITIAL.fullmatch(words[at].text)
    return not ended and words[at + 1].start - words[at].end <= 1 and _may_be_name(words[at + 1])


def _score(words: Sequence[_Word], first: int, last: int, heading_style: bool) -> int:
    """Weigh the evidence that a run of words is a person's name; two points are enough."""
    run = words[first : last + 1]
    given = any(is_given_name(word.bare) for word in run)
    if any(word.bare.isupper() and len(word.bare) > 1 for word in run) and not (given and len(run) > 1):
        return 0  # BYSOL
    if _is_organisation(words, first, last):
        return 0
    starts = first == 0 or words[first - 1].text in ".!?:—–-|"
    quoted = first > 0 and _opens_quotation(words, first - 1)
    triggered = first > 0 and _TRIGGERS.fullmatch(words[first - 1].bare) is not None
    if quoted and not (len(run) == 2 and is_given_name(run[0].bare)):
        return 0
    if len(run) == 1:
        if not given:
            return 0
        alone = last + 1 == len(words) or words[last + 1].text in ",:—–-"
        return 1 if starts and not triggered and not alone and _COMMON_NOUN.fullmatch(run[0].bare) else 2
    score = 2 if given else 0
    score += bool(_SURNAME.search(run[-1].bare)) and not heading_style
    score += (not heading_style) + triggered
    return score - (1 if starts and not given and not triggered else 0)


def _is_organisation(words: Sequence[_Word], first: int, last: int) -> bool:
    """Tell a regiment or a foundation that bears somebody's name from that person."""
    near = [words[first].bare, words[last].bare]
    if last + 1 < len(words) and words[last + 1].is_capital:
        near.append(words[last + 1].bare)
    before = [word for word in words[max(0, first - 2) : first] if word.bare.isalpha()]
    near += [word.bare for word in before[-1:]]
    return any(_ORGANISATION.fullmatch(word) for word in near)


def _opens_quotation(words: Sequence[_Word], at: int) -> bool:
    """Tell a quotation mark that opens from one that closes; a straight one opens when it is odd."""
    mark = words[at].text
    if mark not in ('"', "'"):
        return mark in ("«", "“", "„")
    return sum(word.text == mark for word in words[: at + 1]) % 2 == 1


def is_given_name(word: str) -> bool:
    """Tell whether a word is a known given name in any case: a known stem and a case ending."""
    lowered = word.lower().replace("’", "'").replace("ʼ", "'")
    if "-" in lowered:
        return all(is_given_name(part) for part in lowered.split("-"))
    if lowered in _GIVEN:
        return len(lowered) > 2
    cuts = range(1, min(5, len(lowered) - 1))
    if any(lowered[-cut:] in _ENDINGS and lowered[:-cut] in _GIVEN for cut in cuts):
        return True
    softened = _SOFTENED.search(lowered)
    return softened is not None and f"{lowered[: softened.start()]}{_HARD[softened[1]]}" in _GIVEN
