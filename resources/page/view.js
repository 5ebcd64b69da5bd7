// What was opened, as elements: text only ever through textContent, pictures only as blob: addresses.
// Everything is built before anything is shown, so that a fault on the way leaves the page as it was.

function text_of(value) {
  demand(typeof value === "string");
  return value;
}

function list_of(value) {
  demand(Array.isArray(value));
  return value;
}

function element(name, class_name, ...content) {
  const made = document.createElement(name);
  if (class_name) made.className = class_name;
  made.append(...content);
  return made;
}

function boxed(value, class_name = "boxed") {
  const box = element("bdi", class_name, value);
  box.dir = "ltr";
  return box;
}

function row_value(row) {
  const value = text_of(row.value);
  demand(typeof row.boxed === "boolean");
  if (row.kind === "phone") {
    const link = element("a", "phone", boxed(value));
    link.href = "tel:" + value.replace(/[^+0-9*#]/g, "");
    return link;
  }
  // A place may be written in another script than the sentences around it; a sentence keeps the page's direction.
  if (!row.boxed) return row.kind === "place" ? element("bdi", "", value) : document.createTextNode(value);
  return boxed(value, row.kind === "plate" ? "boxed plate" : row.kind === "sign" ? "boxed sign" : "boxed");
}

function row_entry(row, alarm_label) {
  const value = element("dd", "value", row_value(row));
  if (text_of(row.note)) value.append(element("span", "row-note", row.note));
  if (text_of(row.alarm)) value.append(element("span", "row-alarm", alarm_label, " ", boxed(row.alarm)));
  return element("div", "row", element("dt", "", text_of(row.label)), value);
}

function rows_list(rows, alarm_label = "") {
  return element("dl", "rows", ...list_of(rows).map((row) => row_entry(row, alarm_label)));
}

function section_card(section, alarm_label) {
  return element("section", "card", element("h2", "", text_of(section.title)), rows_list(section.rows, alarm_label));
}

function alarm_card(row) {
  const box = element("section", "card alarm", element("p", "alarm-label", text_of(row.label)));
  box.append(element("p", "alarm-value", row_value(row)));
  if (text_of(row.note)) box.append(element("p", "row-note", row.note));
  return box;
}

function steps_card(title, steps) {
  const list = element("ol", "steps");
  for (const step of list_of(steps)) {
    const item = element("li", "step", element("p", "", text_of(step.text)));
    if (list_of(step.rows).length) item.append(rows_list(step.rows));
    list.append(item);
  }
  return element("section", "card", element("h2", "", text_of(title)), list);
}

function photo_figure(photo, address) {
  const image = element("img", "photo");
  image.src = address;
  image.alt = photo.caption;
  const button = element("button", "photo-button", image);
  button.type = "button";
  const figure = element("figure", "figure", button, element("figcaption", "", photo.caption));
  button.addEventListener("click", () => figure.classList.toggle("large"));
  return figure;
}

function photos_card(title, photos, addresses) {
  const grid = element("div", "photos", ...photos.map((photo, index) => photo_figure(photo, addresses[index])));
  return element("section", "card", element("h2", "", text_of(title)), grid);
}

function plain_note(...lines) {
  return element("div", "note note-plain", ...lines.map((line) => element("p", "", text_of(line))));
}

function action_button(label, action, class_name) {
  const button = element("button", class_name, label);
  button.type = "button";
  button.addEventListener("click", action);
  return button;
}

// The whole view as a fragment; `addresses` are the blob: addresses of the photos.
function build_view(bundle, addresses, countdown, words, actions) {
  const { manifest, photos } = bundle;
  const sheet = manifest.sheet;
  const title = element("h1", "", text_of(sheet.title));
  title.tabIndex = -1;
  const view = document.createDocumentFragment();
  if (text_of(sheet.practice)) view.append(element("p", "note practice", sheet.practice));
  view.append(title, element("p", "lead", text_of(sheet.not_a_status)));
  const first = element("div", "first");
  if (countdown) first.append(countdown);
  if (sheet.alarm !== null) first.append(alarm_card(sheet.alarm));
  if (first.childElementCount) view.append(first);
  view.append(steps_card(sheet.steps_title, sheet.steps));
  const columns = element("div", "columns",
    ...list_of(sheet.sections).map((section) => section_card(section, text_of(sheet.alarm_label))));
  view.append(columns);
  if (photos.length) view.append(photos_card(sheet.photos_title, photos, addresses));
  const about = element("section", "card quiet", element("h2", "", words.about), element("p", "", words.made_by));
  about.append(element("p", "", text_of(sheet.compare)), element("p", "", text_of(sheet.purpose)));
  about.append(rows_list([manifest.issued, sheet.delete_by]));
  view.append(about);
  view.append(element("p", "actions", action_button(words.print, actions.print, "button button-quiet"),
    action_button(words.hide, actions.hide, "button button-quiet")));
  return view;
}
