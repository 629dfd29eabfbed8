"""Stems of words, in five languages, that tell what money is spent on and what in a story may endanger somebody."""

from __future__ import annotations

import re

from desktop.domain.pages import Concern, ItemCategory

_START = r"(?<![^\W\d_])"


def _stems(text: str) -> re.Pattern[str]:
    return re.compile(_START + "(?:" + "|".join(text.split()) + ")", re.IGNORECASE)


# Where two categories are named equally often and at once, the earlier one here is taken.
CATEGORIES: tuple[tuple[ItemCategory, re.Pattern[str]], ...] = (
    (
        ItemCategory.MEDICAL,
        _stems(
            r"""
            medic doctor dentist dental tooth teeth surg operation hospital clinic therap treatment examination
            mri ultrasound painkill rehabilit psycholog psychiatr glasses lens prosthe pill drugs?\b health
            diagnos massage лек[аі] лякар лячэ ляка[вў] медыц медык стамат зуб аперац шпітал бальніц клінік
            тэрап абследав мрт узд рэабіліт псіхол псіхатэр акуляр пратэз здароў абязбол дыягн масаж лечен лекар
            лечит врач медиц медик стомат операци больниц клиник терапи обследов узи реабилит психол психотер
            очк протез здоров обезбол диагн лік лікув медичн операц лікарн клінік терап обстеж реабіліт психолог
            психотер окуляр протез здоров знебол діагн lecz lek[aiuóo] lekar medycz stomat dentyst zęb operacj
            szpital klinik terapi badani rehabilit psycholog psychoter okular protez zdrow leków\b usg lek[ia]\b
            lačen stamat zub apieracyj balnic soczewk zabieg orthos orthop crutch wheelchair inhaler ортопед
            артапед мыліц костыл милиц лін[зс] inhalat lačen lakar apieracyj balnic zub
            """
        ),
    ),
    (
        ItemCategory.LEGAL,
        _stems(
            r"""
            lawyer legal attorney court notar fine\b fines\b appeal адвакат юрыст юрыдыч суд\b суда судов натар
            штраф правав адвокат юрист юридич судеб суду\b нотар правов prawnik adwokat prawn[aeiy] sąd notarius
            grzywn opłat[ay]\ssąd
            """
        ),
    ),
    (
        ItemCategory.DOCUMENTS,
        _stems(
            r"""
            visa passport documents?\b document\s residence permit consul translation\sof apostil
            legali[sz]ation віз[аыуе]\b пашпарт дакумент\w* даведк апостыл від\sна\sжыхар консул легаліз
            виз[аыуе]\b паспорт документ справк апостил внж\b вид\sна\sжит легализ віз[аиуі]\b довідк посвідк
            легаліз wiz[aęy]\b paszport dokument zaświadcz kart[aęy]\spobytu legaliz tłumaczeni dakum pierakł
            pašpart переклад\sдок перевод\w?\sдок пераклад\w?\sдак
            """
        ),
    ),
    (
        ItemCategory.EDUCATION,
        _stems(
            r"""
            course train(?:ing)? tuition school universit stud(?:y|ies) educat learn lesson textbook курс навуч
            вучо вучэб школ універсітэт ўніверсітэт урок адукац падручн рэпетыт обуч учеб учёб школ университет
            урок образован учебник репетит навчан навча школ університет освіт підручн kurs szkoł szkole
            nauk[aięoę] uczelni uniwers lekcj podręczn eduk czesne navuč kurs[yaiu]\b
            """
        ),
    ),
    (
        ItemCategory.CLOTHING,
        _stems(
            r"""
            cloth shoe jacket boots winter\swear coat\b адзен адзе[нт] вопратк абут куртк бот[ыаў] одежд обув
            ботин вещ(?:и|ей)\b одяг взутт черевик ubra odzież but(?:y|ów)\b obuwi kurtk adzień adzie vopratk
            abut
            """
        ),
    ),
    (
        ItemCategory.TRAVEL,
        _stems(
            r"""
            travel ticket flight bus\b train\sticket transport road\b relocat moving evacuat taxi fuel petrol
            квіт(?:ок|к) білет пераезд праезд дарог транспарт эвакуац рэлак авіяквіт таксі билет переезд проезд
            дорог транспорт эвакуац релок авиабил такси квит(?:ок|к) переїзд проїзд дорог евакуац bilet podróż
            przejazd przeprowadz transport dojazd ewakuac lot\b paliw prajezd pierajezd daroh biliet kvitk
            """
        ),
    ),
    (
        ItemCategory.FOOD,
        _stems(
            r"""
            food grocer meal eat(?:ing)?\b nutrition parcel ежа\b ежу\b ежы\b харч прадукт[аы] перадач пасылк
            ед[ауы]\b продукт питан передач посыл їж[аіу]\b харч посилк jedzeni żywno posiłk artykuł\w*\sspoż
            paczk wyżywien jež[aiu] charč
            """
        ),
    ),
    (
        ItemCategory.HOUSING,
        _stems(
            r"""
            rent(?:al|ing)? room\b apartment flat\b hous accommodation lodging deposit utilit dormitor hostel
            hotel арэнд аренд жыл[ьло] кватэр пакой пакоя інтэрнат камунал жытл хостэл залог жиль квартир комнат
            общежит коммунал хостел съём съем залог оренд житл кімнат гуртож комунал застав wynaj czynsz
            mieszkan pok[oó]j kwater akademik kaucj nocleg zakwater najem pakoj žyl[ło] kvater arend
            """
        ),
    ),
    (
        ItemCategory.EQUIPMENT,
        _stems(
            r"""
            laptop computer phone equipment tool camera bicycle furniture fridge washing\smachine bed\b printer
            ноўтбук ноутбук камп'ютар кампутар тэлефон абсталяван інструмент камер[аыу]\b веласіпед мэбл
            халадзільн компьютер телефон оборудован инструмент велосипед мебел холодильн комп'ютер обладнан
            інструмент меблі laptop komputer telefon sprzęt narzędzi rower mebl lodówk maszyn машин(?:а|к)
            станок instrum sewing
            """
        ),
    ),
    (
        ItemCategory.LIVING,
        _stems(
            r"""
            living settl safety\snet first\stime first\smonths everyday daily expenses survive household needs
            support\sfor wait(?:ing)? basic пражыван першы\sчас першыя побыт штодзён жыцц выжыва ўладкава чакан
            патрэб прожив перв(?:ое|ого)\sврем первые быт(?:ов|а) жизн повседн обустро подушк ожидан нужд прожит
            перш(?:ий|ого)\sчас перші побут життя облашт щоденн очікув потреб utrzyman życi bieżąc pierwsz
            codzienn urządz start\b oczekiwan potrzeb
            """
        ),
    ),
)

