// Part of the discovery-codegen reference, copied verbatim into every output. Do not edit.
// @ts-check
// Pages can be read without it; with it they have the search, the theme, folding of the tree, and copying.
"use strict";
(() => {
  const { documentElement } = document;
  const root = documentElement.dataset["root"] ?? "";
  const page = documentElement.dataset["page"] ?? "";

  /**
   * @param {string} tag
   * @param {Record<string, string>} [attributes]
   * @param {(Node | string)[]} children
   */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes))
      made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  // Theme: the system's, unless one is chosen.

  const themes = /** @type {const} */ (["system", "light", "dark"]);
  const themeButton = document.querySelector("button.theme");

  /** @returns {(typeof themes)[number]} */
  function theme() {
    const chosen = documentElement.dataset["theme"];
    return chosen === "light" || chosen === "dark" ? chosen : "system";
  }

  function showTheme() {
    if (!themeButton) return;
    themeButton.setAttribute("aria-label", `Theme: ${theme()}`);
    themeButton.setAttribute("title", `Theme: ${theme()}`);
    themeButton.setAttribute("data-theme-is", theme());
    themeButton.textContent = { system: "◐", light: "☀", dark: "☾" }[theme()];
  }

  themeButton?.addEventListener("click", () => {
    const next = themes[(themes.indexOf(theme()) + 1) % themes.length];
    if (next === "system") delete documentElement.dataset["theme"];
    else if (next) documentElement.dataset["theme"] = next;
    try {
      localStorage.setItem("discovery-docs-theme", next ?? "system");
    } catch {
      // It holds for this page at least.
    }
    showTheme();
  });
  themeButton?.removeAttribute("hidden");
  showTheme();

  // The index of names: a script of its own, loaded when it is first asked for.

  /**
   * @typedef {[name: string, verb: string, sentence: string, args: string[]]} IndexedMethod
   * @typedef {[accessor: string, page: string, methods: IndexedMethod[]]} IndexedResource
   * @typedef {[name: string, page: string, sentence: string, fields: (string | string[])[]]} IndexedSchema
   * @typedef {{ resources: IndexedResource[], schemas: IndexedSchema[] }} Index
   */

  /** @type {Promise<Index> | undefined} */
  let loading;

  /** @returns {Promise<Index>} */
  function loadIndex() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${root}assets/search.js`;
      script.addEventListener("load", () =>
        resolve(/** @type {any} */ (globalThis).discoveryDocs),
      );
      script.addEventListener("error", () => {
        loading = undefined;
        reject(new Error("the index did not load"));
      });
      document.head.append(script);
    });
    return loading;
  }

  /**
   * As the pages' anchors are made.
   *
   * @param {string[]} names
   */
  function anchorOf(...names) {
    return names
      .map((name) =>
        name.replace(
          /[^\w$-]/gu,
          (character) => `~${(character.codePointAt(0) ?? 0).toString(16)}~`,
        ),
      )
      .join(".");
  }

  /**
   * What nobody would see, as the pages show it.
   *
   * @param {string} text
   */
  function visible(text) {
    return text.replace(
      /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu,
      (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
    );
  }

  /** @param {string} to @param {string} anchor */
  function address(to, anchor) {
    return `${root}${to}.html${anchor === "" ? "" : `#${anchor}`}`;
  }

  // The tree: resources fold, and show their methods when they are opened.

  /** @type {Map<string, IndexedResource> | undefined} */
  let indexed;

  for (const item of document.querySelectorAll("nav.tree li[data-branch]")) {
    const link = item.querySelector("a");
    if (!link) continue;
    const name = link.textContent ?? "";
    const list = item.querySelector("ul") ?? element("ul");
    if (!list.isConnected) item.append(list);
    const isOpen =
      item.querySelector('[aria-current="page"]') !== null &&
      item.getAttribute("data-branch") !== "-schemas";
    const button = element("button", {
      type: "button",
      class: "twist",
      "aria-expanded": String(isOpen),
      "aria-label": `${name}: show what it has`,
    });
    list.hidden = !isOpen;
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", String(open));
      list.hidden = !open;
      if (open) void fill(item, list);
    });
    item.prepend(button);
  }

  /** @param {Element} item @param {Element} list */
  async function fill(item, list) {
    const branch = item.getAttribute("data-branch") ?? "";
    if (item.hasAttribute("data-filled") || branch === page) return;
    item.setAttribute("data-filled", "");
    const index = await loadIndex();
    if (branch === "-schemas") {
      list.append(
        ...index.schemas.map(([name, to]) =>
          element(
            "li",
            { class: "method" },
            element("a", { href: address(to, anchorOf(name)) }, visible(name)),
          ),
        ),
      );
      return;
    }
    indexed ??= new Map(index.resources.map((one) => [one[1], one]));
    const methods = indexed.get(branch)?.[2] ?? [];
    list.prepend(
      ...methods.map(([name]) =>
        element(
          "li",
          { class: "method" },
          element("a", { href: address(branch, anchorOf(name)) }, name),
        ),
      ),
    );
  }

  /** Scrolls the tree alone: after `scrollIntoView` Tab would go on from there, past the skip link. */
  function showCurrent() {
    const tree = document.querySelector("nav.tree");
    const current = tree?.querySelector("a[aria-current]");
    if (!tree || !current) return;
    const { top, bottom, height } = tree.getBoundingClientRect();
    const place = current.getBoundingClientRect();
    if (place.top < top || place.bottom > bottom)
      tree.scrollTop += place.top - top - height / 2;
  }
  showCurrent();

  const menu = document.querySelector("button.menu");
  menu?.removeAttribute("hidden");
  /** @param {boolean} open */
  function showMenu(open) {
    menu?.setAttribute("aria-expanded", String(open));
    documentElement.classList.toggle("menu-open", open);
    if (open) showCurrent();
  }
  menu?.addEventListener("click", () =>
    showMenu(menu.getAttribute("aria-expanded") !== "true"),
  );
  document
    .querySelector("nav.tree")
    ?.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLAnchorElement) showMenu(false);
    });

  // The method that is being read, in the tree.

  const entries = new Map(
    [...document.querySelectorAll("nav.tree li.method a")].map((link) => [
      link.getAttribute("href"),
      link,
    ]),
  );
  const read = new IntersectionObserver(
    (changes) => {
      for (const { isIntersecting, target } of changes) {
        const heading = target.getAttribute("aria-labelledby");
        if (!isIntersecting) continue;
        for (const link of entries.values()) link.classList.remove("read");
        entries.get(`#${heading}`)?.classList.add("read");
      }
    },
    { rootMargin: "-20% 0px -75% 0px" },
  );
  for (const section of document.querySelectorAll("section.method"))
    read.observe(section);

  // Search.

  /**
   * @typedef {{ kind: "method" | "resource" | "parameter" | "schema" | "field", name: string, lower: string, context: string,
   *   contextLower: string, detail: string, page: string, anchor: string }} Entry
   */

  /** @type {Entry[] | undefined} */
  let searched;

  /** @param {Index} index */
  function toEntries({ resources, schemas }) {
    /** @type {Entry[]} */
    const all = [];
    /**
     * @param {Entry["kind"]} kind @param {string} name @param {string} context @param {string} detail @param {string} to
     * @param {string} anchor
     */
    const add = (kind, name, context, detail, to, anchor) =>
      all.push({
        kind,
        name: visible(name),
        lower: name.toLowerCase(),
        context: visible(context),
        contextLower: context.toLowerCase(),
        detail: visible(detail),
        page: to,
        anchor,
      });
    for (const [accessor, to, methods] of resources) {
      const last = accessor.split(".").at(-1) ?? "";
      if (last !== "")
        add("resource", last, accessor.slice(0, -last.length - 1), "", to, "");
      for (const [name, verb, sentence] of methods)
        add(
          "method",
          name,
          accessor,
          verb === "" ? sentence : `${verb} · ${sentence}`,
          to,
          anchorOf(name),
        );
    }
    for (const [accessor, to, methods] of resources)
      for (const [name, , , args] of methods)
        for (const argument of args)
          add(
            "parameter",
            argument,
            accessor === "" ? name : `${accessor}.${name}`,
            "",
            to,
            anchorOf(name, argument),
          );
    for (const [name, to, sentence] of schemas)
      add("schema", name, "", sentence, to, anchorOf(name));
    for (const [name, to, , fields] of schemas)
      for (const field of fields) {
        const way = typeof field === "string" ? [field] : field;
        add(
          "field",
          way.at(-1) ?? "",
          [name, ...way.slice(0, -1)].join("."),
          "",
          to,
          anchorOf(name, ...way),
        );
      }
    return all;
  }

  /**
   * What is behind what, in tenths of a step of fitting: many methods have a parameter called `disk`, and who types that looks for
   * `disks` or `Disk`.
   */
  const kindRank = {
    method: 0,
    resource: 1,
    schema: 3,
    parameter: 12,
    field: 14,
  };

  /**
   * How well a word fits a name: 0 the whole of it, 1 its start, 2 the start of a word in it, 3 anywhere. In what is around it: 1 a
   * whole name, 2 its start, 4 anywhere. -1 not at all.
   *
   * @param {string} word @param {Entry} entry
   */
  function fit(word, { name, lower, contextLower }) {
    const at = lower.indexOf(word);
    if (at === 0) return lower.length === word.length ? 0 : 1;
    if (at > 0) {
      const first = name[at] ?? "";
      return first !== first.toLowerCase() || /[\W_]/.test(name[at - 1] ?? "")
        ? 2
        : 3;
    }
    if (!contextLower.includes(word)) return -1;
    const around = `.${contextLower}.`;
    if (around.includes(`.${word}.`)) return 1;
    return around.includes(`.${word}`) ? 2 : 4;
  }

  /**
   * How well several words fit a name: as the way to it (`instances.ins`), as the words it is made of (`disk type`), or one by one.
   *
   * @param {string[]} words @param {Entry} entry
   */
  function fitAll(words, entry) {
    const { lower, contextLower } = entry;
    let sum = 0;
    let isNamed = false;
    for (const word of words) {
      const fits = fit(word, entry);
      if (fits === -1) return -1;
      sum += fits;
      isNamed ||= lower.includes(word);
    }
    // What fits by its surroundings alone is told by those.
    if (!isNamed) return -1;
    if (words.length === 1) return sum;
    if (lower === words.join("")) return 0;
    const whole = `.${contextLower}.${lower}`;
    const way = `.${words.join(".")}`;
    if (whole.endsWith(way)) return 0.5;
    const at = whole.lastIndexOf(way);
    const isOnTheWay = at + way.length > whole.length - lower.length;
    return (at !== -1 && isOnTheWay) || lower.startsWith(words.join(""))
      ? 1
      : sum + 1;
  }

  /** @param {string} query */
  function wordsOf(query) {
    return query
      .toLowerCase()
      .split(/[\s.]+/)
      .filter(Boolean);
  }

  /** So many results are shown. */
  const shown = 40;

  /**
   * The entries that every word fits, those first whose names begin with one; methods before schemas, parameters and fields.
   *
   * @param {string} query
   * @param {Entry[]} all
   */
  function search(query, all) {
    const words = wordsOf(query);
    if (words.length === 0) return { found: [], count: 0 };
    /** @type {{ entry: Entry, score: number }[]} */
    const found = [];
    for (const entry of all) {
      const fits = fitAll(words, entry);
      if (fits === -1) continue;
      const score = fits * 10 + kindRank[entry.kind];
      found.push({ entry, score });
    }
    found.sort(
      (a, b) =>
        a.score - b.score ||
        a.entry.name.length +
          a.entry.context.length -
          b.entry.name.length -
          b.entry.context.length ||
        (a.entry.name < b.entry.name
          ? -1
          : a.entry.name > b.entry.name
            ? 1
            : 0),
    );
    return {
      found: found.slice(0, shown).map(({ entry }) => entry),
      count: found.length,
    };
  }

  const opener = /** @type {HTMLButtonElement | null} */ (
    document.querySelector("button.search-open")
  );
  const input = /** @type {HTMLInputElement} */ (
    element("input", {
      // Not "search": there Escape would clear it, not close the dialog.
      type: "text",
      id: "-search-input",
      role: "combobox",
      "aria-label": "Search methods, parameters, schemas and fields",
      "aria-controls": "-search-results",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      placeholder: "Methods, parameters, schemas, fields",
    })
  );
  const results = element("ul", {
    id: "-search-results",
    role: "listbox",
    "aria-label": "Results",
  });
  const status = element("p", { class: "status", role: "status" });
  const dialog = /** @type {HTMLDialogElement} */ (
    element(
      "dialog",
      { class: "search", "aria-label": "Search" },
      element("div", { class: "search-box" }, input),
      results,
      status,
    )
  );
  document.body.append(dialog);

  /** @type {Entry[]} */
  let found = [];
  let selected = 0;

  /** @param {number} index */
  function select(index) {
    results.children[selected]?.setAttribute("aria-selected", "false");
    selected = index;
    const option = results.children[index];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  /** @param {string} name @param {string[]} words */
  function marked(name, words) {
    const lower = name.toLowerCase();
    const word = words.find((one) => lower.includes(one));
    if (word === undefined) return element("b", {}, name);
    const at = lower.indexOf(word);
    return element(
      "b",
      {},
      name.slice(0, at),
      element("mark", {}, name.slice(at, at + word.length)),
      name.slice(at + word.length),
    );
  }

  async function update() {
    const query = input.value;
    try {
      searched ??= toEntries(await loadIndex());
    } catch {
      status.textContent = "The index did not load.";
      return;
    }
    if (input.value !== query) return;
    const outcome = search(query, searched);
    found = outcome.found;
    const words = wordsOf(query);
    results.replaceChildren(
      ...found.map((entry, index) =>
        element(
          "li",
          {
            role: "option",
            id: `-result-${index}`,
            "aria-selected": "false",
            "data-kind": entry.kind,
          },
          element("span", { class: `kind ${entry.kind}` }, entry.kind),
          element(
            "span",
            { class: "what" },
            element(
              "span",
              { class: "name" },
              ...(entry.context === ""
                ? []
                : [element("span", { class: "context" }, `${entry.context}.`)]),
              marked(entry.name, words),
            ),
            ...(entry.detail === ""
              ? []
              : [element("span", { class: "detail" }, entry.detail)]),
          ),
        ),
      ),
    );
    input.setAttribute("aria-expanded", String(found.length > 0));
    select(0);
    status.textContent =
      words.length === 0
        ? "Arrows choose, Enter opens, Escape closes."
        : outcome.count === 0
          ? `Nothing is called ${visible(query.trim())}.`
          : outcome.count > found.length
            ? `${found.length} of ${outcome.count}`
            : `${outcome.count} found`;
    dialog.dataset["shown"] = query;
  }

  /** @param {number} index */
  function open(index) {
    const entry = found[index];
    if (!entry) return;
    dialog.close();
    location.href = address(entry.page, entry.anchor);
  }

  function openSearch() {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    void update();
  }

  opener?.removeAttribute("hidden");
  opener?.addEventListener("click", openSearch);
  input.addEventListener("input", () => void update());
  input.addEventListener("keydown", (event) => {
    const last = found.length - 1;
    if (event.key === "ArrowDown") select(selected === last ? 0 : selected + 1);
    else if (event.key === "ArrowUp")
      select(selected === 0 ? last : selected - 1);
    else if (event.key === "Enter") open(selected);
    else return;
    event.preventDefault();
  });
  results.addEventListener("click", ({ target }) => {
    const option =
      target instanceof Element ? target.closest("[role=option]") : null;
    if (option) open([...results.children].indexOf(option));
  });
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close();
  });
  document.addEventListener("keydown", (event) => {
    const { target, key, ctrlKey, metaKey, altKey } = event;
    const isTyping =
      target instanceof HTMLElement &&
      target.matches("input, textarea, select");
    const isSlash = key === "/" && !ctrlKey && !metaKey && !altKey && !isTyping;
    const isK = key.toLowerCase() === "k" && (ctrlKey || metaKey);
    if (key === "Escape") showMenu(false);
    if (!isSlash && !isK) return;
    event.preventDefault();
    openSearch();
  });

  // What a link leads to is unfolded. A schema's place among all of them leads on to its page.

  function place() {
    const id = location.hash.slice(1);
    if (id === "") return null;
    try {
      return document.getElementById(decodeURIComponent(id));
    } catch {
      // Not what any page links to: a percent sign alone.
      return null;
    }
  }

  /** @param {boolean} isArriving whether to go there, too: not with Back or a reload, which go where the reader was */
  function reveal(isArriving) {
    const target = place();
    if (!target) return;
    const onward = target.matches("ul.names > li")
      ? target.querySelector("a")
      : null;
    if (onward) {
      location.replace(onward.href);
      return;
    }
    let wasFolded = false;
    for (
      let above = target.closest("details");
      above;
      above = above.parentElement?.closest("details") ?? null
    ) {
      wasFolded ||= !above.open;
      above.open = true;
    }
    if (isArriving || wasFolded) target.scrollIntoView();
  }
  window.addEventListener("hashchange", () => reveal(false));
  const [visit] = performance.getEntriesByType("navigation");
  reveal(
    visit instanceof PerformanceNavigationTiming && visit.type === "navigate",
  );

  // Examples can be copied.

  for (const block of document.querySelectorAll(".example")) {
    const code = block.querySelector("pre");
    if (!code) continue;
    const button = element("button", { type: "button", class: "copy" }, "Copy");
    button.addEventListener("click", () => {
      const text = `${code.textContent}\n`;
      const say = (/** @type {string} */ words) => {
        button.textContent = words;
        setTimeout(() => (button.textContent = "Copy"), 1500);
      };
      navigator.clipboard.writeText(text).then(
        () => say("Copied"),
        () => {
          getSelection()?.selectAllChildren(code);
          say("Press Ctrl+C");
        },
      );
    });
    block.append(button);
  }

  // Forms with something to fold can be folded at once.

  for (const form of document.querySelectorAll(".form")) {
    if (form.querySelectorAll("details.fold").length < 2) continue;
    const button = element(
      "button",
      { type: "button", class: "fold-all" },
      "Fold all",
    );
    button.addEventListener("click", () => {
      const isFolding = button.textContent === "Fold all";
      for (const nest of form.querySelectorAll("details.fold"))
        if (nest instanceof HTMLDetailsElement) nest.open = !isFolding;
      button.textContent = isFolding ? "Unfold all" : "Fold all";
    });
    form.prepend(button);
  }

  // On paper nothing can be unfolded.

  /** @type {HTMLDetailsElement[]} */
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details")].filter(
      ({ open: isOpen }) => !isOpen,
    );
    for (const one of folded) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
})();
