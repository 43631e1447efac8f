// Improvements only: every page works without this file. No inline code, no eval, nothing stored.
(() => {
  "use strict";
  const said = () => document.getElementById("said");
  const say = (words) => { const place = said(); if (place) { place.textContent = ""; setTimeout(() => { place.textContent = words; }, 60); } };
  const two = (number) => String(number).padStart(2, "0");

  // The day and the zone are the device's: the server never derives a person's day from UTC.
  function fillDay(root) {
    const day = deviceDay();
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    root.querySelectorAll('input[type="hidden"][name="day"]:not([data-chosen])').forEach((field) => { field.value = day; });
    if (zone) root.querySelectorAll('input[type="hidden"][name="zone"]').forEach((field) => { field.value = zone; });
    root.querySelectorAll("select[data-devices-zone]").forEach((field) => { if ([...field.options].some((one) => one.value === zone)) field.value = zone; });
  }

  // The server learns the device's zone from a cookie, so that "today" is today where the person is, also on a journey.
  function tellZone() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const told = document.cookie.match(/(?:^|; )zone=([^;]*)/);
    if (!/^[A-Za-z0-9_+/-]+$/.test(zone || "") || (told && told[1] === zone)) return;
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax${secure}`;
    if (anotherDay()) location.reload();
  }

  function deviceDay() {
    const now = new Date();
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  // A page that lay open over midnight still means its own day, and says so.
  const anotherDay = () => { const page = document.querySelector("[data-today]"); return page && page.dataset.today !== deviceDay(); };
  function noticeNewDay() {
    const line = document.getElementById("new-day");
    if (line && !document.hidden && anotherDay()) line.hidden = false;
  }

  function roundButton(sign, words, press) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "round";
    button.textContent = sign;
    button.setAttribute("aria-label", words);
    button.addEventListener("click", press);
    return button;
  }

  function move(field, way, start) {
    if (field.value === "" && start) field.value = start;
    else if (field.tagName === "SELECT") field.selectedIndex = Math.min(field.options.length - 1, Math.max(0, field.selectedIndex + way));
    else if (way > 0) field.stepUp(); else field.stepDown();
    field.dispatchEvent(new Event("change", { bubbles: true }));
    say(field.tagName === "SELECT" ? field.selectedOptions[0].textContent : field.value);
  }

  function growSteppers(root) {
    root.querySelectorAll(".stepper:not(:has(.round))").forEach((place) => {
      const field = place.querySelector("select, input");
      if (!field) return;
      const name = (field.labels[0] || {}).textContent || "";
      place.prepend(roundButton("\u2212", `${name}: ${place.dataset.less}`, () => move(field, -1, place.dataset.start)));
      place.append(roundButton("+", `${name}: ${place.dataset.more}`, () => move(field, 1, place.dataset.start)));
    });
  }

  function improve(root) {
    fillDay(root);
    growSteppers(root);
    root.querySelectorAll("[data-print], [data-copy]").forEach((button) => { button.hidden = false; });
    root.querySelectorAll("[data-said]").forEach((line) => { if (root !== document) say(line.textContent.trim()); });
  }

  // A form that came back leads to what needs a look, also inside something folded. Nothing is lost meanwhile.
  function leadToTrouble() {
    const at = document.querySelector("#main .error-summary, #main [aria-invalid='true']") || document.querySelector("#main .notice.refused[role='alert']");
    if (!at) return;
    for (let fold = at.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (!at.matches("input, select, textarea")) at.setAttribute("tabindex", "-1");
    at.scrollIntoView({ block: at.matches(".error-summary") ? "start" : "center" });
    at.focus({ preventScroll: true });
  }

  async function copyLink(button) {
    const field = button.parentElement.querySelector("input, textarea");
    try {
      await navigator.clipboard.writeText(field.value);
      say(button.dataset.copied);
      button.textContent = button.dataset.copied;
    } catch {
      field.focus();
      field.select();
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-print], [data-copy]");
    if (!button) return;
    if (button.matches("[data-print]")) window.print();
    else copyLink(button);
  });

  // A second press on a chosen answer opens it again: an unknown day is allowed to stay unknown.
  let pressed = null;
  document.addEventListener("pointerdown", (event) => {
    const label = event.target.closest(".scale-cells label, .step label");
    const radio = label && label.querySelector("input");
    pressed = radio && radio.checked ? radio : null;
  });
  document.addEventListener("click", (event) => {
    if (!pressed || event.target !== pressed) return;
    pressed.checked = false;
    pressed.dispatchEvent(new Event("change", { bubbles: true }));
    pressed = null;
  });

  document.addEventListener("htmx:after:swap", (event) => {
    improve(document.body);
    const refused = document.querySelector("#main [role='alert']");
    if (refused) say(refused.textContent.trim());
    if (event.detail?.ctx?.response?.status === 422) leadToTrouble();
  });
  // What is typed is kept while one types. Signed out meanwhile, the words stay in their box and somebody says so.
  document.addEventListener("htmx:after:request", (event) => {
    const trouble = document.getElementById("trouble");
    const ctx = event.detail?.ctx;
    const lost = ctx?.sourceElement?.matches?.("[data-kept]") && (ctx.response.raw.redirected || ctx.response.status >= 400);
    if (!trouble) return;
    trouble.hidden = !lost;
    if (!lost) return;
    event.preventDefault();
    trouble.textContent = ctx.response.raw.redirected ? trouble.dataset.signedOut : trouble.dataset.words;
  });
  document.addEventListener("htmx:error", (event) => {
    const trouble = document.getElementById("trouble");
    if (!trouble || !event.detail?.ctx) return;
    trouble.textContent = trouble.dataset.words;
    trouble.hidden = false;
  });
  document.documentElement.classList.add("scripted");
  document.addEventListener("visibilitychange", noticeNewDay);
  tellZone();
  improve(document);
  leadToTrouble();
})();