CONCERNS: tuple[tuple[Concern, re.Pattern[str]], ...] = (
    (
        Concern.HEALTH,
        _stems(
            r"""
            health ill(?:ness)?\b sick disease diagnos pain\b injur wound medic hospital surg anxiety depress
            ptsd disab cancer tumou?r diabet hiv\b chronic tinnitus pregnan psych здароў хвор захвар хвароб
            дыягн болю\b боль\b боляў ранен траўм шпітал бальніц аперац дэпрэс трывог інвалід рак\b анкал дыябет
            вагітн цяжарн лякар лячэ здоров болезн болен больн боли\b диагн травм операц депресс тревог инвалид
            онкол диабет беремен лечен врач здоров’ хвороб хворі діагн біль\b болю\b поранен лікарн операц
            депрес інвалідн вагітн лікув zdrow chor(?:ob|y|uj) diagnoz ból\b bólu urazy? ran(?:a|ny)\b szpital
            operacj depresj lęk(?:i|ów|u)\b niepełnospr rak\b nowotw cukrzyc ciąż lecze
            """
        ),
    ),
    (
        Concern.CRIMINAL_CASE,
        _stems(
            r"""
            article criminal(?:ly)? sentenc convict prosecut detain arrest prison(?:er)?s?\b imprison penal
            colony interrogat accus wanted\b investigat charge[ds] extremis артыкул крымінал прысуд асудз
            асуджан затрым арышт турм турэм зняволен вязн палітвяз калоні допыт абвінавач вышук следств
            экстрэміс стать(?:я|и|е|ей|ю)\s[0-9] уголовн приговор осужд осужд затриман задерж арест тюрьм заключ
            колони допрос обвин розыск следств экстремис политзакл статт(?:я|і|ею|ю)\s[0-9] ст\.\s?[0-9]
            кримінал вирок засудж затрим арешт в['’]язн ув['’]язн колоні допит звинувач розшук слідств політв
            artykuł(?:u|em)?\s[0-9] art\.\s?[0-9] karn[aey] wyrok skazan zatrzym areszt więzie więźni koloni
            przesłuch oskarż poszukiw śledztw ekstremi
            """
        ),
    ),
    (
        Concern.RELATIVES,
        _stems(
            r"""
            wife husband mother father parents? sister brother son\b daughter child famil girlfriend boyfriend
            fianc grandm grandf relativ uncle aunt жонк муж\b мужа мужу маці мам[аеуы]\b маці\b бацьк сястр
            брат\b брата сын дачк дачц дзец дзіця сям['’] сваяк родн бабул дзядул нявест каханы каханая
            жен[аеуы]\b муж(?:ем|ья)?\b мать\b матер отец отц родител сестр брат дочь дочер дет(?:и|ей|ям) ребён
            ребен семь родственн бабушк дедушк невест дружин чоловік(?:а|ом)?\b мати\b батьк сестр доньк дітей
            діти дитин родин родич наречен żon[aęyą]\b mąż mąż\b męż matk ojc(?:a|iec)? rodzic siostr brat\b
            brata syn[a-z]{0,2}\b córk dzieck dzieci rodzin krewn narzecz
            """
        ),
    ),
    (
        Concern.HELPERS,
        _stems(
            r"""
            friends?\b acquaintan surgeon colleague neighbo volunteer helped\sme hid\sme stranger lawyer
            doctor\si activists? donor сябр сяброў сяброўк знаём калег сусед валанц добраахв дапамаглі дапамог
            схава адвакат друз(?:ь|ей) друг(?:а|у)\b подруг знаком коллег сосед волонт помогл помог\b
            укры(?:л|ва) адвокат друзі друзів подруг знайом колег сусід волонтер допомогл допоміг сховал
            przyjaci znajom kole(?:g|ż) sąsiad wolontar pomogl pomógł ukry(?:l|ł) adwokat
            """
        ),
    ),
    (
        Concern.MINORS,
        _stems(
            r"""
            minor\b minors\b child(?:ren)?\b kids?\b baby teenage schoolboy schoolgirl toddler
            year-old\s(?:son|daughter|boy|girl) little\s(?:son|daughter) непаўналет дзец дзяцей дзеці дзіця
            дзіцё малыш немаўл падлет школьні дашкол несовершеннол дет(?:и|ей|ям|ьми)\b ребён ребен младен
            подрост школьник малолетн неповнол діти\b дітей дітьми дитин немовл підліт школяр nieletni małoletni
            dziec(?:i|ko|ka|kiem)\b niemowl nastolat
            """
        ),
    ),
    (
        Concern.WHEREABOUTS,
        _stems(
            r"""
            hiding\b i\slive\sin i\sam\s(?:currently|now)?\s?in now\slives?\sin lives?\sin currently\sin
            moved\sto left\s(?:belarus|for|the\scountry|my) fled escaped crossed\sthe\sborder address
            place\sof\sresidence shelter found\smyself\sin жыву\sу жыву\sў жыве\sў жыве\sу зараз\sя?\s?[уў]
            цяпер\sя?\s?[уў] з'?ехаў з'?ехала выехаў выехала пакінуў пакінула ўцёк уцёк уцякл уцякаць
            перайшоў\sмяжу адрас хава(?:юся|ецца) живу\sв живёт\sв живет\sв сейчас\sя?\s?в уехал выехал покинул
            бежал сбежал перешёл\sграницу адрес скрыва переехал мешкаю живу\sу живе\sв живе\sу зараз\sя?\s?[ув]
            виїхав виїхала втік втекл залиши(?:в|ла)\s(?:білорус|країн) переховує адреса
            mieszka(?:m|my)?\s(?:w|u) mieszka\sw teraz\sjestem\sw wyjecha(?:ł|l) uciek opuści(?:ł|l) adres
            ukrywa przekroczy
            """
        ),
    ),
)

