import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/**
 * What GitHub would make of a comment that no cell may ask for, by a parser of its Markdown: links, pictures, HTML,
 * mentions, numbers of issues, emoji by name, rows of a table that are broken. `faultsOf` asks whether a comment is what we
 * meant; this asks whether it could ever act.
 * @param allowed addresses of links that are ours
 */
export function actsIn(markdown: string, allowed: readonly string[] = []): readonly string[] {
  const tree: Root = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const faults: string[] = [];
  visit(tree);
  return faults;

  function visit(node: Nodes): void {
    if (!harmless.has(node.type) && !(node.type === 'link' && allowed.includes(node.url)))
      if (!(node.type === 'html' && ourHtml.test(node.value))) faults.push(`${node.type}: ${excerpt(node, markdown)}`);
    if (node.type === 'text') {
      const found = acting.exec(node.value)?.[0];
      if (found !== undefined) faults.push(`${JSON.stringify(found)} in text: ${excerpt(node, markdown)}`);
    }
    if (node.type === 'code' && node.lang !== 'mermaid') faults.push(`code: ${excerpt(node, markdown)}`);
    if (node.type === 'table') {
      const widths = new Set(node.children.map(({ children }) => children.length));
      if (widths.size > 1) faults.push(`rows of ${[...widths].join(' and ')} cells: ${excerpt(node, markdown)}`);
    }
    if (node.type !== 'link' && 'children' in node) for (const child of node.children) visit(child);
  }
}

const harmless: ReadonlySet<Nodes['type']> = new Set([
  ...(['root', 'heading', 'paragraph', 'text', 'strong', 'inlineCode', 'blockquote', 'list', 'listItem'] as const),
  ...(['table', 'tableRow', 'tableCell', 'code'] as const),
]);

/** Marks of our own comments, and what folds a part away. */
const ourHtml =
  /^(?:<!-- rollcall:(?:review|sync|drift) -->|<!-- rollcall:shown [\w-]+ [0-9a-f]+ -->|<\/?details>|<details><summary>[^<>]*<\/summary>|<\/?summary>|<\/?sub>|\n)+$/;

/** What GitHub makes links, mentions or pictures of in plain text. */
const acting = /@[\p{L}\p{N}]|#\d|\bGH-\d|:[a-z0-9_+-]+:|\b[0-9a-f]{40}\b|https?:|www\.|\$[^$]+\$/iu;

function excerpt({ position }: Nodes, markdown: string): string {
  const { start, end } = position ?? {};
  return JSON.stringify(markdown.slice(start?.offset ?? 0, Math.min(end?.offset ?? 0, (start?.offset ?? 0) + 120)));
}

/** The same for many, in a process of its own: within Jest the parser takes five times as long. */
export function actsInAny(texts: readonly string[], allowed: readonly string[] = []): readonly string[] {
  const found = execFileSync(process.execPath, [fileURLToPath(import.meta.url)], {
    input: JSON.stringify({ texts, allowed }),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return JSON.parse(found);
}

if (import.meta.main) {
  const { texts, allowed } = JSON.parse(readFileSync(0, 'utf8')) as Record<'texts' | 'allowed', readonly string[]>;
  process.stdout.write(JSON.stringify(texts.flatMap((text) => actsIn(text, allowed))));
}
