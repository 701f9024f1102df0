#!/usr/bin/env python3
"""Writes news-like prose for benchmarks: seeded, with varied words and names, and figures as news has them.

usage: corpus.py --language en|ru [--bytes N] [--seed N] [--document BYTES] [--folder DIR]

Without a folder all goes to standard output, documents parted by blank lines; with one, each document is a file
of it (in folders of a thousand). A document has a headline, a dateline and paragraphs of some 20 to 90 words; one
sentence in four holds a figure, a bound, a date or a sum. Names are made of syllables, so that the number of
different words grows with the text, as it does in newspapers.
"""
import argparse, os, random, sys

EN = {
    "syllables": "bar ven tol mar kes lin dor an sha ri no vel cas tem pro gar hil ston mer ford by wick ham ley cot ra zin dal or".split(),
    "who": """the ministry|the council|the company|a spokesman|the police|the court|the mayor|the union|officials|residents
the committee|the board|the agency|local authorities|the governor|the party|the opposition|economists|analysts|the bank
the university|researchers|the hospital|the airline|the railway|the regulator|engineers|teachers|farmers|the museum
the festival|organisers|volunteers|rescuers|the army|the navy|lawyers|the prosecutor|the foundation|the newspaper""",
    "did": """said|announced|reported|decided|promised|refused|agreed|explained|confirmed|denied|warned|hoped|expected|claimed
noted|argued|insisted|admitted|suggested|complained|demanded|recalled|stressed|predicted|believed|learned""",
    "what": """that the talks would go on|that the old bridge would be closed for repairs|that prices had risen too fast
that the new law was needed|that nobody had been hurt|that the plan would be put to a vote|that the roads were clear again
that the work had begun in earnest|that the budget left no room for it|that the market was calm|that the river had fallen
that the harvest would be poor|that the strike was over|that the report had been published too late
that the building was safe|that there was no reason to worry|that the evidence had been lost
that the project would bring jobs to the region|that the rules had changed|that schools would open as usual
that the storm had passed|that the sale was off|that visitors liked the show|that the contract would be signed soon""",
    "how": """after a long meeting|in a statement|despite protests|without giving details|as expected|on the same evening
in front of the old town hall|to the surprise of many|with little enthusiasm|at the request of the court|behind closed doors
during a visit to the north|for the sake of peace|at a crowded press conference|in spite of the weather|for lack of money""",
    "thing": """bridge|harbour|library|factory|school|tunnel|stadium|theatre|power station|market hall|railway line|hospital wing
research centre|warehouse|airport|dam|exhibition|festival|conference|fair|reservoir|pipeline|quarry|museum""",
    "adjective": "new old large small modern famous local former busy quiet northern southern disputed planned restored private public".split(),
    "counted": """people|visitors|companies|workers|houses|countries|vehicles|students|families|soldiers|passengers|exhibitors
agreements|hotels|trees|buildings|patients|tickets|schools|villages|delegates|jobs|animals|books""",
    "figure": """More than {n} {counted} from {s} countries were at the {adjective} {thing} in {name}.
About {n} {counted} lost power when the {thing} failed.
The {thing} cost ${d} million, {who} {did}.
It is {s} km long and has stood there since {y}.
At least {w} {counted} were injured near {name}, {who} {did}.
The {adjective} {thing} opened on {day} {month} {y}.
Sales rose by {d} percent to €{d} billion in {y}.
Between {s} and {n} {counted} are expected in {month}.
The area of the {thing} is {n} square metres.
{name} has {n} inhabitants, and {w} of the {adjective} {counted} live in its centre.
Up to {n} tonnes of oil reached the {thing} within {w} hours.
Some {n} {counted} took part, half of them from {name}.
The temperature fell to {s} degrees at night.
He paid £{n} for it in {y}, {d} times what it was worth.""",
    "words": "two three four five six seven eight nine ten eleven twelve twenty thirty forty-five".split(),
    "months": "January February March April May June July August September October November December".split(),
    "join": " ", "and": "and", "in": "in", "group": ",", "point": ".",
}
RU = {
    "syllables": "бар вен тол мар кес лин дор ан ша ри но вел кас тем про гар хил стон мер ов ин ев ск ко ра зин дал ор".split(),
    "who": """министерство|администрация|компания|ведомство|руководство|правление|агентство|предприятие|объединение|издательство
правительство|учреждение|общество|управление|собрание|отделение|министерство обороны|издание|училище|товарищество""",
    "did": """сообщило|объявило|заявило|решило|пообещало|подтвердило|отметило|объяснило|предупредило|признало|напомнило|узнало|доложило""",
    "what": """что переговоры продолжатся|что старый мост закроют на ремонт|что цены выросли слишком быстро|что новый закон необходим
что никто не пострадал|что план вынесут на голосование|что дороги снова свободны|что работа началась|что денег на это нет
что рынок спокоен|что вода в реке спала|что урожай будет плохим|что забастовка окончена|что доклад опубликовали слишком поздно
что здание безопасно|что причин для беспокойства нет|что улики потеряны|что проект даст области рабочие места
что правила изменились|что школы откроются как обычно|что буря миновала|что сделка сорвалась|что выставка понравилась гостям""",
    "how": """после долгого заседания|в своем заявлении|несмотря на протесты|без подробностей|как и ожидалось|тем же вечером
перед старой ратушей|к удивлению многих|без особого воодушевления|по просьбе суда|за закрытыми дверями|во время поездки на север
ради мира|на пресс-конференции|вопреки погоде|из-за нехватки средств|в присутствии журналистов""",
    "thing": """мост|порт|завод|тоннель|стадион|театр|рынок|вокзал|корпус больницы|научный центр|склад|аэропорт|форум|фестиваль
павильон|музей|карьер|трубопровод|выставочный зал|торговый дом|жилой квартал|парк|санаторий""",
    "adjective": "новый старый большой небольшой современный известный местный бывший северный южный спорный отреставрированный частный".split(),
    "counted": """человек|посетителей|компаний|рабочих|домов|стран|машин|студентов|семей|военных|пассажиров|участников|соглашений
гостиниц|деревьев|зданий|пациентов|билетов|школ|деревень|делегатов|мест|животных|книг""",
    "figure": """Более {n} {counted} из {s} стран приехали в город {name}.
Около {n} {counted} остались без света.
Строительство обошлось в {d} млрд рублей, {did} {who}.
Длина линии — {s} км, она действует с {y} года.
Не менее {w} {counted} пострадали под городом {name}.
{adjective} {thing} открылся {day} {month} {y} года.
Продажи выросли на {d}% и достигли {d} млн долларов.
От {s} до {n} {counted} ожидают в следующем году.
Площадь объекта составляет {n} кв. м.
В городе {name} живут {n} {counted}.
До {n} тонн топлива попало в реку за {w} часов.
Всего {n} {counted} приняли участие, половина из них — впервые.
Температура ночью упала до {s} градусов.
Свыше {s} тыс. {counted} ежегодно проходят через {thing}.""",
    "words": "двух трех четырех пяти шести семи восьми девяти десяти одиннадцати двадцати тридцати сорока".split(),
    "months": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "join": " ", "and": "и", "in": "в городе", "group": " ", "point": ",",
}


