/** What the Action says around a plan, in one language. Sentences may hold names; they are escaped where they are put. */
export interface ActionTexts {
  readonly records: { readonly title: string; readonly privacy: string; readonly none: string };
  readonly column: Readonly<Record<'kind' | 'added' | 'removed' | 'changed' | 'record' | 'what' | 'fields', string>>;
  readonly op: Readonly<Record<'added' | 'removed' | 'changed', string>>;
  /** Why systems were not read. */
  readonly recordsOnly: Readonly<Record<'fork' | 'other-base' | 'no-config', string>>;
  waiting(sections: string): string;
  pending(system: string, amount: number): string;
  cancelled(system: string, amount: number): string;
  baseUnread: string;
  report: string;
  label(label: string): string;
  labelRefused(label: string, why: string): string;
  readonly labelWhy: Readonly<Record<'unreadable' | 'author' | 'bot' | 'unseen' | 'moved' | 'used' | 'system', string>>;
  refused: string;
  readonly sync: {
    readonly column: Readonly<Record<'applied' | 'failed' | 'held', string>>;
    /** `3 applied, 0 failed, 1 held` */
    total(applied: number, failed: number, held: number): string;
    readonly title: string;
    readonly stopped: string;
    readonly refused: string;
    readonly failed: string;
    later(systems: string): string;
    approved(accounts: string): string;
    superseded(head: string, tip: string): string;
  };
  readonly drift: {
    title(systems: string): string;
    readonly intro: string;
    readonly unread: string;
    readonly next: string;
  };
  /** For a chat: what became of a sync in a repository, without a full stop. */
  readonly webhook: Readonly<Record<'partial' | 'stopped' | 'refused', (repository: string) => string>>;
  notify(accounts: string): string;
}
