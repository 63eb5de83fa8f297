// Both sides of an article light each other: what is pointed at or focused, and its counterpart.

function joinSides(sides) {
  const places = new Map();
  for (const element of sides.querySelectorAll("[data-t]")) {
    const key = element.dataset.t;
    if (!places.has(key)) places.set(key, []);
    places.get(key).push(element);
  }
  for (const side of sides.children) enterAt(side, side.querySelector("[data-t]"));
  let lit = [];
  const light = (element) => {
    const next = element ? places.get(element.dataset.t) : [];
    if (next === lit) return;
    for (const one of lit) one.classList.remove("lit");
    for (const one of next) one.classList.add("lit");
    lit = next;
  };
  const follow = (event) => {
    const element = event.target.closest("[data-t]");
    light(element);
    if (element) bringCounterpart(element, places.get(element.dataset.t));
  };
  sides.addEventListener("pointerover", follow);
  sides.addEventListener("focusin", follow);
  sides.addEventListener("pointerleave", () => light(null));
  sides.addEventListener("focusout", () => light(null));
  sides.addEventListener("keydown", (event) => move(event, places));
}

function isSeen(element) {
  return !element.closest("[hidden]");
}

// The text of a side at which Tab enters it; arrows lead on from there.
function enterAt(side, element) {
  side.querySelector('[data-t][tabindex="0"]')?.setAttribute("tabindex", -1);
  element?.setAttribute("tabindex", 0);
}

// Scrolls the other side, where it scrolls by itself, so that the counterpart can be seen.
function bringCounterpart(element, same) {
  const own = element.closest(".side");
  const other = same.find((one) => !own.contains(one) && !one.hidden);
  const side = other?.closest(".side");
  if (!side || side.scrollHeight <= side.clientHeight + 1) return;
  const place = other.getBoundingClientRect();
  const frame = side.getBoundingClientRect();
  if (place.top < frame.top || place.bottom > frame.bottom) side.scrollTop += place.top - frame.top - side.clientHeight / 3;
}

// Arrows go from text to text, Enter to the counterpart.
function move(event, places) {
  const element = event.target.closest("[data-t]");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!element || (!step && event.key !== "Enter")) return;
  const side = element.closest(".side");
  const texts = [...side.querySelectorAll("[data-t]")].filter(isSeen);
  const next = step
    ? texts[texts.indexOf(element) + step]
    : places.get(element.dataset.t).find((one) => one.closest(".side") !== side && isSeen(one));
  if (!next) return;
  event.preventDefault();
  enterAt(next.closest(".side"), next);
  next.focus();
}