class Writer:
    def __init__(self, language, seed):
        self.random = random.Random(f"{language} {seed}")
        table = EN if language == "en" else RU
        split = lambda text: [item for line in text.split("\n") for item in line.split("|")] if isinstance(text, str) and "|" in text else text
        self.words = {key: split(value) for key, value in table.items()}
        self.figures = table["figure"].split("\n")
        self.names = [self.make_name() for _ in range(20_000)]
        self.english = language == "en"

    def make_name(self):
        return "".join(self.random.choice(self.words["syllables"]) for _ in range(self.random.choice((2, 2, 3, 3, 4)))).capitalize()

    def name(self):
        # A few names are everywhere, most are rare.
        return self.names[int(len(self.names) * self.random.random() ** 4)]

    def of(self, kind):
        return self.random.choice(self.words[kind])

    def number(self, n):
        text = str(n)
        if n >= 10_000 or (self.english and n >= 1000):
            text = text[:-3] + self.words["group"] + text[-3:]
        return text

    def figure(self):
        r = self.random
        return self.random.choice(self.figures).format(
            n=self.number(int(10 ** r.uniform(1.3, 4.9))), s=r.randint(2, 99), w=self.of("words"), y=r.randint(1890, 2024),
            d=f"{r.uniform(1, 99):.1f}".replace(".", self.words["point"]), day=r.randint(1, 28), month=self.of("months"),
            name=self.name(), counted=self.of("counted"), thing=self.of("thing"), adjective=self.of("adjective"),
            who=self.of("who"), did=self.of("did"))

    def plain(self):
        r, w = self.random, self.words
        kind = r.randrange(5)
        if kind == 0:
            said = f"{self.of('who')} {self.of('did')} {self.of('how')}, {self.of('what')}" if not self.english else f"{self.of('who')} {self.of('did')} {self.of('how')} {self.of('what')}"
        elif kind == 1:
            said = f"{self.name()} {self.name()}, {self.of('adjective')} {self.of('thing')} {w['in']} {self.name()}, {self.of('how')}" if self.english else f"{self.of('adjective')} {self.of('thing')} {w['in']} {self.name()}, {self.of('did')} {self.of('who')}, {self.of('how')}"
        elif kind == 2:
            comma = "" if self.english else ","
            said = f"{self.of('how')}, {self.of('who')} {self.of('did')}{comma} {self.of('what')} {w['and']} {self.of('what')}"
        elif kind == 3:
            comma = "" if self.english else ","
            said = f"{self.of('who')} {w['in']} {self.name()} {self.of('did')}{comma} {self.of('what')}"
        else:
            open_, close = ("“", "”") if self.english else ("«", "»")
            said = f"{open_}{self.of('what').split(' ', 1)[1].capitalize()}{close}, {self.of('did')} {self.name()} {self.name()} {self.of('how')}"
        return said[0].upper() + said[1:] + "."

    def document(self, size):
        r = self.random
        lines = [f"{self.of('adjective')} {self.of('thing')} {self.words['in']} {self.name()}".capitalize() if self.english else f"{self.of('adjective')} {self.of('thing')}: {self.of('who')} {self.of('did')}".capitalize()]
        lines.append(f"{self.name().upper()}, {r.randint(1, 28)} {self.of('months')} {r.randint(2015, 2024)}. {self.plain()}")
        length = sum(len(line.encode()) for line in lines)
        while length < size:
            sentences = [self.figure() if r.random() < 0.25 else self.plain() for _ in range(r.randint(2, 6))]
            lines.append(" ".join(s[0].upper() + s[1:] for s in sentences))
            length += len(lines[-1].encode()) + 2
        return "\n\n".join(lines) + "\n"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--language", choices=("en", "ru"), default="en")
    arguments.add_argument("--bytes", type=int, default=20_000_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--document", type=int, help="bytes of a document (default 1400 English, 12000 Russian)")
    arguments.add_argument("--folder")
    given = arguments.parse_args()
    writer = Writer(given.language, given.seed)
    size = given.document or (1400 if given.language == "en" else 12_000)
    written = count = 0
    while written < given.bytes:
        text = writer.document(size)
        written += len(text.encode())
        if given.folder:
            folder = os.path.join(given.folder, f"{count // 1000:04}")
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, f"{count % 1000:03}.txt"), "w", encoding="utf-8") as file:
                file.write(text)
        else:
            sys.stdout.write(text + "\n")
        count += 1


if __name__ == "__main__":
    main()