# Words of a first person: such a description is a sentence, not the name of a thing.
FIRST_PERSON = re.compile(
    r"(?<!\w)(?:(?-i:I)(?:['’](?:m|ve|ll|d))?|my|me|we|our|us|я|мне|мяне|мой|мая|маё|мае|мы|нам|нас|наш\w*|меня|мои|моя|моё|мое|мені"
    r"|мене|мій|мої|ми|ja|mi|mnie|mój|moja"
    r"|moje|moich|jestem|my|nam|nas|mianie)(?!\w)",
    re.IGNORECASE,
)

# Units that are counted: their forms, and how one of them is called in each language.
UNITS: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = tuple(
    (
        re.compile(rf"(?:{forms})(?!\w)", re.IGNORECASE),
        dict(zip(("en", "be", "ru", "uk", "pl"), names.split(), strict=True)),
    )
    for forms, names in (
        (
            r"months?|месяц\w{0,3}|мес\.?|міс\.?|місяц\w{0,3}|miesi[ąę]c\w{0,3}|mies\.?|miesiac\w{0,2}",
            "month месяц месяц місяць miesiąc",
        ),
        (
            r"weeks?|тыдзен\w?|тыдні\w{0,2}|тыдняў|недел\w{1,2}|тижд\w{1,3}|тижнів|tydzień|tygodni\w?",
            "week тыдзень неделя тиждень tydzień",
        ),
        (r"days?|дзень|дні|дзён|дня|дней|день|днів|dni|dzień", "day дзень день день dzień"),
        (r"nights?|ноч\w{0,2}|начэй|начы|ночей|ночі|noc\w?", "night ноч ночь ніч noc"),
        (r"sessions?|сеанс\w{0,2}|сесі\w|сессий|сессии|sesji|sesje|sesja", "session сеанс сеанс сеанс sesja"),
        (
            r"lessons?|classes|занятк\w{0,2}|заняткаў|урок\w{0,2}|заняти\w|занять|lekcj\w|zajęć|zajęcia",
            "lesson занятак занятие заняття lekcja",
        ),
        (
            r"visits?|consultations?|кансультац\w{1,2}|візіт\w{0,2}|консультац\w{1,2}|визит\w{0,2}|wizyt\w?"
            r"|konsultacj\w",
            "visit візіт визит візит wizyta",
        ),
        (
            r"tickets?|квітк\w{1,2}|квіткоў|білет\w{0,2}|білетаў|билет\w{0,2}|квитк\w{1,2}|bilet\w{0,2}",
            "ticket білет билет квиток bilet",
        ),
        (
            r"persons?|people|чалавек\w?|асоб\w?|человек\w?|людей|осіб|людини|osob\w|osób",
            "person чалавек человек особа osoba",
        ),
        (
            r"parcels?|пасылк\w|пасылак|посыл\w{2,3}|посилк\w|посилок|paczk\w|paczek",
            "parcel пасылка посылка посилка paczka",
        ),
    )
)

