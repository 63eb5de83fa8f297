// One article: both sides, what links them, and what is said of them.

const LONG = 300;

function about(article) {
  const { source } = article;
  const facts = [
    ["Id", make("bdi", {}, article.id)],
    ["Address", article.url && webLink(article.url)],
    ["Language", `${languageName(article.language)}, ${article.dir === "rtl" ? "right to left" : "left to right"}`],
    ["Date", article.date && make("time", { datetime: article.date }, article.date)],
    ["Authors", article.authors.length && make("bdi", {}, article.authors.join(", "))],
    ["Source", [make("bdi", {}, source.name), ` · ${counted(source.size, "byte")} of ${source.format} in ${source.encoding}`]],
    ["Rules", source.site ? `${source.site}, ${article.tool}` : `general, ${article.tool}`],
  ];
  return make(
    "dl",
    { class: "about" },
    facts.filter(([, said]) => said).map(([name, said]) => make("div", {}, make("dt", {}, name), make("dd", {}, said))),
  );
}

function roleFilter(article, show) {
  const counts = new Map();
  for (const { role } of article.texts) counts.set(role, (counts.get(role) || 0) + 1);
  const chosen = new Set();
  const chips = ROLES.filter((role) => counts.has(role)).map((role) => {
    const press = (event) => {
      if (!chosen.delete(role)) chosen.add(role);
      event.currentTarget.setAttribute("aria-pressed", chosen.has(role));
      show(chosen);
    };
    const attributes = { type: "button", class: `chip r-${role}`, "aria-pressed": "false", on: { click: press } };
    return make("button", attributes, role, " ", make("b", {}, number(counts.get(role))));
  });
  return make("fieldset", { class: "filter" }, make("legend", {}, "Show only"), chips);
}

function showOnly(root, chosen) {
  const hides = (role) => chosen.size > 0 && !chosen.has(role);
  for (const element of root.querySelectorAll("[data-role]")) element.hidden = hides(element.dataset.role);
  for (const line of root.querySelectorAll("[data-roles]")) {
    line.hidden = chosen.size > 0 && line.dataset.roles.split(" ").every(hides);
  }
  for (const group of root.querySelectorAll(".picture, .removed-list, .caption")) {
    group.hidden = [...group.querySelectorAll(".text")].every((text) => text.hidden);
  }
  for (const side of root.children) enterAt(side, [...side.querySelectorAll("[data-t]")].find(isSeen));
}

function flagList(article, prefix, reasons) {
  if (!article.flags.length) return null;
  const items = article.flags.map(([code, message], at) =>
    make("li", {}, make("a", { href: `#${flagPlace(article, at, prefix)}` }, make("bdi", {}, visible(code || "without a code"))), ": ", make("bdi", {}, visible(message)), " ",
      reasons.has(code) && reasons.get(code) !== message ? make("span", { class: "why" }, reasons.get(code)) : null),
  );
  return make("section", { class: "flags" }, make("h2", {}, `Look at ${counted(article.flags.length, "place")}`), make("ul", {}, items));
}

function repairTable(article) {
  if (!article.changes.length) return null;
  const same = new Map();
  for (const change of article.changes) {
    const key = JSON.stringify(change);
    same.set(key, (same.get(key) || 0) + 1);
  }
  const cell = (said) => make("td", {}, make("bdi", {}, said ? visible(said) : "nothing"));
  const rows = [...same].slice(0, 300).map(([key, count]) => {
    const [kind, before, after] = JSON.parse(key);
    return make("tr", {}, make("th", { scope: "row" }, kind), cell(before), cell(after), make("td", {}, number(count)));
  });
  const heads = ["Repair", "Stood there", "Stands there now", "Times"].map((name) => make("th", { scope: "col" }, name));
  const left = same.size - rows.length;
  return make(
    "section",
    { class: "repairs" },
    make("h2", {}, counted(article.changes.length, "repair")),
    make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Repairs" },
      make("table", {}, make("thead", {}, make("tr", {}, heads)), make("tbody", {}, rows))),
    left ? make("p", {}, `and ${counted(left, "more kind", "more kinds")}`) : null,
  );
}

// The article as it is spoken of here; its data say in few words what is the same of many texts.
function unpacked(article) {
  const texts = article.texts.map(([kind, parts]) => {
    const [role, lang, dir, rule] = article.kinds[kind];
    return { role, lang, dir, rule, parts: typeof parts === "string" ? [parts] : parts };
  });
  const images = article.images.map(([position, count, captions, credit, others]) =>
    ({ position, count, captions, credit, others }));
  return { ...article, texts, images };
}

function articleView(article, number, reasons) {
  const prefix = `a${number}`;
  // What is out of sight of a long article is laid out when it comes into sight.
  const sides = make(
    "div",
    { class: article.texts.length > LONG ? "sides long" : "sides" },
    make("section", { class: "side reading", tabindex: 0, "aria-label": "The article as it reads" }, reading(article)),
    make("section", { class: "side source", tabindex: 0, "aria-label": "The source" }, sourceSide(article, prefix)),
  );
  const toggle = make("input", { type: "checkbox", on: { change: () => sides.classList.toggle("was", toggle.checked) } });
  const repairs = article.changes.length ? make("label", { class: "toggle" }, toggle, " show what stood before repairs") : null;
  const view = make(
    "div",
    { class: "article" },
    about(article),
    make("div", { class: "tools" }, roleFilter(article, (chosen) => showOnly(sides, chosen)), repairs),
    flagList(article, prefix, reasons),
    sides,
    repairTable(article),
  );
  joinSides(sides);
  return view;
}
