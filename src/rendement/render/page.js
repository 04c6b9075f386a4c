"use strict";
// The page itself: fields and sliders set the inputs, every figure follows in one frame.

const WRITERS = {
  "0": dutch,
  "1": (value) => dutch(value, 1),
  "2": (value) => dutch(value, 2),
  "4": (value) => dutch(value, 4),
  "6": (value) => dutch(value, 6),
  "9": (value) => dutch(value, 9),
  "naar behoefte": (value) => asNeeded(value),
  "prijs": price,
  "procent": percentage,
  "procent 1": (value) => `${dutch(value * 100, 1)}%`,
  "jaar": String,
};
[3, 4, 6, 9].forEach((most) => { WRITERS[`hooguit ${most}`] = (value) => asNeeded(value, most); });
const PAID = ["totaal.terugverdienjaar", "totaal.terugverdientijd"];
const SHARE = "%", STEPS = 100, CENT = 0.005;

function start() {
  const page = JSON.parse(document.getElementById("programma").textContent);
  const of = (name) => document.getElementById(name);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  if (!page.inputs) return;
  const given = [...page.inputs];
  const fields = all("input[data-pad]");
  const knobs = new Map(page.knobs.map((knob, at) => [fields[at].dataset.pad, knobOf(fields[at], knob)]));
  const figures = all("data[data-vorm]").map((place) => ({
    place, path: place.dataset.pad, terms: page.sums[place.dataset.som], form: page.forms[place.dataset.vorm],
    report: numberOf(place), shown: numberOf(place), text: place.textContent, said: place.textContent, other: false }));
  const nodes = withKinds(page.kinds, page.nodes);
  let values = valuesOf(nodes, given), waiting = 0, moved = "";

  function numberOf(place) { return place.hasAttribute("value") ? Number(place.value) : NaN; }

  // -- what a figure is, and how it is written

  function paid() {
    return paidBack(page.years.map(([year, running, spent]) => ({ year, cumulative: values[running],
      costs: addUp(spent.map((at) => values[at])) })));
  }

  // of one node, of a sum of some, or read off the years
  function valueOf({ path, terms }, back) {
    if (terms) return addUp(terms.map(([sign, at]) => sign * values[at]));
    return PAID.includes(path) ? back[PAID.indexOf(path)] : values[page.figures[path]];
  }

  function written(figure, value, [year, time]) {
    const [writer, before, behind, times, never] = figure.form;
    if (writer === "terugverdiend") {
      const [not, bare, whole] = page.paid;
      if (Number.isNaN(year)) return not;
      return (time ? whole.replace("1,0", dutch(time, 1)) : bare).replace("2000", String(year));
    }
    if (Number.isNaN(value)) return never;
    return before + WRITERS[writer](value / times) + behind;
  }

  function show() {
    waiting = 0;
    values = valuesOf(nodes, given);
    const back = page.years.length ? paid() : [NaN, NaN];
    for (const figure of figures) {
      const value = valueOf(figure, back);
      const also = figure.form[0] === "terugverdiend" ? back.join() : "";
      if (Object.is(value, figure.shown) && also === figure.also) continue;
      [figure.shown, figure.also] = [value, also];
      const text = written(figure, value, back);
      if (Number.isNaN(value)) figure.place.removeAttribute("value");
      else figure.place.setAttribute("value", value);
      if (text === figure.said) continue;
      figure.said = figure.place.textContent = text;
      if (figure.other === (text !== figure.text)) continue;
      figure.other = text !== figure.text;
      figure.place.classList.toggle("anders", figure.other);
      figure.place.title = figure.other ? `in het rapport ${figure.text}` : "";
    }
    all("table[data-grafiek]").forEach(draw);
    list();
  }

  function soon(what) {
    moved = what;
    if (!waiting) waiting = requestAnimationFrame(show);
  }

  // -- fields and sliders

  function knobOf(field, [number, low, high = 0, kind = "", whole = 0, least = null, most = null]) {
    const path = field.dataset.pad, scale = kind === SHARE ? 100 : 1;
    const shown = (value) => asNeeded(Number((value * scale).toPrecision(12)), 6);
    return { field, path, number, low, high, least, most, kind, whole, scale, shown, report: page.inputs[number] };
  }

  const unit = (knob) => (knob.kind === SHARE ? "%" : "");

  function set(knob, value) {
    given[knob.number] = value;
    const text = knob.shown(value);
    if (document.activeElement !== knob.field || knob.field.getAttribute("aria-invalid")) knob.field.value = text;
    knob.field.removeAttribute("aria-invalid");
    if (knob.slider) place(knob);
    knob.row.classList.toggle("anders", value !== knob.report);
    knob.was.textContent = value === knob.report ? "" : ` (rapport ${knob.shown(knob.report)}${unit(knob)})`;
  }

  // a share is read in hundredths, as calc reads it; the text of the report is the value of the report
  function read(knob, text) {
    if (text.trim() === knob.shown(knob.report)) return knob.report;
    const value = typed(text) / knob.scale;
    const below = knob.least !== null && value < knob.least, above = knob.most !== null && value > knob.most;
    return below || above ? NaN : value;
  }

  function entered(knob) {
    const value = read(knob, knob.field.value);
    if (Number.isNaN(value)) knob.field.setAttribute("aria-invalid", "true");
    else { set(knob, value); soon(knob.label); }
  }

  function place(knob) {
    knob.slider.value = String(given[knob.number]);
    const same = given[knob.number] === knob.report ? "" : `, in het rapport ${knob.shown(knob.report)}${unit(knob)}`;
    knob.slider.setAttribute("aria-valuetext", `${knob.shown(given[knob.number])}${unit(knob)}${same}`);
  }

  // rounded to one, two or five times a power of ten, and never beyond an end
  function rounded(knob, value) {
    if (value <= knob.low || value >= knob.high) return value <= knob.low ? knob.low : knob.high;
    const least = (knob.high - knob.low) * knob.scale / STEPS, power = 10 ** Math.floor(Math.log10(least));
    const step = [5, 2, 1].map((times) => times * power).find((size) => size <= least * (1 + 1e-9));
    const near = Math.round(value * knob.scale / step) * step;
    return Number(near.toPrecision(12)) / knob.scale;
  }

  function slide(knob) {
    const slider = document.createElement("input");
    Object.assign(slider, { type: "range", min: knob.low, max: knob.high, step: knob.whole ? "1" : "any" });
    slider.setAttribute("aria-label", `${knob.label}, schuif`);
    slider.addEventListener("input", () => {
      set(knob, knob.whole ? Number(slider.value) : rounded(knob, Number(slider.value)));
      soon(knob.label);
    });
    knob.row.append(slider);
    knob.slider = slider;
    place(knob);
  }

  const sliders = (within) => all("input[data-pad]", within).forEach((field) => {
    const knob = knobs.get(field.dataset.pad);
    if (!knob.slider) slide(knob);
  });

  function wire(field) {
    const knob = knobs.get(field.dataset.pad);
    Object.assign(field, { inputMode: "decimal", autocomplete: "off" });
    Object.assign(knob, { row: field.closest("li"), label: field.labels[0].firstChild.textContent,
      was: document.createElement("small") });
    field.closest("label").append(knob.was);
    field.addEventListener("input", () => entered(knob));
    field.addEventListener("change", () => {
      if (!field.getAttribute("aria-invalid")) field.value = knob.shown(given[knob.number]);
    });
  }

  function setAll(setting, what) {
    const wanted = new Map(setting);
    for (const knob of knobs.values()) {
      const value = wanted.has(knob.number) ? wanted.get(knob.number) : knob.report;
      if (given[knob.number] !== value || knob.field.getAttribute("aria-invalid")) set(knob, value);
    }
    soon(what);
  }

  // -- what is changed, what calc would say of it, and what is heard

  function list() {
    const changed = [...knobs.values()].filter((knob) => given[knob.number] !== knob.report);
    document.body.classList.toggle("verschoven", changed.length > 0);
    of("gewijzigd").hidden = !changed.length;
    of("gewijzigd").querySelector("tbody").replaceChildren(...changed.map(row));
    of("opdracht").textContent = changed.map((knob) => {
      const value = Number((given[knob.number] * knob.scale).toPrecision(15));
      return `--set '${knob.path.replaceAll("'", "'\\''")}=${asSet(value, knob.kind)}'`;
    }).join(" ");
    const refused = page.guards.filter(([at]) => values[at] < 0).map(([, why]) => why);
    of("geweigerd").hidden = !refused.length;
    of("geweigerd").textContent = refused.length ? `Deze stand weigert rendement calc: ${refused.join("; ")}.` : "";
    clearTimeout(list.later);
    if (moved) list.later = setTimeout(say, 500);
  }

  function row(knob) {
    const line = document.createElement("tr");
    const cells = [knob.label, knob.shown(knob.report) + unit(knob), knob.shown(given[knob.number]) + unit(knob)];
    line.append(...cells.map((text, at) => {
      const cell = document.createElement(at ? "td" : "th");
      if (!at) cell.scope = "row";
      cell.textContent = text;
      return cell;
    }));
    return line;
  }

  function say() {
    const [line] = all("#uitkomst tbody tr");
    const outcome = line ? ` ${[...line.cells].map((cell) => cell.textContent).join(", ")}` : "";
    of("melding").textContent = `${moved}.${outcome}`;
  }

  function same(value, { report, form }) {
    return form[0] === "terugverdiend" || Math.abs(value - report) < CENT || Number.isNaN(value) && Number.isNaN(report);
  }

  // -- bars

  // what is folded away is drawn when it is opened
  function draw(table) {
    if (table.closest("details:not([open])")) return;
    const since = String(page.years.length ? paid()[0] : NaN);
    if (table.dataset.grafiek === "verloop") all("tbody tr", table).forEach((line) => {
      line.classList.toggle("uitkomst", line.cells[0].textContent === since);
    });
    const bars = barsOf(table.dataset.grafiek, all("tbody tr", table).map((line) => ({
      total: line.classList.contains("totaal"), numbers: all("data", line).map(numberOf) })));
    const ends = bars.flat().flatMap((bar) => [bar.from, bar.to]).filter(Number.isFinite);
    const low = Math.min(0, ...ends), span = Math.max(0, ...ends) - low || 1;
    all("tbody tr", table).forEach((line, at) => {
      line.svg ??= line.appendChild(canvas()).firstChild;
      bars[at].forEach((bar, number) => {
        const mark = line.svg.children[number] ?? line.svg.appendChild(shape("rect"));
        const [from, to] = [Math.min(bar.from, bar.to), Math.max(bar.from, bar.to)].map((end) => (end - low) / span);
        const there = Number.isFinite(to - from);
        mark.setAttribute("x", there ? `${from * 100}%` : "0");
        mark.setAttribute("width", there ? `${Math.max(to - from, 0.004) * 100}%` : "0");
        mark.setAttribute("class", bar.kind);
      });
    });
  }

  const shape = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);

  function canvas() {
    const cell = document.createElement("td"), svg = shape("svg");
    cell.className = "staaf";
    svg.setAttribute("aria-hidden", "true");
    cell.append(svg);
    return cell;
  }

  // -- from here on it runs

  const years = page.years.length ? paid() : [NaN, NaN];
  const apart = figures.filter((figure) => !same(valueOf(figure, years), figure));
  all("table[data-grafiek] thead tr").forEach((head) => head.append(document.createElement("td")));
  all("details").forEach((part) => part.addEventListener("toggle", () =>
    all("table[data-grafiek]", part).forEach(draw)));
  if (!fields.length) { all("table[data-grafiek]").forEach(draw); return; }
  if (apart.length) {
    of("afwijking").textContent = `Deze pagina rekent in dit programma niet uit wat in het rapport staat `
      + `(${apart[0].path ?? apart[0].text}); daarom valt er hier niets te schuiven.`;
    of("afwijking").hidden = false;
    all("#wat-als, #aannamen").forEach((section) => section.classList.add("stil"));
    fields.forEach((field) => { field.disabled = true; });
    all("button").forEach((button) => { button.disabled = true; });
    all("table[data-grafiek]").forEach(draw);
    return;
  }
  fields.forEach(wire);
  all("ul.knoppen").filter((group) => !group.closest("details")).forEach(sliders);
  all("#aannamen details").forEach((group) => group.addEventListener("toggle", () => group.open && sliders(group)));
  of("terug").addEventListener("click", () => setAll([], "Terug naar het rapport"));
  all("[data-scenario]").forEach((button) => button.addEventListener("click", () =>
    setAll(page.scenarios[button.dataset.scenario][1], button.textContent)));
  addEventListener("beforeprint", () => all("details:not([open])").forEach((group) => {
    group.open = group.opened = true;
    all("table[data-grafiek]", group).forEach(draw);
  }));
  addEventListener("afterprint", () => all("details").filter((group) => group.opened).forEach((group) => {
    group.open = group.opened = false;
  }));
  show();
}

if (typeof document !== "undefined") start();
