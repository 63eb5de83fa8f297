// Small charts: a bar for each site, cut by role, language, kind of repair or flag.

const SITES = 12;
const HUES = [212, 28, 140, 280, 345, 60, 180, 250, 100, 310];

function added(rows, field) {
  const sums = new Map();
  for (const row of rows) {
    for (const [name, count] of Object.entries(row[field])) sums.set(name, (sums.get(name) || 0) + count);
  }
  return [...sums].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
}

// A role has the colour that it has in articles, anything else that of its rank among all.
function colourOf(name, rank) {
  return ROLES.includes(name) ? { class: `r-${name}` } : { hue: HUES[rank % HUES.length] };
}

function swatch(name, ranks, share) {
  const { class: kind, hue } = colourOf(name, ranks.get(name) || 0);
  const element = make("span", { class: `swatch ${kind || "ranked"}` });
  if (hue !== undefined) element.style.setProperty("--hue", hue);
  if (share !== undefined) element.style.setProperty("inline-size", `${(share * 100).toFixed(2)}%`);
  return element;
}

function bar(sums, ranks, say) {
  const total = sums.reduce((sum, [, count]) => sum + count, 0);
  if (!total) return make("span", { class: "none" }, "none");
  const said = sums.slice(0, 8).map(([name, count]) => `${say(name)} ${number(count)}`).join(", ");
  return make("span", { class: "stack", role: "img", "aria-label": said, title: said },
    sums.map(([name, count]) => swatch(name, ranks, count / total)));
}

const CHARTS = [
  { title: "Roles", field: "roles", say: (name) => name },
  { title: "Languages", field: "languages", say: languageName },
  { title: "Repairs", field: "changes", say: (name) => name },
  { title: "Flags", field: "flags", say: (name) => name },
];

function legend(sums, ranks, say) {
  const most = sums.slice(0, 6).map(([name]) => make("span", { class: "key" }, swatch(name, ranks), say(name)));
  return make("div", { class: "legend" }, most, sums.length > 6 ? make("span", { class: "key" }, "…") : null);
}

function charts(rows, choose) {
  const sites = new Map();
  for (const row of rows) {
    if (!sites.has(row.site)) sites.set(row.site, []);
    sites.get(row.site).push(row);
  }
  const largest = [...sites].sort((one, other) => other[1].length - one[1].length);
  const lines = [["all", rows], ...(largest.length > 1 ? largest.slice(0, SITES) : [])];
  const ranked = CHARTS.map((chart) => {
    const sums = added(rows, chart.field);
    return { ...chart, sums, ranks: new Map(sums.map(([name], rank) => [name, rank])) };
  });
  const heads = ranked.map(({ title, sums, ranks, say }) => make("th", { scope: "col" }, title, legend(sums, ranks, say)));
  const body = lines.map(([site, held], at) => {
    const name = at ? make("button", { type: "button", class: "plain", on: { click: () => choose(site) } }, site || "unknown") : "all";
    const bars = ranked.map(({ field, ranks, say }) => make("td", {}, bar(added(held, field), ranks, say)));
    return make("tr", {}, make("th", { scope: "row" }, name), make("td", { class: "count" }, number(held.length)), bars);
  });
  const left = largest.length - SITES;
  return make("section", { class: "charts", "aria-label": "Roles, languages, repairs and flags by site" },
    make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Charts" },
      make("table", {},
        make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Site"), make("th", { scope: "col" }, "Articles"), heads)),
        make("tbody", {}, body))),
    left > 0 ? make("p", { class: "why" }, `and ${counted(left, "more site")} with fewer articles`) : null);
}
