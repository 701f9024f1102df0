// What the page does beyond being read: theme, filters, keys, the net. Everything it shows is
// in the page already, so a reader without scripts misses the net and nothing else.
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  all(".scripted").forEach((part) => { part.hidden = false; });
  all(".unscripted").forEach((part) => { part.hidden = true; });

  // The theme is the system's until the reader chooses; pages from disk may not keep it.
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const theme = one("#theme");
  const isDark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  const sayTheme = () => { theme.textContent = isDark() ? "Light" : "Dark"; theme.setAttribute("aria-label", `${theme.textContent} colours`); };
  try { root.dataset.theme = localStorage.getItem("factlint-theme") || ""; } catch { /* no storage */ }
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("factlint-theme", root.dataset.theme); } catch { /* no storage */ }
    sayTheme();
    drawNet();
  });
  system.addEventListener("change", () => { sayTheme(); drawNet(); });
  sayTheme();

  // Filters.
  const form = one("#filters");
  const topics = all(".topic").map((part) => ({
    part,
    measure: part.dataset.measure,
    subject: part.dataset.subject,
    minor: one(".minor", part),
    conflicts: all(".conflict", part).map((own) => ({
      own,
      level: own.dataset.level,
      verdict: own.dataset.verdict,
      sources: ` ${own.dataset.sources} `,
      minor: "minor" in own.dataset,
      text: null,
    })),
  }));
  // Bodies behind the first conflicts stand packed in the page and are unpacked while it is read.
  const packed = one("#packed");
  let bodies = null;
  async function unpacked(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return (await new Response(stream).text()).split("\0");
  }
  const unpacking = Promise.all((packed ? JSON.parse(packed.textContent) : []).map(unpacked)).then((parts) => { bodies = parts.flat(); });
  // What the program wrote is markup; whatever it took from documents is escaped in it.
  function fill(conflict) {
    const body = one(".body[data-packed]", conflict);
    if (!body || !bodies) return;
    body.innerHTML = bodies[Number(body.dataset.packed)];
    delete body.dataset.packed;
  }
  addEventListener("toggle", (event) => {
    const conflict = event.target.open && event.target.closest("article.conflict");
    if (conflict) unpacking.then(() => fill(conflict));
  }, true);
  const signs = { lt: "<", gt: ">", amp: "&", quot: '"', "#x27": "'", "#x2f": "/" };
  const words = (html) => html.replace(/<[^>]*>/g, " ").replace(/&([a-z]+|#x[0-9a-f]+);/g, (whole, name) => signs[name] ?? whole);
  function wholeText(conflict) {
    const body = one(".body[data-packed]", conflict);
    return body && bodies ? `${conflict.textContent} ${words(bodies[Number(body.dataset.packed)])}` : conflict.textContent;
  }
  const total = topics.reduce((sum, topic) => sum + topic.conflicts.filter((c) => !c.minor).length, 0);
  const folded = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s+/g, " ");
  const textOf = (topic, conflict) => (conflict.text ??= folded(`${topic.measure} ${topic.subject} ${wholeText(conflict.own)}`));
  let filtered = false;

  function filter() {
    const value = (id) => one(`#${id}`).value;
    const words = folded(value("text")).split(" ").filter(Boolean);
    const [level, verdict, measure, subject, source] = ["level", "verdict", "measure", "subject", "source"].map(value);
    const asked = Boolean(words.length || level || verdict || measure || subject || source);
    if (!asked && !filtered) { say(total, false); return; }
    filtered = asked;
    let shown = 0;
    for (const topic of topics) {
      const fits = (!measure || topic.measure === measure) && (!subject || topic.subject === subject);
      let some = 0;
      let minor = 0;
      for (const conflict of topic.conflicts) {
        const keep = fits
          && (!level || conflict.level === level)
          && (!verdict || conflict.verdict === verdict)
          && (!source || conflict.sources.includes(` ${source} `))
          && words.every((word) => textOf(topic, conflict).includes(word));
        if (conflict.own.hidden === keep) conflict.own.hidden = !keep;
        if (keep) { if (conflict.minor) minor += 1; else some += 1; }
      }
      if (topic.minor) topic.minor.hidden = minor === 0;
      topic.part.hidden = some + minor === 0;
      shown += some;
    }
    one("#none").hidden = topics.some((topic) => !topic.part.hidden);
    say(shown, asked);
  }
  function say(shown, asked) {
    const all = `${total} ${total === 1 ? "conflict" : "conflicts"}`;
    one("#count").textContent = asked ? `${shown} of ${all} shown` : all;
  }
  let waiting = 0;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  // So many at once: more than anybody reads or prints, and no more than a browser holds with ease.
  const MOST_AT_ONCE = 500;
  const shut = (most = MOST_AT_ONCE) => all(".conflict > details:not([open])").filter((part) => !part.closest("[hidden]")).slice(0, most);
  const open = (part) => { fill(part.parentElement); part.open = true; };
  one("#open-all").addEventListener("click", () => shut().forEach(open));
  one("#close-all").addEventListener("click", () => all(".conflict > details[open]").forEach((part) => { if (!part.closest("[hidden]")) part.open = false; }));
  filter();
  // What was asked before all was unpacked is asked again of all of it.
  if (packed) unpacking.then(() => { topics.forEach((topic) => topic.conflicts.forEach((conflict) => { conflict.text = null; })); filter(); });

  // A link to a conflict opens it and leads the keyboard there.
  function reveal() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) { form.reset(); setTimeout(reveal, 10); return; }
    all("details", target).slice(0, 1).forEach(open);
    for (let part = target.parentElement; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    target.scrollIntoView();
    const summary = one("summary", target);
    if (target.matches(".conflict") && summary) summary.focus({ preventScroll: true });
  }
  addEventListener("hashchange", reveal);
  reveal();

  // Keys: / searches, j and k walk the conflicts.
  function walk(step) {
    const summaries = all("article.conflict > details > summary").filter((part) => !part.closest("[hidden]"));
    const at = summaries.indexOf(document.activeElement);
    let next = at + step;
    if (at < 0) {
      const below = summaries.findIndex((part) => part.getBoundingClientRect().top > 0);
      next = step > 0 ? Math.max(below, 0) : (below < 0 ? summaries.length : below) - 1;
    }
    const summary = summaries[Math.min(Math.max(next, 0), summaries.length - 1)];
    if (summary) { summary.focus({ preventScroll: true }); summary.scrollIntoView({ block: "start" }); }
  }
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape" && form.contains(event.target)) { form.reset(); event.target.blur(); return; }
    if (typing) return;
    if (event.key === "/") { event.preventDefault(); one("#text").focus(); }
    if (event.key === "j" || event.key === "k") { event.preventDefault(); walk(event.key === "j" ? 1 : -1); }
  });

  // Paper has no closed parts, and nobody prints a thousand pages.
  let unprinted = [];
  let closed = [];
  addEventListener("beforeprint", () => {
    // What is only hidden is laid out for paper all the same, so it is taken out.
    const count = (part) => (part.hidden ? 0 : all("article.conflict", part).filter((own) => !own.hidden).length);
    let [printed, whole] = [0, 0];
    for (const { part } of topics) {
      if (printed >= MOST_AT_ONCE) { unprinted.push(part); part.remove(); } else printed += count(part);
      whole += count(part);
    }
    closed = [...shut(Infinity), ...all("#documents > details:not([open])")];
    closed.forEach(open);
    one("#printed").hidden = printed === whole;
    one("#printed").textContent = `On paper: the first ${printed} of ${whole} conflicts.`;
  });
  addEventListener("afterprint", () => {
    closed.forEach((part) => { part.open = false; });
    closed = [];
    one("#none").before(...unprinted);
    unprinted = [];
    one("#printed").hidden = true;
  });

  // The net, drawn when it comes into sight.
  const canvas = one("#canvas");
  let net = null;
  let seen = false;
  function drawNet() {
    if (!canvas || !seen || typeof cytoscape !== "function") return;
    const color = (name) => getComputedStyle(root).getPropertyValue(name).trim();
    const own = JSON.parse(one("#nets").textContent).nets.find((candidate) => candidate.topic === one("#topic").value);
    if (!own) return;
    const ties = { contradiction: "--error", "part-whole": "--error", discrepancy: "--warning", scope: "--advice", states: "--rule" };
    const label = (node) => (node.kind === "document" ? node.label.split("/").pop() : [node.label, node.scope].filter(Boolean).join("\n"));
    const elements = own.nodes.map((node) => ({ data: { id: node.id, kind: node.kind, label: label(node), full: node } }))
      .concat(own.edges.map((edge, at) => ({ data: { id: `e${at}`, source: edge.a, target: edge.b, verdict: edge.verdict, color: color(ties[edge.verdict] || "--advice"), conflict: edge.conflict } })));
    if (net) net.destroy();
    net = cytoscape({
      container: canvas,
      elements,
      minZoom: 0.2,
      maxZoom: 3,
      // The wheel belongs to the page; buttons zoom.
      userZoomingEnabled: false,
      style: [
        { selector: "node", style: { label: "data(label)", "text-wrap": "wrap", "text-max-width": 200, "font-size": 15, "font-family": "system-ui, sans-serif", color: color("--ink"), "text-valign": "bottom", "text-margin-y": 4, "text-background-color": color("--card"), "text-background-opacity": 0.8, "text-background-padding": 2 } },
        { selector: "node[kind = 'figure']", style: { width: 26, height: 26, "background-color": color("--side-0"), "font-weight": 600 } },
        { selector: "node[kind = 'document']", style: { shape: "rectangle", width: 14, height: 18, "background-color": color("--soft"), "font-size": 12, color: color("--soft") } },
        { selector: "edge", style: { width: 3, "line-color": "data(color)", "curve-style": "bezier" } },
        { selector: "edge[verdict = 'scope']", style: { "line-style": "dotted", width: 3 } },
        { selector: "edge[verdict = 'states']", style: { width: 1, "line-color": color("--soft"), opacity: 0.5 } },
        { selector: ":selected", style: { "overlay-color": color("--focus"), "overlay-opacity": 0.25, "overlay-padding": 6 } },
      ],
      layout: { name: "cose", animate: false, randomize: false, nodeDimensionsIncludeLabels: true, idealEdgeLength: 90, nodeRepulsion: 30000, padding: 24, fit: true },
    });
    const name = (id) => { const node = own.nodes.find((candidate) => candidate.id === id); return node.kind === "document" ? node.label : [node.label, node.scope].filter(Boolean).join(" · "); };
    tell(own, name);
    const chosen = one("#chosen");
    const show = (conflict, text) => {
      const link = document.createElement("a");
      link.href = `#${conflict}`;
      link.textContent = "Go to the conflict";
      chosen.replaceChildren(`${text} `, ...(conflict ? [link] : []));
    };
    net.on("tap", "edge", (event) => { const edge = event.target.data(); show(edge.conflict, `${name(edge.source)}: ${edge.verdict}: ${name(edge.target)}.`); });
    net.on("tap", "node", (event) => {
      const node = event.target.data("full");
      const others = event.target.neighborhood("node").map((other) => name(other.id()));
      const places = node.places ? ` (${node.places} ${node.places === 1 ? "place" : "places"})` : "";
      show(null, `${name(node.id)}${places}: tied to ${others.join("; ") || "nothing drawn"}.`);
    });
    const left = [[own.figures_left_out, "figures"], [own.documents_left_out, "documents"]].filter(([count]) => count);
    chosen.textContent = left.length
      ? `Left out to keep the picture readable: ${left.map(([count, what]) => `${count} ${what}`).join(" and ")}. The conflicts above name them all.`
      : "Choose a node or a line for what it says; drag to move.";
  }
  function tell(own, name) {
    const cell = (tag, text) => { const out = document.createElement(tag); out.textContent = text; return out; };
    one("#ties tbody").replaceChildren(...own.edges.map((edge) => {
      const row = document.createElement("tr");
      const first = cell("th", name(edge.a));
      first.scope = "row";
      row.append(first, cell("td", edge.verdict), cell("td", name(edge.b)));
      return row;
    }));
  }
  if (canvas) {
    one("#topic").addEventListener("change", drawNet);
    const zoom = (factor) => { if (net) net.zoom({ level: net.zoom() * factor, renderedPosition: { x: net.width() / 2, y: net.height() / 2 } }); };
    one("#closer").addEventListener("click", () => zoom(1.3));
    one("#farther").addEventListener("click", () => zoom(1 / 1.3));
    one("#whole").addEventListener("click", () => { if (net) net.fit(undefined, 24); });
    new IntersectionObserver((entries, watch) => {
      if (entries.some((entry) => entry.isIntersecting)) { seen = true; watch.disconnect(); drawNet(); }
    }, { rootMargin: "200px" }).observe(canvas);
  }
})();