# Small numbers that are written as words before a unit.
NUMERALS: dict[str, int] = {
    word: number
    for number, words in {
        2: "two два дзве две двох dwa dwie",
        3: "three тры три трёх трох trzy",
        4: "four чатыры четыре чотири cztery",
        5: "five пяць пять п'ять пʼять pięć",
        6: "six шэсць шесть шість sześć",
        7: "seven сем семь сім siedem",
        8: "eight восем восемь вісім osiem",
        9: "nine дзевяць девять дев'ять dziewięć",
        10: "ten дзесяць десять dziesięć",
        12: "twelve дванаццаць двенадцать дванадцять dwanaście",
    }.items()
    for word in words.split()
}

# A short neutral name for each category, for descriptions that are somebody's own words.
NEUTRAL_NAMES: dict[str, dict[ItemCategory, str]] = {
    language: dict(zip(ItemCategory, names.split("|"), strict=True))
    for language, names in {
        "en": "Medical care|Housing|Food|Clothing|Travel|Documents|Legal help|Education|Equipment|Living costs"
        "|Other expense",
        "be": "Лячэнне|Жыллё|Ежа|Адзенне|Дарога|Дакументы|Юрыдычная дапамога|Навучанне|Абсталяванне|Пражыванне"
        "|Іншы выдатак",
        "ru": "Лечение|Жильё|Питание|Одежда|Дорога|Документы|Юридическая помощь|Обучение|Оборудование|Проживание"
        "|Другой расход",
        "uk": "Лікування|Житло|Харчування|Одяг|Дорога|Документи|Юридична допомога|Навчання|Обладнання|Проживання"
        "|Інша витрата",
        "pl": "Leczenie|Mieszkanie|Żywność|Odzież|Podróż|Dokumenty|Pomoc prawna|Nauka|Sprzęt|Utrzymanie|Inny wydatek",
    }.items()
}
