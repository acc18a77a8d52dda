
// ---- why a rule asks; in its place the rule's whole page, as the rule book has it, once somebody wants it

function whole(code, { why, how }) {
  const page = make("div", { class: "rule" });
  const open = button("The rule's page, with examples", async () => {
    const told = await ask("rule", code);
    page.tabIndex = -1;
    page.replaceChildren(...(told.fault ? [make("p", {}, `✕ ${told.fault} ${told.remedy}`)] : drawn(JSON.parse(told.page))));
    page.focus({ preventScroll: true });
  });
  page.append(make("p", {}, why), how ? make("p", {}, how) : "", open);
  return page;
}

function drawn({ text, examples }) {
  const piece = ([kind, said]) => (kind === "plain" ? said : make(kind, {}, said));
  return [
    ...text.map((pieces) => make("p", {}, ...pieces.map(piece))),
    ...examples.flatMap(({ title, tables, found }) => [
      make("h4", {}, title),
      ...tables.flatMap(({ of, headings, rows }) => [of ? make("p", { class: "quiet" }, of) : null, table(headings, rows, `${title}: ${of}`)].filter(Boolean)),
      found.length ? make("ul", {}, ...found.map((line) => make("li", {}, line))) : make("p", {}, "✓ Nothing is found."),
    ]),
  ];
}
