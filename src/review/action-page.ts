/** What action.yml declares, as far as its page tells it. */
export interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** Puts the tables of inputs and outputs into a page, between the comments that mark their places. */
export function actionPage(page: string, { inputs, outputs }: ActionFile): string {
  const inputRows = Object.entries(inputs).map(
    ([name, { description, default: value = '' }]) =>
      `| \`${name}\` | ${cell(description)} | ${value === '' ? '' : `\`${value}\``} |`,
  );
  const outputRows = Object.entries(outputs).map(([name, { description }]) => `| \`${name}\` | ${cell(description)} |`);
  const withInputs = put(page, 'inputs', ['| input | what it is | default |', '|---|---|---|', ...inputRows]);
  return put(withInputs, 'outputs', ['| output | what it is |', '|---|---|', ...outputRows]);
}

function put(page: string, name: string, lines: readonly string[]): string {
  const [start, end] = [`<!-- ${name}: made from action.yml -->`, `<!-- end of ${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new TypeError(`the page has no place for ${name}`);
  return `${page.slice(0, from)}${start}\n${lines.join('\n')}\n${page.slice(to)}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
