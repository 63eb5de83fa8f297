// Many articles: a table to sort and filter, which opens each.

const SHOWN = 500;

function sum(counts) {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

const COLUMNS = [
  { title: "Article", key: (row) => row.name.toLowerCase() },
  { title: "Site", key: (row) => row.site, cell: (row) => row.site },
  { title: "Language", key: (row) => row.language, cell: (row) => languageName(row.language) },
  { title: "Date", key: (row) => row.date, cell: (row) => row.date.slice(0, 10) },
  { title: "Body", key: (row) => row.roles.body || 0, count: true },
  { title: "Removed", key: (row) => row.removed, count: true, cell: (row) => `${Math.round(row.removed * 100)} %` },
  { title: "Pictures", key: (row) => row.images, count: true },
  { title: "Captions", key: (row) => sum(row.captions), cell: (row) => listed(row.captions) },
  { title: "Repairs", key: (row) => sum(row.changes), count: true, cell: (row) => number(sum(row.changes)), tip: (row) => listed(row.changes) },
  { title: "Flags", key: (row) => sum(row.flags), cell: (row) => Object.keys(row.flags).join(", ") },
];

function listed(counts) {
  return Object.entries(counts).map(([name, count]) => `${name} ${number(count)}`).join(", ");
}

// What columns and charts ask for, worked out once.
function prepared(rows) {
  rows.forEach((row, at) => {
    const all = sum(row.roles);
    row.at = at;
    row.languages = { [row.language]: 1 };
    row.removed = all ? ["promo", "related", "boilerplate"].reduce((part, role) => part + (row.roles[role] || 0), 0) / all : 0;
    row.words = `${row.name}\n${row.id}\n${row.site}`.toLowerCase();
  });
  return rows;
}

function rowElement(row) {
  const name = make("th", { scope: "row" }, make("a", { href: `#a${row.at}`, lang: row.lang, dir: row.dir }, row.name));
  const cells = COLUMNS.slice(1).map(({ key, cell, count, tip }) =>
    make("td", { class: count && "count", title: tip && tip(row) }, make("bdi", {}, cell ? cell(row) : number(key(row)))));
  return make("tr", {}, name, cells);
}

function options(rows, title, field, say, choose) {
  const sums = added(rows, field);
  const names = [null, ...sums.map(([name]) => name)];
  const select = make("select", { on: { change: () => choose(names[select.selectedIndex]) } },
    make("option", {}, "any"),
    sums.map(([name, count]) => make("option", {}, `${say(name) || "none"} (${number(count)})`)));
  const put = (name) => {
    select.selectedIndex = names.indexOf(name);
    choose(name);
  };
  return { put, label: make("label", {}, title, " ", select) };
}

function overview(rows) {
  const state = { words: "", site: null, languages: null, flags: null, column: null, down: false, most: SHOWN };
  const body = make("tbody", {});
  const status = make("p", { class: "status", role: "status" });
  const more = make("button", { type: "button", on: { click: () => draw({ most: state.most + SHOWN }) } });
  const heads = COLUMNS.map((column) =>
    make("th", { scope: "col", "aria-sort": "none" },
      make("button", { type: "button", class: "plain", on: { click: () => sort(column) } }, column.title)));

  function fits(row) {
    return row.words.includes(state.words) && (state.site === null || row.site === state.site) &&
      (state.languages === null || Object.hasOwn(row.languages, state.languages)) && (state.flags === null || Object.hasOwn(row.flags, state.flags));
  }

  function sort(column) {
    const down = state.column === column ? !state.down : Boolean(column.count);
    heads.forEach((head, at) => {
      head.setAttribute("aria-sort", COLUMNS[at] !== column ? "none" : down ? "descending" : "ascending");
    });
    draw({ column, down });
  }

  function draw(change) {
    Object.assign(state, change);
    const found = rows.filter(fits);
    if (state.column) {
      const { key } = state.column;
      const sign = state.down ? -1 : 1;
      found.sort((one, other) => (key(one) < key(other) ? -sign : key(one) > key(other) ? sign : one.at - other.at));
    }
    body.replaceChildren(...found.slice(0, state.most).map(rowElement));
    more.hidden = found.length <= state.most;
    more.textContent = `Show ${Math.min(SHOWN, found.length - state.most)} more`;
    status.textContent = `${number(found.length)} of ${counted(rows.length, "article")}`;
  }

  const choose = (field) => (value) => draw({ [field]: value, most: SHOWN });
  const places = rows.map((row) => ({ site: { [row.site]: 1 } }));
  const site = options(places, "Site", "site", (name) => name || "unknown", choose("site"));
  const language = options(rows, "Language", "languages", languageName, choose("languages"));
  const flag = options(rows, "Flag", "flags", (name) => name, choose("flags"));
  const search = make("input", { type: "search", on: { input: () => draw({ words: search.value.trim().toLowerCase(), most: SHOWN }) } });
  draw({});
  return make("div", { class: "overview" },
    make("h1", { tabindex: -1 }, counted(rows.length, "article")),
    charts(rows, site.put),
    make("div", { class: "tools", role: "search" }, make("label", {}, "Find ", search), site.label, language.label, flag.label),
    status,
    make("div", { class: "scroll rows", tabindex: 0, role: "region", "aria-label": "Articles" },
      make("table", { class: "articles" }, make("thead", {}, make("tr", {}, heads)), body)),
    more);
}
