// Joins the form, the token and the view.

const by_id = (id) => document.getElementById(id);

function start() {
  const words = JSON.parse(by_id("words").textContent);
  by_id("silent").hidden = true;
  if (!globalThis.isSecureContext || !globalThis.crypto || !crypto.subtle) {
    by_id("lacking").hidden = false;
    return;
  }
  const groups = Array.from({ length: GROUPS }, () => by_id("groups").appendChild(element("li", "group")));
  by_id("form").hidden = false;
  by_id("code").addEventListener("input", () => show_typed(words, groups));
  by_id("form").addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(words, groups);
  });
  show_typed(words, groups);
}

function say(text, kind = "") {
  by_id("message").className = kind ? "message message-" + kind : "message";
  by_id("message").textContent = text;
}

// What is mistyped is said as soon as a group is whole.
function show_typed(words, groups) {
  const { digits, wrong } = read_code(by_id("code").value);
  groups.forEach((group, index) => {
    const part = group_of(digits, index + 1);
    group.textContent = part || "·····";
    const whole = part.length === GROUP_LENGTH && wrong !== index + 1;
    group.className = "group" + (wrong === index + 1 ? " group-wrong" : whole ? " group-whole" : part ? " group-begun" : "");
  });
  if (wrong) say(words.mistyped[wrong - 1], "wrong");
  else if (digits.length > CODE_LENGTH) say(words.too_many, "wrong");
  else say("");
  return { digits, ready: !wrong && digits.length === CODE_LENGTH };
}

async function attempt(words, groups) {
  const { digits, ready } = show_typed(words, groups);
  if (!ready) {
    if (!by_id("message").textContent) say(words.too_few, "wrong");
    by_id("code").focus();
    return;
  }
  busy(true);
  say(words.opening);
  let addresses = [];
  let countdown = null;
  try {
    const bundle = await open_token(code_token(by_id("safetravel-page-1").textContent), digits);
    addresses = bundle.photos.map((photo) => URL.createObjectURL(new Blob([photo.jpeg], { type: "image/jpeg" })));
    countdown = countdown_card(read_deadlines(bundle.manifest.deadlines), document.documentElement.lang, words);
    const hide = () => close_view(addresses, countdown);
    const view = build_view(bundle, addresses, countdown.card, words, { print: () => window.print(), hide });
    show_view(view, groups);
    // Whoever comes back to the page from elsewhere types the code again.
    addEventListener("pagehide", hide, { once: true });
  } catch (error) {
    addresses.forEach((address) => URL.revokeObjectURL(address));
    if (countdown) countdown.stop();
    say(words.refused[error instanceof Refused ? error.what : "damaged"], "wrong");
    by_id("code").focus();
  } finally {
    busy(false);
  }
}

function busy(yes) {
  by_id("open").disabled = yes;
  by_id("code").readOnly = yes;
  by_id("form").setAttribute("aria-busy", String(yes));
}

function show_view(view, groups) {
  by_id("opened").replaceChildren(view);
  by_id("code").value = "";
  groups.forEach((group) => { group.textContent = ""; });
  say("");
  by_id("closed").hidden = true;
  by_id("opened").hidden = false;
  window.scrollTo(0, 0);
  by_id("opened").querySelector("h1").focus({ preventScroll: true });
}

function close_view(addresses, countdown) {
  countdown.stop();
  by_id("opened").hidden = true;
  by_id("opened").replaceChildren();
  addresses.forEach((address) => URL.revokeObjectURL(address));
  by_id("closed").hidden = false;
  by_id("code").dispatchEvent(new Event("input"));
  by_id("code").focus();
}

start();
