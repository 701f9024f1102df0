// Writes documents that disagree, the same ones for the same seed:
//   node generate.mjs FOLDER DOCUMENTS FAIRS [SEED]
// The more documents speak of one fair, the more findings there are.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, documents, fairs, seed = "1"] = process.argv.slice(2);
if (!fairs) {
  console.error("usage: node generate.mjs FOLDER DOCUMENTS FAIRS [SEED]");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });

// mulberry32: small, and good enough to spread figures.
let state = Number(seed) >>> 0;
function random(below) {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
}
const pick = (list) => list[random(list.length)];
const first = ["Agro", "Metal", "Energo", "Aqua", "Textil", "Robo", "Avto", "Medi", "Stroy", "Eco"];
const second = ["expo", "forum", "prom", "tech", "mash", "salon", "mir", "city", "line", "world"];
const name = (at) => `${first[at % 10]}${second[Math.floor(at / 10) % 10]} ${at + 1}`;
const near = (base) => base + random(12) * Math.ceil(base / 40);
const padding = {
  en: ["Delegations met with the organisers and discussed supply chains.", "The programme was set by a committee of the industry.", "Observers expect orders to follow in the course of the season.", "A gala evening closed the event."],
  ru: ["Делегации встретились с организаторами и обсудили поставки.", "Программу составил отраслевой комитет.", "Наблюдатели ожидают новых заказов.", "Мероприятие завершил торжественный вечер."],
};

for (let at = 0; at < Number(documents); at += 1) {
  const fair = at % Number(fairs);
  const year = 2024 - (random(6) === 0 ? 1 : 0);
  const russian = random(2) === 0;
  const [visitors, companies, countries, area] = [near(20000 + 137 * fair), near(300 + fair), near(40), near(9000 + 50 * fair)];
  const rest = Array.from({ length: 8 }, () => pick(padding[russian ? "ru" : "en"])).join(" ");
  const text = russian
    ? `Выставка "${name(fair)}"\n\nВ ${year} году выставку "${name(fair)}" посетили ${pick(["", "более ", "около "])}${visitors} человек. В выставке приняли участие ${companies} компаний из ${countries} стран. Площадь экспозиции составила ${area} кв. м. ${rest}\n`
    : `The exhibition “${name(fair)}”\n\nThe exhibition “${name(fair)}” had ${pick(["", "more than ", "about "])}${visitors.toLocaleString("en")} visitors in ${year}. ${companies} companies from ${countries} countries took part. The floor area was ${area.toLocaleString("en")} sq m. ${rest}\n`;
  writeFileSync(join(folder, `${String(at).padStart(5, "0")}.txt`), text);
}
