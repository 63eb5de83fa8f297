// What is shown: the address behind # says it, so that the browser's own ways back and forth work.

const main = document.getElementById("main");
const ways = document.querySelector("header nav");
const theme = document.querySelector(".theme select");
const { rows, reasons } = data("overview");
const meanings = new Map(Object.entries(reasons));
prepared(rows);
let table = null;
let shown = null;
let left = { page: 0, rows: 0 };

function wayTo(at, said, key) {
  return at < 0 || at >= rows.length ? null : make("a", { href: `#a${at}`, accesskey: key }, said);
}

function show(at) {
  if (at === shown) return;
  if (shown === -1) left = { page: scrollY, rows: table.querySelector(".rows").scrollTop };
  shown = at;
  if (at < 0) {
    table = table || overview(rows);
    main.replaceChildren(table);
    ways.replaceChildren();
    document.title = counted(rows.length, "article");
  } else {
    main.replaceChildren(articleView(unpacked(data(`article-${at}`)), at, meanings));
    document.title = rows[at].name;
    if (rows.length > 1) {
      ways.replaceChildren(
        ...[make("a", { href: "#" }, "All articles"), wayTo(at - 1, "Previous", "p"), wayTo(at + 1, "Next", "n"),
          make("span", {}, `${at + 1} of ${counted(rows.length, "article")}`)].filter(Boolean));
    }
  }
}

function go(first) {
  const [, at] = /^#a(\d+)(?:-|$)/.exec(location.hash) || [];
  const before = shown;
  // Any other place, as that of the link over the head, is one in what is shown.
  if (!rows.length) main.replaceChildren(make("p", {}, "There is no article here."));
  else if (rows.length === 1) show(0);
  else if (at !== undefined && at < rows.length) show(Number(at));
  else if (first || location.hash === "") show(-1);
  const target = location.hash.includes("-") && document.getElementById(location.hash.slice(1));
  if (target) {
    // A filter may hide it.
    if (!target.offsetParent) for (const chip of main.querySelectorAll(".chip[aria-pressed=true]")) chip.click();
    target.scrollIntoView({ block: "center" });
    target.focus();
  } else if (!first && before !== shown) {
    // Back in the table one is where one was.
    const here = shown < 0 && table.querySelector(`a[href="#a${before}"]`);
    (here || main).focus({ preventScroll: true });
    if (here) table.querySelector(".rows").scrollTop = left.rows;
    scrollTo(0, here ? left.page : 0);
  }
}

theme.addEventListener("change", () => {
  document.documentElement.dataset.theme = theme.value;
});
addEventListener("hashchange", () => go(false));
go(true);
document.documentElement.dataset.ready = "";
