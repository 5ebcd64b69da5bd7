// How long until the next agreed time, by this device's clock. It knows the plan and never whether anybody was heard.

const MINUTE = 60000;

function moment(value) {
  const at = Date.parse(text_of(value));
  demand(Number.isFinite(at));
  return at;
}

function read_deadlines(entries) {
  return list_of(entries).map((entry) => {
    const row = { label: text_of(entry.row.label), value: text_of(entry.row.value), note: text_of(entry.row.note) };
    return { at: moment(entry.at), overdue: moment(entry.overdue), row };
  });
}

function units(language) {
  const tag = language + "-u-nu-latn";
  try {
    return ["hour", "minute"].map((unit) => new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "long" }));
  } catch {
    return null;
  }
}

// "2 hours 14 minutes" in the page's language, or "2:14" where the browser has no names for units.
function duration(milliseconds, names) {
  const minutes = Math.max(0, Math.ceil(milliseconds / MINUTE));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (!names) return hours + ":" + String(rest).padStart(2, "0");
  if (!hours) return names[1].format(rest);
  return rest ? names[0].format(hours) + " " + names[1].format(rest) : names[0].format(hours);
}

// Which deadline the page is about at `now`: the first whose waiting time has not passed, otherwise the last.
function standing(deadlines, now) {
  const next = deadlines.find((deadline) => now < deadline.overdue);
  const shown = next || deadlines[deadlines.length - 1];
  const earlier = deadlines.some((deadline) => deadline !== shown && deadline.overdue <= now);
  if (!next) return { shown, state: "over", left: 0, earlier };
  if (now >= next.at) return { shown, state: "waiting", left: next.overdue - now, earlier };
  return { shown, state: "ahead", left: next.at - now, earlier };
}

// A card that keeps itself up to date, or null without agreed times. `stop` ends it.
function countdown_card(deadlines, language, words) {
  if (!deadlines.length) return { card: null, stop() {} };
  const names = units(language);
  const card = element("section", "card countdown");
  card.setAttribute("role", "timer");
  const update = () => {
    const { shown, state, left, earlier } = standing(deadlines, Date.now());
    const parts = [element("p", "countdown-label", shown.row.label), element("p", "countdown-time", boxed(shown.row.value))];
    if (shown.row.note) parts.push(element("p", "row-note", shown.row.note));
    parts.push(element("p", "countdown-says", words["time_" + state]));
    if (state !== "over") parts.push(element("p", "countdown-left", duration(left, names)));
    if (earlier) parts.push(element("p", "countdown-earlier", words.time_earlier));
    card.classList.toggle("countdown-over", state === "over");
    const said = parts.map((part) => part.textContent).join("\n");
    if (said !== card.dataset.said) card.replaceChildren(...parts);
    card.dataset.said = said;
  };
  update();
  const timer = setInterval(update, 1000);
  return { card, stop: () => clearInterval(timer) };
}
